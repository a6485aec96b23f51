// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkmodel.h"

#include "core/bus/signalbus.h"
#include "core/questions/allquestions.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace {

constexpr qint64 kBetweenMs = 300; ///< two readings of the links
constexpr int kScrollMs = 120; ///< rows that fly by are not asked for

struct ColumnText
{
    const char *title;
    const char *toolTip;
};
constexpr std::array<ColumnText, LinkModel::ColumnCount> kColumns {{
    {QT_TRANSLATE_NOOP("LinkModel", "Link"), QT_TRANSLATE_NOOP("LinkModel", "The code behind the address.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Goes to"), QT_TRANSLATE_NOOP("LinkModel", "Where a click leads.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Name"), QT_TRANSLATE_NOOP("LinkModel", "What you call it.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Now"),
     QT_TRANSLATE_NOOP("LinkModel", "Clicks of people in the last 5 minutes.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Today"),
     QT_TRANSLATE_NOOP("LinkModel", "Clicks of people since midnight of the site.")},
    {QT_TRANSLATE_NOOP("LinkModel", "30 days"),
     QT_TRANSLATE_NOOP("LinkModel", "Clicks of people today and in the 29 days before.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Trend"),
     QT_TRANSLATE_NOOP("LinkModel", "Clicks by day of the last 30 days; each row has its own scale.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Total"),
     QT_TRANSLATE_NOOP("LinkModel",
                       "All stored clicks of people; those counted by another service before are apart.")},
    {QT_TRANSLATE_NOOP("LinkModel", "State"), QT_TRANSLATE_NOOP("LinkModel", "Whether it leads anywhere.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Campaign"), QT_TRANSLATE_NOOP("LinkModel", "The group it belongs to.")},
    {QT_TRANSLATE_NOOP("LinkModel", "Tags"), QT_TRANSLATE_NOOP("LinkModel", "Words to find it by.")},
}};

bool isNumber(int column)
{
    return column == LinkModel::Now || column == LinkModel::Today || column == LinkModel::Month
        || column == LinkModel::Total;
}

} // namespace

LinkModel::LinkModel(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QObject *parent) :
    QAbstractTableModel(parent),
    m_source(questions.links),
    m_clock(clock),
    m_counter(bus, questions.stats, questions.sites, clock),
    m_trends(questions.stats, questions.sites, clock),
    m_stock(std::make_shared<const LinkStock>(QList<Link>()))
{
    m_worker.setMaxThreadCount(1);
    m_reload.setSingleShot(true);
    connect(&m_reload, &QTimer::timeout, this, [this] {
        m_isStale = false;
        m_sinceRead.start();
        m_asking = m_source.links(this, [this](const Result<QList<Link>> &links) { take(links); });
    });
    m_visible.setSingleShot(true);
    m_visible.setInterval(kScrollMs);
    connect(&m_visible, &QTimer::timeout, this, [this] {
        if (!m_isOn)
            return;
        QList<Link> wanted;
        for (int row = m_firstVisible; row <= std::min(m_lastVisible, rowCount() - 1); ++row) {
            if (clicksAt(row).month > 0)
                wanted.append(linkAt(row));
        }
        m_trends.setWanted(wanted);
    });
    connect(&m_counter, &LinkCounter::changed, this, &LinkModel::onCounted);
    connect(&m_counter, &LinkCounter::dayTurned, this, &LinkModel::forgetDays);
    for (const auto signal : {&SignalBus::databaseReplaced, &SignalBus::verdictsChanged})
        connect(&bus, signal, this, &LinkModel::forgetDays);
    connect(&m_trends, &LinkTrends::changed, this, [this] {
        const int last = std::min(m_lastVisible, rowCount() - 1);
        if (m_firstVisible <= last)
            Q_EMIT dataChanged(index(m_firstVisible, Trend), index(last, Trend), {Qt::DisplayRole});
        Q_EMIT stateChanged();
    });
    connect(&bus, &SignalBus::linksChanged, this, [this] { reload(); });
    connect(&bus, &SignalBus::databaseReplaced, this, &LinkModel::reload);
}

LinkModel::~LinkModel()
{
    m_worker.waitForDone();
}

int LinkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.rows.size());
}

int LinkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QList<qint64> LinkModel::trendAt(int row) const
{
    QList<qint64> days = m_trends.of(linkAt(row).code);
    if (!days.isEmpty())
        days.last() = clicksAt(row).today; // it goes on
    return days;
}

LinkText::State LinkModel::stateAt(int row) const
{
    return LinkText::state(linkAt(row), clicksAt(row).all, m_clock.now());
}

QString LinkModel::text(const Link &link, int column) const
{
    const LinkClicks clicks = clicksOf(*m_counter.counts(), link.code);
    switch (column) {
    case Code: return u'/' + link.code;
    case Destination: return LinkText::wholeDestination(link.url);
    case Name: return LineText::unturned(link.name);
    case Now: return clicks.now > 0 ? Format::number(clicks.now) : QStringLiteral("—");
    case Today: return Format::number(clicks.today);
    case Month: return Format::number(clicks.month);
    case Total: return LinkText::total(clicks.all, link.earlierClicks);
    case State: return LinkText::state(link, clicks.all, m_clock.now()).text;
    case Campaign: return LineText::unturned(link.campaign);
    case Tags: return LineText::joined(link.tags, QStringLiteral(", "));
    default: return {};
    }
}

QString LinkModel::wholeText(const Link &link, int column) const
{
    if (column == Code)
        return LineText::joined(QStringList {LinkText::shortUrl(m_collectorUrl, link.code)}
                                + LinkText::signWords(link));
    return column == Destination ? LineText::path(link.url) : text(link, column);
}

QVariant LinkModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Link &link = linkAt(index.row());
    if (role == Qt::AccessibleTextRole && index.column() == Code)
        return LineText::joined(QStringList {link.code} + LinkText::signWords(link), QStringLiteral(", "));
    if (role == Qt::ToolTipRole)
        return PlainText::toolTip(wholeText(link, index.column()));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(link, index.column());
    return {};
}

QVariant LinkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto &[title, toolTip] = kColumns.at(static_cast<std::size_t>(section));
    const std::optional<LinkWish::Order> order = orderOf(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(isNumber(section) ? Qt::AlignRight : Qt::AlignLeft)
                                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return PlainText::toolTip(
            order ? LineText::joined({tr(toolTip), tr("Click to sort by it.")}, QStringLiteral(" "))
                  : tr(toolTip));
    if (role != Qt::DisplayRole)
        return {};
    if (!order || *order != m_wish.order)
        return tr(title);
    return LineText::fill(m_wish.descends ? tr("%1 ▾") : tr("%1 ▴"), tr(title));
}

std::optional<LinkWish::Order> LinkModel::orderOf(int column)
{
    using Order = LinkWish::Order;
    switch (column) {
    case Code: return Order::Code;
    case Destination: return Order::Destination;
    case Name: return Order::Name;
    case Now: return Order::Now;
    case Today: return Order::Today;
    case Month: return Order::Month;
    case Total: return Order::All;
    case State: return Order::State;
    case Campaign: return Order::Campaign;
    default: return std::nullopt;
    }
}

void LinkModel::setCollectorUrl(const QString &url)
{
    m_collectorUrl = url;
}

void LinkModel::setWish(const LinkWish &wish)
{
    m_wish = wish;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    arrange();
}

void LinkModel::forgetDays()
{
    m_trends.forget();
    m_visible.start();
    Q_EMIT daysChanged();
}

QString LinkModel::errorText() const
{
    if (!m_error.isEmpty())
        return m_error;
    const QString uncounted = m_counter.errorText();
    return uncounted.isEmpty() ? QString()
                               : LineText::fill(tr("The clicks are those of before: %1"), uncounted);
}

void LinkModel::reload()
{
    if (m_reading == Reading::Failed)
        m_reading = Reading::Loading;
    m_isStale = true;
    readWhenDue();
}

void LinkModel::retry()
{
    reload();
    m_counter.reload();
}

void LinkModel::readWhenDue()
{
    if (!m_isStale || !m_isOn || m_asking.isOpen() || m_working > 0 || m_reload.isActive())
        return;
    const qint64 age = m_sinceRead.isValid() ? m_sinceRead.elapsed() : kBetweenMs;
    m_reload.start(static_cast<int>(std::clamp<qint64>(kBetweenMs - age, 0, kBetweenMs)));
}

void LinkModel::setOn(bool on)
{
    m_isOn = on;
    m_counter.setOn(on);
    if (!on) {
        m_trends.stop();
        return;
    }
    m_visible.start();
    readWhenDue();
}

void LinkModel::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
    m_visible.start();
}

bool LinkModel::isBusy() const
{
    return m_asking.isOpen() || (m_isStale && m_isOn) || m_working > 0 || m_counter.isBusy()
        || m_trends.isBusy() || m_visible.isActive();
}

void LinkModel::take(const Result<QList<Link>> &links)
{
    if (!links) {
        m_reading = Reading::Failed;
        m_error = links.error().message;
        Q_EMIT stateChanged();
        QMetaObject::invokeMethod(this, &LinkModel::readWhenDue, Qt::QueuedConnection);
        return;
    }
    m_error.clear();
    ++m_working;
    m_worker.start([this, all = *links]() mutable {
        const auto stock = std::make_shared<const LinkStock>(all);
        all.clear();
        QMetaObject::invokeMethod(
            this,
            [this, stock] {
                --m_working;
                m_next = stock;
                m_reading = Reading::Ready;
                arrange();
                m_counter.setSites(stock->sites);
            },
            Qt::QueuedConnection);
    });
}

void LinkModel::arrange()
{
    const auto [selected, current] = m_selection ? m_selection() : std::pair<QSet<QString>, QString>();
    const std::shared_ptr<const LinkStock> stock = m_next ? m_next : m_stock;
    ++m_working;
    m_worker.start([this, stock, counts = m_counter.counts(), wish = m_wish, now = m_clock.now(),
                    selected = selected, current = current, generation = ++m_generation]() mutable {
        const LinkOrder order = ::orderOf(*stock, *counts, wish, now, selected, current);
        counts.reset();
        QMetaObject::invokeMethod(
            this,
            [this, stock, order, generation] {
                --m_working;
                show(stock, order, generation);
            },
            Qt::QueuedConnection);
    });
}

void LinkModel::show(const std::shared_ptr<const LinkStock> &stock, const LinkOrder &order, int generation)
{
    readWhenDue();
    if (generation != m_generation)
        return;
    const bool isNew = stock != m_stock;
    beginResetModel();
    auto former = std::exchange(m_stock, stock);
    m_order = order;
    m_next.reset();
    endResetModel();
    m_worker.start([former = std::move(former)]() mutable { former.reset(); }); // may take a while
    m_visible.start();
    if (isNew)
        Q_EMIT linksChanged();
    Q_EMIT rowsFound(m_order.selected, m_order.current);
    Q_EMIT stateChanged();
}

void LinkModel::onCounted()
{
    const LinkCounts &counts = *m_counter.counts();
    if (!counts.isEmpty() && !m_counter.isBusy() && !std::exchange(m_isCounted, true))
        arrange(); // the first order knew of no clicks
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, Now), index(rowCount() - 1, State), {Qt::DisplayRole});
        if (!m_visible.isActive())
            m_visible.start();
    }
    Q_EMIT countsChanged();
    Q_EMIT stateChanged();
}
