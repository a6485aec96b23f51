// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/accesssection.h"

#include "core/types/clock.h"
#include "ui/look/theme.h"
#include "ui/settings/settingschanges.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/tokentext.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

AccessSection::AccessSection(const Place &place, TokenQuestions &tokens, SiteQuestions &sites,
                             const Clock &clock, SettingsChanges &changes, QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_tokens(tokens),
    m_sites(sites),
    m_clock(clock),
    m_rows(new QWidget(this))
{
    addNote(
        tr("Programs on this computer read without a token. From anywhere else a token is needed, sent as "
           "\"Authorization: Bearer TOKEN\"."));
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    addWidget(m_rows);
    m_empty = addNote(tr("There is no token."));
    m_empty->setObjectName(QStringLiteral("settingsNoToken"));
    addSecret();
    addLine();
    addForm();
    addEnd();
}

void AccessSection::addForm()
{
    addCaption(tr("New token"));
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("settingsTokenName"));
    m_name->setPlaceholderText(tr("dashboard"));
    m_name->setMaximumWidth(264);
    addRow(tr("Name"), m_name);
    m_rights = makeChoice(QStringLiteral("settingsTokenRights"),
                          {tr("Read"), tr("Read, and change sites, links and goals")}, [](int) {});
    addRow(tr("May"), m_rights);
    m_siteChoice = new QToolButton(this);
    m_siteChoice->setObjectName(QStringLiteral("settingsTokenSites"));
    m_siteChoice->setPopupMode(QToolButton::InstantPopup);
    m_siteChoice->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_siteChoice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_siteMenu = new QMenu(m_siteChoice);
    m_siteChoice->setMenu(m_siteMenu);
    addRow(tr("Sites"), m_siteChoice);
    m_make = new QPushButton(tr("Make a token"), this);
    m_make->setObjectName(QStringLiteral("settingsTokenMake"));
    m_make->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addRow(QString(), m_make);
    m_message = addMessage(QStringLiteral("settingsTokenMessage"));
    connect(m_make, &QPushButton::clicked, this, &AccessSection::make);
    connect(m_name, &QLineEdit::returnPressed, this, &AccessSection::make);
}

void AccessSection::addSecret()
{
    m_secretBox = new QWidget(this);
    m_secretBox->hide();
    m_secretNote = new PlainLabel(m_secretBox);
    m_secretNote->setFont(Type::strong());
    m_secretNote->setWordWrap(true);
    m_secret = new QLineEdit(m_secretBox);
    m_secret->setObjectName(QStringLiteral("settingsTokenSecret"));
    m_secret->setAccessibleName(tr("Token"));
    m_secret->setReadOnly(true);
    m_secret->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(tr("Copy"), m_secretBox);
    copy->setObjectName(QStringLiteral("settingsTokenCopy"));
    makePrimary(copy);
    auto *done = new QPushButton(tr("Done"), m_secretBox);
    done->setObjectName(QStringLiteral("settingsTokenDone"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_secret->text()); });
    connect(done, &QPushButton::clicked, this, [this] {
        m_secret->clear();
        m_secretBox->hide();
    });
    auto *line = new QHBoxLayout;
    line->setSpacing(Metrics::kGrid);
    line->addWidget(m_secret, 1);
    line->addWidget(copy);
    line->addWidget(done);
    auto *column = new QVBoxLayout(m_secretBox);
    column->setContentsMargins(0, Metrics::kGrid, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(m_secretNote);
    column->addLayout(line);
    addWidget(m_secretBox);
}

void AccessSection::refresh()
{
    fillSites();
    m_asking = m_tokens.tokens(this, [this](const Result<QList<Token>> &tokens) {
        if (tokens)
            showTokens(*tokens);
        else
            setMessage(m_message, tokens.error().message, true);
        Q_EMIT settledChanged();
    });
}

void AccessSection::fillSites()
{
    const QStringList before = chosenSites();
    m_siteMenu->clear();
    const auto showChoice = [this] {
        const QStringList chosen = chosenSites();
        m_siteChoice->setText(
            PlainText::caption(chosen.isEmpty() ? tr("All sites") : chosen.join(QStringLiteral(", "))));
    };
    for (const Site &site : m_sites.sites()) {
        QAction *action = m_siteMenu->addAction(PlainText::caption(site.displayName()));
        action->setData(site.id);
        action->setCheckable(true);
        action->setChecked(before.contains(site.id));
        connect(action, &QAction::toggled, this, showChoice);
    }
    m_siteChoice->setEnabled(!m_siteMenu->isEmpty());
    showChoice();
}

QStringList AccessSection::chosenSites() const
{
    QStringList chosen;
    for (const QAction *action : m_siteMenu->actions()) {
        if (action->isChecked())
            chosen.append(action->data().toString());
    }
    return chosen;
}

void AccessSection::showTokens(const QList<Token> &tokens)
{
    qDeleteAll(m_rows->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (const Token &token : tokens) {
        QWidget *row = rowOf(token);
        m_rows->layout()->addWidget(row);
        row->show();
    }
    m_empty->setVisible(tokens.isEmpty());
    setRemark(tokens.isEmpty() ? QString() : Format::number(tokens.size()));
}

QWidget *AccessSection::rowOf(const Token &token)
{
    auto *row = new QWidget(m_rows);
    row->setObjectName(QStringLiteral("settingsToken_") + token.name);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, Metrics::kGrid / 2, 0, Metrics::kGrid / 2);
    line->setSpacing(12);
    auto *name = new PlainLabel(token.name, row);
    name->setFont(Type::strong());
    name->setFixedWidth(Metrics::widened(kLabel));
    name->setWordWrap(true);
    auto *words = new PlainLabel(LineText::joined({TokenText::rights(token), TokenText::made(token),
                                                   TokenText::used(token, m_clock.now())}),
                                 row);
    words->setObjectName(QStringLiteral("settingsTokenWords"));
    words->setWordWrap(true);
    setTone(words, Tone::Muted);
    auto *button = new QPushButton(tr("Revoke"), row);
    button->setAccessibleName(LineText::fill(tr("Revoke %1"), token.name));
    connect(button, &QPushButton::clicked, this, [this, token] { revoke(token); });
    line->addWidget(name);
    line->addWidget(words, 1);
    line->addWidget(button);
    return row;
}

void AccessSection::make()
{
    Token wanted;
    wanted.name = m_name->text().trimmed();
    wanted.mayChange = m_rights->currentIndex() == 1;
    wanted.sites = chosenSites();
    setMessage(m_message, {}, false);
    m_changing = m_tokens.addToken(wanted, this, [this, wanted](const Result<QByteArray> &secret) {
        if (!secret) {
            m_name->setFocus();
            return setMessage(m_message, secret.error().message, true);
        }
        m_secretNote->setText(
            LineText::fill(tr("Copy the token %1 now: it is shown only this once."), wanted.name));
        m_secret->setText(QString::fromLatin1(*secret));
        m_secretBox->show();
        m_secret->setFocus();
        m_secret->selectAll();
        m_name->clear();
        refresh();
    });
}

void AccessSection::revoke(const Token &token)
{
    m_changing = m_tokens.removeToken(token.name, this, [this, token](const Result<void> &removed) {
        onChanged(removed);
        if (!removed)
            return;
        noteChange(LineText::fill(tr("Token %1 revoked"), token.name), [this, token] {
            m_changing = m_tokens.putBackToken(token, this, [this](const auto &done) { onChanged(done); });
        });
    });
}

void AccessSection::onChanged(const Result<void> &done)
{
    setMessage(m_message, done ? QString() : done.error().message, true);
    refresh();
}
