// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/codefield.h"

#include "core/types/site.h"
#include "ui/links/linktext.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/onelinelabel.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace {

constexpr int kTries = 50;
constexpr qsizetype kOffers = 3;
constexpr std::array kLengths {4, 5, 6, 8, 10, 12};
constexpr int kLongestCode = 64;

struct AlphabetName
{
    CodeAlphabet alphabet;
    const char *objectName;
    const char *text;
};
constexpr std::array kAlphabets {
    AlphabetName {CodeAlphabet::Small, "codeSmall",
                  QT_TRANSLATE_NOOP("CodeField", "Small letters and digits")},
    AlphabetName {CodeAlphabet::Readable, "codeReadable",
                  QT_TRANSLATE_NOOP("CodeField", "Without what looks alike (0 o, 1 l i)")},
    AlphabetName {CodeAlphabet::Mixed, "codeMixed",
                  QT_TRANSLATE_NOOP("CodeField", "Large and small letters, digits")},
};

} // namespace

CodeField::CodeField(const QString &collectorUrl, std::function<bool(const QString &)> isTaken,
                     QWidget *parent) :
    QWidget(parent),
    m_isTaken(std::move(isTaken)),
    m_code(new QLineEdit(this)),
    m_random(new QToolButton(this)),
    m_choice(new QToolButton(this)),
    m_offers(new QWidget(this))
{
    m_code->setObjectName(QStringLiteral("linkCode"));
    m_code->setPlaceholderText(tr("spring-sale"));
    m_code->setMaxLength(4 * kLongestCode); // longer ones are a mistake that can be seen
    m_code->setToolTip(tr("What follows the slash: 1 to 64 letters, digits, _ or -. Large and small letters "
                          "make no difference to people who type it."));
    m_random->setObjectName(QStringLiteral("linkRandom"));
    m_random->setText(tr("Random"));
    m_random->setToolTip(tr("Make another code by chance"));
    m_random->setFocusPolicy(Qt::StrongFocus);
    m_choice->setObjectName(QStringLiteral("linkRandomChoice"));
    m_choice->setIcon(themedIcon(QStringLiteral("chevron"), Theme::of(this).muted));
    m_choice->setFocusPolicy(Qt::StrongFocus);
    m_choice->setToolTip(tr("Letters and length of codes that are made by chance"));
    m_choice->setAccessibleName(m_choice->toolTip());
    auto *menu = new QMenu(m_choice);
    auto *alphabets = new QActionGroup(menu);
    for (const AlphabetName &name : kAlphabets) {
        QAction *action = menu->addAction(tr(name.text));
        action->setObjectName(QString::fromLatin1(name.objectName));
        action->setCheckable(true);
        action->setChecked(name.alphabet == m_alphabet);
        alphabets->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, alphabet = name.alphabet] { choose(alphabet, m_length); });
    }
    menu->addSeparator();
    auto *lengths = new QActionGroup(menu);
    for (const int length : kLengths) {
        QAction *action = menu->addAction(tr("%Ln characters", nullptr, length));
        action->setObjectName(QStringLiteral("codeLength%1").arg(length));
        action->setCheckable(true);
        action->setChecked(length == m_length);
        lengths->addAction(action);
        connect(action, &QAction::triggered, this, [this, length] { choose(m_alphabet, length); });
    }
    connect(m_choice, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_choice->mapToGlobal(QPoint(0, m_choice->height()))); });
    auto *host = new OneLineLabel(LinkText::shownUrl(collectorUrl, QString()), this);
    setTone(host, Tone::Muted);
    host->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout;
    row->setSpacing(Metrics::kGrid);
    row->addWidget(host);
    row->addWidget(m_code, 1);
    row->addWidget(m_random);
    row->addWidget(m_choice);
    m_offers->setLayout(new FlowLayout(6));
    m_offers->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_offers);
    connect(m_code, &QLineEdit::textChanged, this, &CodeField::changed);
    connect(m_random, &QToolButton::clicked, this, &CodeField::makeRandom);
    setFocusProxy(m_code);
}

QString CodeField::code() const
{
    return m_code->text().trimmed();
}

void CodeField::setCode(const QString &code)
{
    m_code->setText(code);
}

void CodeField::setFixed()
{
    m_code->setReadOnly(true);
    m_random->hide();
    m_choice->hide();
}

void CodeField::choose(CodeAlphabet alphabet, int length)
{
    m_alphabet = alphabet;
    m_length = length;
    makeRandom();
}

void CodeField::makeRandom()
{
    QString code = randomCode(m_alphabet, m_length);
    for (int i = 0; i < kTries && m_isTaken(code); ++i)
        code = randomCode(m_alphabet, m_length);
    m_code->setText(code);
    m_code->setFocus();
}

QStringList CodeField::freeCodesLike(const QString &code) const
{
    QStringList free;
    const auto add = [&](const QString &candidate) {
        if (free.size() < kOffers && isValidLinkCode(candidate) && !m_isTaken(candidate)
            && !free.contains(candidate))
            free.append(candidate);
    };
    if (isValidSiteId(code)) {
        add(code + QStringLiteral("-go"));
        for (int i = 2; free.size() + 1 < kOffers && i < kTries; ++i)
            add(code + u'-' + QString::number(i));
    }
    for (int i = 0; free.size() < kOffers && i < kTries; ++i)
        add(randomCode(m_alphabet, m_length));
    return free;
}

void CodeField::setOffers(const QStringList &codes)
{
    qDeleteAll(m_offers->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly));
    QWidget *before = m_choice;
    for (const QString &code : codes) {
        auto *offer = new QPushButton(code, m_offers);
        offer->setObjectName(QStringLiteral("linkOffer"));
        offer->setProperty("flat", true);
        offer->setAutoDefault(false);
        offer->setAccessibleName(LineText::fill(tr("Use the free code %1"), code));
        m_offers->layout()->addWidget(offer);
        setTabOrder(std::exchange(before, offer), offer);
        connect(offer, &QPushButton::clicked, this, [this, code] {
            m_code->setFocus();
            m_code->setText(code);
        });
        offer->show();
    }
    m_offers->setHidden(codes.isEmpty());
}
