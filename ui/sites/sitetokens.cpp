// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitetokens.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/tokentext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

SiteTokens::SiteTokens(TokenQuestions &source, const Clock &clock, QWidget *parent) :
    QWidget(parent), m_source(source), m_clock(clock), m_rows(new QVBoxLayout), m_note(new PlainLabel(this))
{
    setObjectName(QStringLiteral("sitesTokens"));
    auto *caption = new PlainLabel(tr("Access tokens"), this);
    caption->setFont(Type::caption());
    setTone(caption, Tone::Muted);
    auto *make = new QPushButton(tr("New token…"), this);
    make->setObjectName(QStringLiteral("sitesNewToken"));
    m_note->setWordWrap(true);
    setTone(m_note, Tone::Muted);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(caption, 1);
    head->addWidget(make);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_note);
    column->addLayout(m_rows);
    connect(make, &QPushButton::clicked, this, &SiteTokens::newTokenWanted);
}

void SiteTokens::setSite(const QString &site)
{
    m_site = site;
    reload();
}

void SiteTokens::reload()
{
    m_asking = m_source.tokens(this, [this](const Result<QList<Token>> &tokens) {
        if (tokens)
            show(*tokens);
        else
            m_note->setText(tokens.error().message);
        m_note->setVisible(!tokens || m_rows->isEmpty());
        Q_EMIT settledChanged();
    });
}

void SiteTokens::show(const QList<Token> &tokens)
{
    while (QLayoutItem *row = m_rows->takeAt(0)) {
        row->widget()->deleteLater();
        row->widget()->hide();
        delete row;
    }
    for (const Token &token : tokens) {
        if (!token.opens(m_site))
            continue;
        QWidget *row = rowOf(token);
        m_rows->addWidget(row);
        row->show();
    }
    m_note->setText(
        tr("No token opens this site. Programs on this computer read it without one; from anywhere else a "
           "token is needed."));
}

QWidget *SiteTokens::rowOf(const Token &token)
{
    auto *row = new QWidget(this);
    row->setObjectName(QStringLiteral("sitesToken_") + token.name);
    auto *name = new PlainLabel(token.name, row);
    name->setFont(Type::strong());
    name->setFixedWidth(Metrics::widened(140));
    name->setWordWrap(true);
    auto *words = new PlainLabel(LineText::joined({TokenText::rights(token), TokenText::made(token),
                                                   TokenText::used(token, m_clock.now())}),
                                 row);
    words->setWordWrap(true);
    setTone(words, Tone::Muted);
    auto *revoke = new QPushButton(tr("Revoke"), row);
    revoke->setAccessibleName(LineText::fill(tr("Revoke %1"), token.name));
    connect(revoke, &QPushButton::clicked, this, [this, token] { Q_EMIT revokeWanted(token); });
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, Metrics::kGrid / 2, 0, Metrics::kGrid / 2);
    line->setSpacing(12);
    line->addWidget(name);
    line->addWidget(words, 1);
    line->addWidget(revoke);
    return row;
}
