// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkbar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>
#include <array>
#include <utility>

namespace {

constexpr int kTypingMs = 80;
constexpr qsizetype kMostNames = 200; ///< in a menu; the search finds the others
constexpr qsizetype kLongest = 32;

struct StateChip
{
    LinkWish::State state;
    const char *objectName;
    const char *text;
    const char *toolTip;
};
constexpr std::array kStates {
    StateChip {LinkWish::State::All, "linksAll", QT_TRANSLATE_NOOP("LinkBar", "All"),
               QT_TRANSLATE_NOOP("LinkBar", "All links, whatever their state.")},
    StateChip {LinkWish::State::Active, "linksActive", QT_TRANSLATE_NOOP("LinkBar", "Active"),
               QT_TRANSLATE_NOOP("LinkBar", "Links that lead to their destination.")},
    StateChip {LinkWish::State::Ended, "linksEnded", QT_TRANSLATE_NOOP("LinkBar", "Ended"),
               QT_TRANSLATE_NOOP("LinkBar",
                                 "Links whose time has passed, or that had as many clicks as "
                                 "they may have.")},
    StateChip {LinkWish::State::Archived, "linksArchived", QT_TRANSLATE_NOOP("LinkBar", "Archived"),
               QT_TRANSLATE_NOOP("LinkBar",
                                 "Links that were put away: they lead nowhere and keep their "
                                 "codes.")},
};

struct OrderName
{
    LinkWish::Order order;
    const char *objectName;
    const char *text;
    bool descends;
};
constexpr std::array kOrders {
    OrderName {LinkWish::Order::Month, "sortMonth", QT_TRANSLATE_NOOP("LinkBar", "30 days"), true},
    OrderName {LinkWish::Order::Today, "sortToday", QT_TRANSLATE_NOOP("LinkBar", "Today"), true},
    OrderName {LinkWish::Order::Now, "sortNow", QT_TRANSLATE_NOOP("LinkBar", "Now"), true},
    OrderName {LinkWish::Order::All, "sortAll", QT_TRANSLATE_NOOP("LinkBar", "Total"), true},
    OrderName {LinkWish::Order::Code, "sortCode", QT_TRANSLATE_NOOP("LinkBar", "Link"), false},
    OrderName {LinkWish::Order::Destination, "sortDestination", QT_TRANSLATE_NOOP("LinkBar", "Goes to"),
               false},
    OrderName {LinkWish::Order::Name, "sortName", QT_TRANSLATE_NOOP("LinkBar", "Name"), false},
    OrderName {LinkWish::Order::State, "sortState", QT_TRANSLATE_NOOP("LinkBar", "State"), false},
    OrderName {LinkWish::Order::Campaign, "sortCampaign", QT_TRANSLATE_NOOP("LinkBar", "Campaign"), false},
};

} // namespace

LinkBar::LinkBar(QWidget *parent) :
    QWidget(parent),
    m_tag(new Chip(QString(), this)),
    m_campaign(new Chip(QString(), this)),
    m_order(new Chip(QString(), this)),
    m_search(new QLineEdit(this)),
    m_new(new QPushButton(tr("New link"), this))
{
    auto *row = new FlowLayout(6);
    setLayout(row);
    row->setContentsMargins(0, 0, 0, 0);
    for (const StateChip &state : kStates) {
        auto *chip = new Chip(tr(state.text), this);
        chip->setObjectName(QString::fromLatin1(state.objectName));
        chip->setToolTip(PlainText::toolTip(tr(state.toolTip)));
        connect(chip, &Chip::clicked, this, [this, which = state.state] { chooseState(which); });
        m_states.append(chip);
        row->addWidget(chip);
    }
    for (const auto &[chip, name] : {std::pair {m_tag, QStringLiteral("linksTag")},
                                     {m_campaign, QStringLiteral("linksCampaign")},
                                     {m_order, QStringLiteral("linksOrder")}}) {
        chip->setObjectName(name);
        chip->setArrow(true);
        row->addWidget(chip);
    }
    m_order->setCheckable(false);
    m_order->setToolTip(tr("The order of the list. A click on the title of a column changes it, too."));
    row->addStretch();
    m_search->setObjectName(QStringLiteral("linksSearch"));
    m_search->setPlaceholderText(tr("Code, destination, tag…"));
    m_search->setAccessibleName(tr("Search the links"));
    m_search->setToolTip(tr("Every word must occur in code, destination, name, campaign or tags. Escape "
                            "clears it."));
    m_search->setClearButtonEnabled(true);
    m_sign = m_search->addAction(themedIcon(QStringLiteral("search"), Theme::of(this).muted),
                                 QLineEdit::LeadingPosition);
    setScaledSize(m_search, 216, 30);
    row->addWidget(m_search);
    m_new->setObjectName(QStringLiteral("linksNew"));
    m_new->setToolTip(tr("Ctrl+Shift+N"));
    makePrimary(m_new);
    row->addWidget(m_new);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_wish.words = text.simplified();
        m_typing.start();
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_typing.stop();
        Q_EMIT changed();
    });
    connect(&m_typing, &QTimer::timeout, this, &LinkBar::changed);
    connect(m_new, &QPushButton::clicked, this, &LinkBar::newWanted);
    connect(m_tag, &Chip::clicked, this, [this] { openNames(m_tag, m_tags, m_wish.tag, tr("Any tag")); });
    connect(m_campaign, &Chip::clicked, this,
            [this] { openNames(m_campaign, m_campaigns, m_wish.campaign, tr("Any campaign")); });
    connect(m_order, &Chip::clicked, this, &LinkBar::openOrders);
    reset();
}

LinkWish LinkBar::wish() const
{
    return m_wish;
}

void LinkBar::chooseState(LinkWish::State state)
{
    m_wish.state = state;
    nameChips();
    Q_EMIT changed();
}

void LinkBar::chooseOrder(LinkWish::Order order)
{
    const auto *wanted = std::ranges::find(kOrders, order, &OrderName::order);
    m_wish.descends = order == m_wish.order ? !m_wish.descends : wanted->descends;
    m_wish.order = order;
    nameChips();
    Q_EMIT changed();
}

void LinkBar::setCounts(const LinkOrder &order)
{
    const std::array counts {order.all, order.active, order.ended, order.archived};
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        Chip *chip = m_states.at(static_cast<qsizetype>(i));
        chip->setLabel(
            LineText::joined({tr(kStates.at(i).text), Format::number(counts.at(i))}, QStringLiteral("  ")));
    }
}

void LinkBar::setNames(const QStringList &tags, const QStringList &campaigns)
{
    m_tags = tags;
    m_campaigns = campaigns;
    nameChips();
}

void LinkBar::nameChips()
{
    const auto name = [](Chip *chip, const QString &any, const QString &pattern, const QString &chosen) {
        chip->setLabel(chosen.isEmpty() ? any
                                        : LineText::fill(pattern, LineText::shortened(chosen, kLongest)));
        chip->setChecked(!chosen.isEmpty());
    };
    for (std::size_t i = 0; i < kStates.size(); ++i)
        m_states.at(static_cast<qsizetype>(i))->setChecked(kStates.at(i).state == m_wish.state);
    name(m_tag, tr("Tag: any"), tr("Tag: %1"), m_wish.tag);
    name(m_campaign, tr("Campaign: any"), tr("Campaign: %1"), m_wish.campaign);
    m_tag->setVisible(!m_tags.isEmpty() || !m_wish.tag.isEmpty());
    m_campaign->setVisible(!m_campaigns.isEmpty() || !m_wish.campaign.isEmpty());
    for (const OrderName &order : kOrders) {
        if (order.order == m_wish.order)
            m_order->setLabel(LineText::fill(tr("Sorted: %1"), tr(order.text)));
    }
}

void LinkBar::openNames(Chip *chip, const QStringList &names, QString &chosen, const QString &any)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(chip->objectName() + QStringLiteral("Menu"));
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, const QString &name) {
        QAction *action = menu->addAction(PlainText::caption(text));
        action->setData(name);
        action->setCheckable(true);
        action->setChecked(name == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, name, &chosen] {
            chosen = name;
            nameChips();
            Q_EMIT changed();
        });
    };
    add(any, {});
    menu->addSeparator();
    for (const QString &name : names.first(std::min(names.size(), kMostNames)))
        add(name, name);
    nameChips(); // a click checks the chip
    menu->popup(chip->mapToGlobal(QPoint(0, chip->height())));
}

void LinkBar::openOrders()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("linksOrderMenu"));
    auto *group = new QActionGroup(menu);
    for (const OrderName &order : kOrders) {
        QAction *action = menu->addAction(tr(order.text));
        action->setObjectName(QString::fromLatin1(order.objectName));
        action->setCheckable(true);
        action->setChecked(order.order == m_wish.order);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, order] { chooseOrder(order.order); });
    }
    menu->popup(m_order->mapToGlobal(QPoint(0, m_order->height())));
}

void LinkBar::showCampaign(const QString &campaign)
{
    reset();
    m_wish.campaign = campaign;
    nameChips();
    Q_EMIT changed();
}

void LinkBar::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

bool LinkBar::isNarrowed() const
{
    return !m_wish.words.isEmpty() || !m_wish.tag.isEmpty() || !m_wish.campaign.isEmpty()
        || m_wish.state != LinkWish::State::All;
}

bool LinkBar::stepBack()
{
    if (!m_search->text().isEmpty()) {
        m_search->clear();
        m_typing.stop();
        m_wish.words.clear();
        Q_EMIT changed();
        return true;
    }
    if (!isNarrowed())
        return false;
    clear();
    return true;
}

void LinkBar::clear()
{
    reset();
    Q_EMIT changed();
}

void LinkBar::reset()
{
    m_search->clear();
    m_typing.stop();
    m_wish.words.clear();
    m_wish.tag.clear();
    m_wish.campaign.clear();
    m_wish.state = LinkWish::State::All;
    nameChips();
}

void LinkBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_sign->setIcon(themedIcon(QStringLiteral("search"), Theme::of(this).muted));
}
