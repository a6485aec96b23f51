// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/rejected/rejectionmodel.h"

#include "core/bus/signalbus.h"
#include "ui/text/hittext.h"
#include "ui/text/plaintext.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace {

constexpr int kPageRows = 1000;
constexpr qsizetype kMaxEarly = 2000;

QString outcomeText(Rejection::Outcome outcome)
{
    switch (outcome) {
    case Rejection::Outcome::Rejected: return RejectionModel::tr("Rejected");
    case Rejection::Outcome::Refused: return RejectionModel::tr("Refused");
    case Rejection::Outcome::Remark: return RejectionModel::tr("Remark");
    }
    return {};
}

} // namespace

RejectionModel::RejectionModel(SignalBus &bus, RejectionQuestions &source, const Clock &clock,
                               QObject *parent) :
    QAbstractTableModel(parent), m_source(source), m_clock(clock)
{
    connect(&bus, &SignalBus::hitsRejected, this, &RejectionModel::onRejected);
}

int RejectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RejectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Rejection &row = m_rows.at(index.row());
    if (role == RejectionRole)
        return QVariant::fromValue(row);
    if (role == RawRole && index.column() == Time)
        return row.time;
    if (role == RawRole && index.column() == Count)
        return row.count;
    if (role == RawRole && index.column() == Reason)
        return row.reason;
    if (role == Qt::ToolTipRole)
        return PlainText::toolTip(index.column() == Time ? Format::date(row.time, m_zone.zone())
                                                         : data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Time: return m_zone.text(row.time, m_clock.now());
    case Outcome: return outcomeText(row.outcome);
    case Reason: return HitText::reason(row.reason);
    case SiteKey: return row.site.isEmpty() ? QStringLiteral("—") : row.site;
    case Protocol: return HitText::protocol(row.protocol);
    case Detail: return row.detail;
    case Count: return Format::number(row.count);
    case Source: return row.source;
    case Excerpt: return row.excerpt;
    default: return {};
    }
}

QVariant RejectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Outcome: return tr("Outcome");
    case Reason: return tr("Reason");
    case SiteKey: return tr("Site key");
    case Protocol: return tr("Protocol");
    case Detail: return tr("Detail");
    case Count: return tr("Count");
    case Source: return tr("Source");
    case Excerpt: return tr("Excerpt");
    default: return {};
    }
}

bool RejectionModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_atEnd && m_state == State::Ready && m_rows.size() < kMaxRows;
}

void RejectionModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent) && !m_asking.isOpen())
        request();
}

void RejectionModel::setSite(const QString &site)
{
    if (site == std::exchange(m_site, site))
        return;
    m_reason.clear();
    reload();
}

void RejectionModel::setOfNoSite(bool on)
{
    if (on == std::exchange(m_isOfNoSite, on))
        return;
    m_reason.clear();
    reload();
}

void RejectionModel::setKnownSites(const QSet<QString> &sites)
{
    if (sites == std::exchange(m_sites, sites))
        return;
    if (isNarrowed())
        return reload();
    // All rows are here, and stay: one of them may just have got its site.
    m_ofNoSite = 0;
    for (const Rejection &row : std::as_const(m_rows))
        m_ofNoSite += m_sites.contains(row.site) ? 0 : row.count;
    Q_EMIT countsChanged();
}

bool RejectionModel::isOfSite(const Rejection &rejection) const
{
    return m_isOfNoSite ? !m_sites.contains(rejection.site) : m_site.isEmpty() || rejection.site == m_site;
}

void RejectionModel::count(const Rejection &rejection)
{
    if (!m_sites.contains(rejection.site))
        m_ofNoSite += rejection.count;
    if (isOfSite(rejection))
        m_counts[rejection.reason] += rejection.count;
}

qint64 RejectionModel::hitsOfSite() const
{
    return std::accumulate(m_counts.cbegin(), m_counts.cend(), qint64(0));
}

void RejectionModel::setReason(const QString &reason)
{
    if (reason == m_reason)
        return;
    m_reason = reason;
    reload();
}

void RejectionModel::setTimeZone(const QTimeZone &zone)
{
    m_zone = ZoneClock(zone);
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time), {Qt::DisplayRole});
}

void RejectionModel::reload()
{
    m_isReloading = true;
    m_oldestId = 0;
    m_early.clear();
    m_state = State::Loading;
    request();
    Q_EMIT stateChanged();
}

void RejectionModel::request()
{
    m_asking = m_source.rejections(m_oldestId, kPageRows, this,
                                   [this](const Result<RejectionPage> &page) { onPage(page); });
}

void RejectionModel::onRejected(const QList<Rejection> &rejections)
{
    if (m_isReloading) {
        m_early += rejections;
        if (m_early.size() > kMaxEarly)
            m_early.remove(0, m_early.size() - kMaxEarly);
        return;
    }
    QList<Rejection> fresh;
    for (const Rejection &row : rejections) {
        if (row.id <= m_newestId)
            continue;
        m_newestId = row.id;
        count(row);
        fresh.prepend(row);
    }
    fresh = shown(fresh);
    if (!fresh.isEmpty()) {
        beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
        m_rows = fresh + m_rows;
        endInsertRows();
        trim();
    }
    Q_EMIT countsChanged();
}

void RejectionModel::onPage(const Result<RejectionPage> &page)
{
    if (!page) {
        m_isReloading = false;
        m_error = page.error().message;
        m_state = State::Failed;
        Q_EMIT stateChanged();
        return;
    }
    const QList<Rejection> &rejections = page->rows;
    m_atEnd = page->atEnd;
    if (!rejections.isEmpty())
        m_oldestId = rejections.constLast().id;
    if (m_isReloading) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
        m_counts.clear();
        m_ofNoSite = 0;
        m_newestId = rejections.isEmpty() ? 0 : rejections.constFirst().id;
        m_isReloading = false;
    }
    for (const Rejection &row : rejections)
        count(row);
    const QList<Rejection> wanted = shown(rejections);
    appendOlder(wanted);
    m_state = State::Ready;
    onRejected(std::exchange(m_early, {}));
    Q_EMIT stateChanged();
    // A page without a wanted row would leave the view with nothing to ask more for.
    if (!m_atEnd && isNarrowed() && (wanted.isEmpty() || m_rows.size() < kPageRows))
        request();
}

void RejectionModel::appendOlder(const QList<Rejection> &rows)
{
    if (rows.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
}

void RejectionModel::trim()
{
    if (m_rows.size() <= kMaxRows)
        return;
    beginRemoveRows({}, static_cast<int>(kMaxRows), rowCount() - 1);
    m_rows.resize(kMaxRows);
    endRemoveRows();
    m_oldestId = m_rows.constLast().id;
    m_atEnd = false;
    m_asking.cancel(); // its page would no longer join what is left
}

QList<Rejection> RejectionModel::shown(const QList<Rejection> &rows) const
{
    QList<Rejection> result;
    std::ranges::copy_if(rows, std::back_inserter(result),
                         [this](const Rejection &row) { return isShown(row); });
    return result;
}
