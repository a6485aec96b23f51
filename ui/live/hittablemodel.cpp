// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/hittablemodel.h"

#include "core/bus/signalbus.h"
#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"

#include <algorithm>
#include <limits>

namespace {

constexpr qint64 kFrameMicros = 16 * kMicrosPerMilli;
constexpr qint64 kMaxLoadedRows = 16 * 1024;
constexpr qint64 kMaxInsertedHits = 2048; ///< per frame; more arrive as a page to be read when looked at
constexpr int kPageLimit = static_cast<int>(RowBlocks::kPageRows);
constexpr int kOlderLimit = 2048; ///< beyond the first page they are only counted, and read when looked at
constexpr int kLookAhead = 64;
constexpr int kMaxPageRequests = 4;
constexpr qsizetype kMaxUnpainted = 256;

} // namespace

HitTableModel::HitTableModel(SignalBus &bus, HitQuestions &source, const Clock &clock, QObject *parent) :
    QAbstractTableModel(parent), m_source(source), m_clock(clock)
{
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_flushTimer, &QTimer::timeout, this, &HitTableModel::flush);
    connect(&bus, &SignalBus::hitsCommitted, this, &HitTableModel::onCommitted);
}

int HitTableModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(std::min<qint64>(m_blocks.rowCount(), std::numeric_limits<int>::max()));
}

int HitTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HitTableModel::text(const Hit &hit, int column) const
{
    switch (column) {
    case Time: return m_zone.text(hit.eventAt, m_clock.now());
    case Location: return PlaceName::location(hit);
    case Page: return HitText::page(hit);
    case Device: return HitText::device(hit.client);
    case Browser: return hit.client.browser.isEmpty() ? tr("Unknown") : hit.client.browser;
    case Referrer: return HitText::referrer(hit).isEmpty() ? QStringLiteral("—") : HitText::referrer(hit);
    case Kind: return HitText::kind(hit.kind);
    case Visitor: return hit.visitorText().isEmpty() ? QStringLiteral("—") : HitText::visitor(hit);
    default: return {};
    }
}

static QVariant rawValue(const Hit &hit, int column)
{
    switch (column) {
    case HitTableModel::Time: return hit.eventAt;
    case HitTableModel::Location: return hit.place.country;
    case HitTableModel::Page: return hit.url;
    case HitTableModel::Device: return hit.client.device;
    case HitTableModel::Browser: return hit.client.browser;
    case HitTableModel::Referrer: return hit.referrer;
    case HitTableModel::Sign:
    case HitTableModel::Kind: return QString(toString(hit.kind));
    case HitTableModel::Visitor: return hit.visitorText();
    default: return {};
    }
}

QString HitTableModel::spokenText(const Hit &hit, int column) const
{
    switch (column) {
    case Sign:
        return hit.bot.isBot ? LineText::joined({HitText::kind(hit.kind), tr("Bot")})
                             : HitText::kind(hit.kind);
    case Page:
        return m_filter.site.isEmpty() ? LineText::joined({text(hit, Page), hit.site}) : text(hit, Page);
    default: return text(hit, column);
    }
}

QString HitTableModel::wholeText(const Hit &hit, int column) const
{
    switch (column) {
    case Time: return Format::date(hit.eventAt, m_zone.zone());
    case Page:
        return m_filter.site.isEmpty() ? LineText::joined({LineText::path(hit.url), hit.site})
                                       : LineText::path(hit.url);
    default: return spokenText(hit, column);
    }
}

QVariant HitTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Hit *hit = m_blocks.hitAt(index.row());
    if (role == LoadedRole)
        return hit != nullptr;
    if (!hit)
        return role == Qt::DisplayRole && index.column() == Time ? QVariant(QStringLiteral("…")) : QVariant();
    switch (role) {
    case Qt::DisplayRole: return text(*hit, index.column());
    case Qt::AccessibleTextRole: return spokenText(*hit, index.column());
    case Qt::ToolTipRole: return PlainText::toolTip(wholeText(*hit, index.column()));
    case HitRole: return QVariant::fromValue(*hit);
    case RawRole: return rawValue(*hit, index.column());
    case SeqRole: return hit->seq;
    default: return {};
    }
}

QVariant HitTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return section == Sign && role == Qt::DisplayRole ? QString() : title(section);
}

QString HitTableModel::title(int column)
{
    switch (column) {
    case Time: return tr("Time");
    case Location: return tr("Location");
    case Sign: return tr("Kind, as a sign");
    case Page: return tr("Page or link");
    case Device: return tr("Device");
    case Browser: return tr("Browser");
    case Referrer: return tr("Referrer");
    case Kind: return tr("Kind, in words");
    case Visitor: return tr("Visitor");
    default: return {};
    }
}

void HitTableModel::setFilter(const HitFilter &filter)
{
    if (filter == m_filter && (m_hasBaseline || !m_requests.empty()))
        return;
    m_filter = filter;
    reload();
}

void HitTableModel::reload()
{
    m_requests.clear();
    m_hasBaseline = false;
    m_backlog.clear();
    m_uncounted.clear();
    m_hasIndex = false;
    m_bots = 0;
    m_error.clear();
    m_requests.push_back(
        {Purpose::Index, 0,
         m_source.index(m_filter.site, this, [this](const Result<HitIndex> &answer) { onIndex(answer); })});
    if (!isIndexed())
        requestHits(Purpose::FirstPage, 0, kPageLimit);
    setState(State::Loading);
}

void HitTableModel::stop()
{
    m_flushTimer.stop();
    m_requests.clear();
    m_hasBaseline = false;
    m_hasIndex = false;
    m_frontierDone = false;
    m_backlog.clear();
    m_uncounted.clear();
    m_incomingCommits.clear();
    beginResetModel();
    m_blocks.clear();
    endResetModel();
    setState(State::Loading);
}

void HitTableModel::setTimeZone(const QTimeZone &zone)
{
    m_zone = ZoneClock(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time), {Qt::DisplayRole});
}

void HitTableModel::setVisibleRows(int first, int last)
{
    m_firstVisible = std::max(0, first);
    m_lastVisible = std::max(first, last);
    requestVisible();
}

void HitTableModel::setFollowing(bool on)
{
    if (on == m_following)
        return;
    m_following = on;
    if (on)
        flush();
    Q_EMIT followingChanged(on);
    Q_EMIT countsChanged();
}

void HitTableModel::setPaused(bool on)
{
    if (on == std::exchange(m_paused, on) || on)
        return;
    flush();
}

bool HitTableModel::isBusy() const
{
    return m_state == State::Loading || m_flushTimer.isActive()
        || std::ranges::any_of(m_requests,
                               [](const Request &request) { return request.purpose != Purpose::Older; });
}

QList<Micros> HitTableModel::takeUnpainted()
{
    return std::exchange(m_unpainted, {});
}

void HitTableModel::onCommitted(const HitBatch &batch)
{
    if (!m_hasBaseline && m_requests.empty())
        return; // nobody asked yet: the answer will have them
    bool changed = false;
    for (const Hit &hit : batch.hits) {
        const bool ofSite = m_filter.site.isEmpty() || hit.site == m_filter.site;
        if (!ofSite)
            continue;
        changed = true;
        if (!m_hasIndex)
            m_uncounted.append({hit.seq, hit.bot.isBot});
        else if (hit.seq > m_indexTop)
            count(hit.bot.isBot);
        if (m_filter.matches(hit) && (!m_hasBaseline || hit.seq > m_topSeq))
            m_backlog.append(hit);
    }
    if (!changed)
        return;
    if (m_incomingCommits.size() < kMaxUnpainted)
        m_incomingCommits.append(batch.committedAt);
    scheduleFlush();
}

void HitTableModel::count(bool isBot)
{
    ++m_total;
    m_bots += isBot ? 1 : 0;
}

void HitTableModel::scheduleFlush()
{
    if (m_flushTimer.isActive())
        return;
    // The first hit after a pause is shown at once; a stream of them once per frame.
    const qint64 since = monotonicMicros() - m_lastFlush;
    m_flushTimer.start(static_cast<int>(std::max<qint64>(0, kFrameMicros - since) / kMicrosPerMilli));
}

void HitTableModel::flush()
{
    m_lastFlush = monotonicMicros();
    if (m_hasBaseline && insertsNew())
        insertBacklog();
    if (!insertsNew())
        m_incomingCommits.clear();
    Q_EMIT countsChanged();
}

void HitTableModel::insertBacklog()
{
    m_backlog.shedTo(kMaxInsertedHits);
    const qint64 count = m_backlog.size();
    const QList<Micros> commits = std::exchange(m_incomingCommits, {});
    if (count == 0)
        return;
    beginInsertRows({}, 0, static_cast<int>(count - 1));
    m_blocks.appendNewestUnloaded(m_backlog.shedFirst(), m_backlog.shedLast(), m_backlog.shedCount());
    m_blocks.appendNewest(m_backlog.hits());
    m_topSeq = std::max(m_topSeq, m_blocks.newestSeq());
    m_lastInserted = static_cast<int>(count);
    m_backlog.clear();
    m_blocks.evict(kMaxLoadedRows, m_firstVisible, m_lastVisible);
    endInsertRows();
    m_unpainted.append(commits);
    if (m_unpainted.size() > kMaxUnpainted)
        m_unpainted.remove(0, m_unpainted.size() - kMaxUnpainted);
}

void HitTableModel::requestHits(Purpose purpose, qint64 before, int limit, qint64 lastSeq)
{
    m_requests.push_back(
        {purpose, lastSeq,
         m_source.hits(m_filter, before, limit, this, [this, purpose, lastSeq](const Result<HitPage> &page) {
             onHits(purpose, lastSeq, page);
         })});
}

void HitTableModel::onHits(Purpose purpose, qint64 lastSeq, const Result<HitPage> &page)
{
    std::erase_if(m_requests, [](const Request &request) { return !request.asking.isOpen(); });
    if (!page) {
        if (purpose == Purpose::Page)
            m_blocks.markFailed(lastSeq);
        return fail(page.error());
    }
    switch (purpose) {
    case Purpose::FirstPage: return onFirstPage(*page);
    case Purpose::Older: return onOlder(*page);
    case Purpose::Page: return onPage(lastSeq, *page);
    case Purpose::Index: return;
    }
}

void HitTableModel::onIndex(const Result<HitIndex> &answer)
{
    std::erase_if(m_requests, [](const Request &request) { return !request.asking.isOpen(); });
    if (!answer)
        return fail(answer.error());
    const HitIndex &index = *answer;
    const qint64 top = index.blocks.isEmpty() ? 0 : index.blocks.constLast().lastSeq;
    m_hasIndex = true;
    m_indexTop = top;
    const bool withBots = m_filter.includesBots;
    m_total = index.total;
    m_bots = index.total - index.humans;
    for (const auto &[seq, isBot] : std::exchange(m_uncounted, {})) {
        if (seq > top)
            count(isBot);
    }
    if (!isIndexed()) {
        Q_EMIT countsChanged();
        return;
    }
    beginResetModel();
    m_blocks.clear();
    for (const HitIndex::Block &block : index.blocks) {
        if (const qint64 rows = withBots ? block.hits : block.humans; rows > 0)
            m_blocks.appendNewestUnloaded(block.firstSeq, block.lastSeq, rows);
    }
    m_topSeq = top;
    m_frontierDone = true;
    endResetModel();
    baselineReady();
}

void HitTableModel::onFirstPage(const HitPage &page)
{
    beginResetModel();
    m_blocks.clear();
    m_blocks.prependOldest(page.hits, page.scannedTo);
    m_topSeq = page.hits.isEmpty() ? 0 : page.hits.constFirst().seq;
    m_frontier = page.scannedTo;
    m_frontierDone = page.atEnd;
    endResetModel();
    baselineReady();
}

void HitTableModel::baselineReady()
{
    m_hasBaseline = true;
    m_incomingCommits.clear();
    m_backlog.dropUpTo(m_topSeq);
    setState(State::Ready);
    flush();
    if (!m_frontierDone)
        requestOlder();
    requestVisible();
}

void HitTableModel::requestOlder()
{
    const bool asked = std::ranges::any_of(
        m_requests, [](const Request &request) { return request.purpose == Purpose::Older; });
    if (!asked)
        requestHits(Purpose::Older, m_frontier, kOlderLimit);
}

void HitTableModel::onOlder(const HitPage &page)
{
    m_frontier = page.scannedTo;
    m_frontierDone = page.atEnd;
    if (!page.hits.isEmpty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(page.hits.size()) - 1);
        m_blocks.prependOldest(page.hits, page.scannedTo);
        m_blocks.evict(kMaxLoadedRows, m_firstVisible, m_lastVisible);
        endInsertRows();
    }
    if (!m_frontierDone)
        requestOlder();
    Q_EMIT countsChanged();
}

void HitTableModel::onPage(qint64 lastSeq, const HitPage &page)
{
    const auto change = m_blocks.preview(lastSeq, page);
    if (!change)
        return requestVisible();
    const int resizeRow = static_cast<int>(change->resizeRow);
    if (change->delta < 0)
        beginRemoveRows({}, resizeRow, resizeRow + static_cast<int>(-change->delta) - 1);
    else if (change->delta > 0)
        beginInsertRows({}, resizeRow, resizeRow + static_cast<int>(change->delta) - 1);
    m_blocks.resize(lastSeq, change->delta);
    if (change->delta < 0)
        endRemoveRows();
    else if (change->delta > 0)
        endInsertRows();
    m_blocks.load(lastSeq, page);
    m_blocks.evict(kMaxLoadedRows, m_firstVisible, m_lastVisible);
    if (change->lastRow >= change->firstRow)
        Q_EMIT dataChanged(index(static_cast<int>(change->firstRow), 0),
                           index(static_cast<int>(change->lastRow), ColumnCount - 1));
    if (change->delta != 0)
        Q_EMIT countsChanged();
    requestVisible();
    Q_EMIT stateChanged();
}

void HitTableModel::requestVisible()
{
    if (!m_hasBaseline)
        return;
    const qint64 rows = m_blocks.rowCount();
    const qint64 first = std::max(0, m_firstVisible - kLookAhead);
    const qint64 last = std::min<qint64>(rows - 1, m_lastVisible + kLookAhead);
    // Pages that were asked for while scrolling past are no longer wanted.
    std::erase_if(m_requests, [&](const Request &request) {
        if (request.purpose != Purpose::Page)
            return false;
        const auto wanted = [&](qint64 row) { return m_blocks.blockAt(row).lastSeq == request.lastSeq; };
        for (qint64 row = first; row <= last;
             row = m_blocks.firstRowOf(m_blocks.blockAt(row)) + m_blocks.blockAt(row).count) {
            if (wanted(row))
                return false;
        }
        return true;
    });
    for (qint64 row = first; row <= last;) {
        const RowBlocks::Block &block = m_blocks.blockAt(row);
        const bool needed = !block.isLoaded() && !block.failed && !isRequested(block.lastSeq);
        if (needed && m_requests.size() < kMaxPageRequests) {
            const int limit = static_cast<int>(std::min<qint64>(block.count, kPageLimit));
            requestHits(Purpose::Page, block.lastSeq + 1, limit, block.lastSeq);
        }
        row = m_blocks.firstRowOf(block) + block.count;
    }
}

void HitTableModel::fail(const Error &error)
{
    m_error = error.message;
    setState(State::Failed);
}

void HitTableModel::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

bool HitTableModel::isRequested(qint64 lastSeq) const
{
    return std::ranges::any_of(m_requests, [lastSeq](const Request &request) {
        return request.purpose == Purpose::Page && request.lastSeq == lastSeq;
    });
}
