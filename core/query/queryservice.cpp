// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"

#include "core/bus/signalbus.h"
#include "core/query/hitexport.h"
#include "core/query/localaddresses.h"
#include "core/query/visitorpeak.h"
#include "core/sites/sitestore.h"
#include "core/storage/checkpointer.h"
#include "core/storage/rejectiontable.h"
#include "core/storage/storage.h"

#include <QElapsedTimer>

#include <algorithm>

namespace {

constexpr int kMaxPage = 5000;
constexpr int kRefillPage = 2000;
constexpr Micros kPeakDays = 7;
constexpr qint64 kProgressMs = 100;

/// Streams and downloads take what the others leave, storing hits above all: a tenth of what others get. A
/// busy machine delays readers, but none is ended for it.
constexpr int kFeedNiceness = 10;

/// Hands on now and then, in the thread of whoever asked, how far something has come.
template <typename T, typename Report>
auto reportTo(const Asked<T> &asked, const Progress<Report> &progress)
{
    QElapsedTimer sinceReport;
    sinceReport.start();
    return [state = asked.state(), progress, sinceReport](const Report &soFar) mutable {
        if (sinceReport.elapsed() < kProgressMs)
            return;
        sinceReport.restart();
        state->post([progress, soFar] { progress(soFar); });
    };
}

} // namespace

template <typename T, typename Work>
Asking QueryService::ask(Reading &reading, const AskContext &who, Answer<T> answer, Work work)
{
    return reading.thread.ask<T>(
        who, std::move(answer),
        [this, &connection = reading.connection, work](const Asked<T> &asked) -> Result<T> {
            const Result<void> opened = open(connection);
            Result<T> found = opened ? Result<T>(work(connection, asked)) : opened.error();
            if (!found)
                m_storage.noteReadError(found.error());
            return found;
        });
}

Result<void> QueryService::open(ReadConnection &connection) const
{
    if (Result<void> inPlace = m_storage.checkFileInPlace(); !inPlace)
        return inPlace;
    return connection.open();
}

QueryService::QueryService(Storage &storage, SignalBus &bus, const Clock &clock, QObject *parent) :
    QObject(parent),
    m_clock(clock),
    m_storage(storage),
    m_bus(bus),
    m_board(clock),
    m_windows(storage.fileName(), QStringLiteral("query")),
    m_exports(storage.fileName(), QStringLiteral("export")),
    m_feeds(storage.fileName(), QStringLiteral("feed"), kFeedNiceness)
{
    if (const Result<QList<Site>> sites = readSites(storage.database()))
        m_sites = *sites;
    else
        storage.noteDamage(sites.error().message);
    connect(&bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        m_lastCommitted = batch.hits.constLast().seq;
        // Hits read from storage must not be counted twice, and may be read before their signal arrives.
        if (m_isRefilled && m_lastCommitted > m_readTo)
            m_board.add(batch.hits);
    });
    m_board.setSites(m_sites);
    connect(&bus, &SignalBus::sitesChanged, this, &QueryService::setSites);
    connect(&bus, &SignalBus::verdictsChanged, this, &QueryService::refresh);
    connect(&bus, &SignalBus::clockStepped, this, &QueryService::refresh);
    connect(&bus, &SignalBus::databaseReplaced, this, [this] {
        for (Reading *reading : {&m_windows, &m_exports, &m_feeds})
            reading->thread.post([reading](const auto &) { reading->connection.close(); });
        Q_EMIT m_bus.verdictsChanged(); // read everything again
    });
    connect(&bus, &SignalBus::collectorStateChanged, this,
            [this](const CollectorState &state) { m_collectorState = state; });
    refill(0, m_refill);
}

void QueryService::setVisitorData(const VisitorData &data)
{
    m_botRules.data = data;
    m_botRules.data.geo.reset(); // belongs to the collector thread; no verdict asks for it
}

void QueryService::setSites(const QList<Site> &sites)
{
    const auto countsBots = [](const QList<Site> &list) {
        QStringList ids;
        for (const Site &site : list) {
            if (site.countsBots())
                ids.append(site.id);
        }
        return ids;
    };
    const bool isOtherwise = countsBots(sites) != countsBots(m_sites);
    m_sites = sites;
    m_board.setSites(sites);
    if (isOtherwise)
        refresh();
}

void QueryService::refresh()
{
    m_board.clear();
    m_isRefilled = false;
    refill(0, ++m_refill); // a reading under way has read some of it too early
}

void QueryService::refill(qint64 after, int number)
{
    // Page after page, so that neither memory nor a frame of the windows pays for a busy hour.
    const Micros now = m_clock.now();
    m_refilling = ask<HitReader::Page>(
        m_windows, this,
        [this, number](const Result<HitReader::Page> &page) {
            if (number != m_refill)
                return;
            if (page) {
                m_board.add(page->hits);
                m_readTo = page->scannedTo;
            }
            m_isRefilled = !page || (page->atEnd && m_lastCommitted <= page->scannedTo);
            if (m_isRefilled)
                Q_EMIT refilled();
            else
                refill(page->scannedTo, number);
        },
        [after, now](ReadConnection &connection, const auto &) {
            return connection.reader().received(now - RealtimeWindow::kMinutes * kMicrosPerMinute,
                                                now + RealtimeWindow::kAhead, after, kRefillPage);
        });
}

RealtimeSnapshot QueryService::realtime(const QString &site, int minutes) const
{
    return m_board.snapshot(site, minutes);
}

StoreState QueryService::storeState() const
{
    return m_storage.state();
}

Asking QueryService::hits(const HitFilter &filter, qint64 before, int limit, const AskContext &who,
                          Answer<HitPage> answer)
{
    limit = std::clamp(limit, 1, kMaxPage);
    return ask<HitPage>(m_windows, who, std::move(answer),
                        [filter, before, limit](ReadConnection &connection, const auto &) {
                            return connection.reader().newest(filter, before, limit);
                        });
}

Asking QueryService::piece(const HitFilter &filter, qint64 after, HitPiece::Append append,
                           const AskContext &who, Answer<HitPiece> answer)
{
    return ask<HitPiece>(m_feeds, who, std::move(answer),
                         [filter, after, append](ReadConnection &connection, const auto &) {
                             return connection.reader().pieceAfter(filter, after, append);
                         });
}

Asking QueryService::index(const QString &site, const AskContext &who, Answer<HitIndex> answer)
{
    return ask<HitIndex>(m_windows, who, std::move(answer), [site](ReadConnection &connection, const auto &) {
        return connection.reader().index(site);
    });
}

Asking QueryService::rejections(qint64 before, int limit, const AskContext &who, Answer<RejectionPage> answer)
{
    limit = std::clamp(limit, 1, kMaxPage);
    return ask<RejectionPage>(
        m_windows, who, std::move(answer),
        [before, limit](ReadConnection &connection, const auto &) -> Result<RejectionPage> {
            const Result<QList<Rejection>> rows = readRejections(connection.database(), before, limit);
            if (!rows)
                return rows.error();
            RejectionPage page;
            page.rows = *rows;
            page.atEnd = rows->size() < limit;
            return page;
        });
}

Asking QueryService::peak(const QString &site, int minutes, const AskContext &who, Answer<VisitorPeak> answer)
{
    const Micros now = m_clock.now();
    const bool countsBots = std::ranges::any_of(
        m_sites, [&site](const Site &known) { return known.id == site && known.countsBots(); });
    return ask<VisitorPeak>(m_windows, who, std::move(answer), [=](ReadConnection &connection, const auto &) {
        return findPeak(connection.database(), site, now - kPeakDays * kMicrosPerDay, now, minutes,
                        countsBots);
    });
}

Asking QueryService::exportHits(const HitFilter &filter, const QString &fileName, const AskContext &who,
                                Progress<ExportProgress> progress, Answer<qint64> answer)
{
    return ask<qint64>(m_exports, who, std::move(answer),
                       [filter, fileName, progress](ReadConnection &connection, const Asked<qint64> &asked) {
                           return exportHitsToFile(connection.database(), filter, ExportFormat::Csv, fileName,
                                                   reportTo(asked, progress), asked.isCancelled());
                       });
}

Asking QueryService::judge(const QString &site, const AskContext &who, Progress<BotRebuildReport> progress,
                           Answer<BotRebuildReport> answer)
{
    m_botRules.sites = m_sites;
    return m_exports.thread.ask<BotRebuildReport>(
        who, std::move(answer),
        [this, site, rules = m_botRules, progress,
         fileName = m_storage.fileName()](const Asked<BotRebuildReport> &asked) -> Result<BotRebuildReport> {
            if (const Result<void> inPlace = m_storage.checkFileInPlace(); !inPlace)
                return inPlace.error();
            // A connection of its own: verdicts are written in short transactions beside the collector's.
            Result<Database> database = Database::open(fileName, Database::Mode::Existing);
            if (!database)
                return database.error();
            if (Result<void> left = leaveCheckpoints(*database); !left)
                return left.error();
            Result<BotRebuildReport> done = rebuildBots(*database, rules, site, reportTo(asked, progress),
                                                        asked.isCancelled());
            // Also after a failure and when cancelled: some pages were written.
            QMetaObject::invokeMethod(this, [this] { Q_EMIT m_bus.verdictsChanged(); });
            return done;
        });
}

Asking QueryService::createSite(const Site &site, const AskContext &who, Answer<void> answer)
{
    return writeSite([site](Database &database) { return addSite(database, site); }, who, std::move(answer));
}

Asking QueryService::updateSite(const Site &site, const AskContext &who, Answer<void> answer)
{
    return writeSite([site](Database &database) { return ::updateSite(database, site); }, who,
                     std::move(answer));
}

Asking QueryService::removeSite(const QString &id, const AskContext &who, Answer<void> answer)
{
    return writeSite(
        [id, now = m_clock.now()](Database &database) { return ::removeSite(database, id, now); }, who,
        std::move(answer));
}

Asking QueryService::writeSite(std::function<Result<void>(Database &)> write, const AskContext &who,
                               Answer<void> answer)
{
    const Asked<void> asked(who, std::move(answer));
    m_storage.post([this, asked, write = std::move(write)](Database &database) {
        const Result<void> written = write(database);
        const Result<QList<Site>> sites = written ? readSites(database) : written.error();
        if (sites)
            Q_EMIT m_bus.sitesChanged(*sites);
        asked.answer(sites ? Result<void>() : sites.error());
    });
    return asked.asking();
}

void QueryService::answerConcern(const QString &code, ConcernAnswer answer)
{
    m_storage.answer(code, answer);
}

void QueryService::listen(const QString &address, quint16 port)
{
    Q_EMIT listenWanted(address, port);
}

Asking QueryService::setAccess(const CollectorAccess &access, const AskContext &who, Answer<void> answer)
{
    const Asked<void> asked(who, std::move(answer));
    Q_EMIT accessWanted(access, asked);
    return asked.asking();
}

Asking QueryService::localAddresses(const AskContext &who, Answer<QList<LocalAddress>> answer)
{
    return m_windows.thread.ask<QList<LocalAddress>>(
        who, std::move(answer),
        [](const auto &) -> Result<QList<LocalAddress>> { return ::localAddresses(); });
}

Asking QueryService::observe(const AskContext &who, Answer<Observations> answer)
{
    const Asked<Observations> asked(who, std::move(answer));
    Q_EMIT observationWanted(asked);
    return asked.asking();
}

void QueryService::sendTestHit(const QString &site)
{
    Q_EMIT testHitWanted(site);
}

Asking QueryService::realtime(const QString &site, int minutes, std::optional<bool> includesBots,
                              const AskContext &who, Answer<RealtimeSnapshot> answer)
{
    // A picture takes milliseconds of the main thread, so those who ask while one is due share it.
    const Asked<RealtimeSnapshot> asked(who, std::move(answer));
    const Now question {site, minutes, includesBots};
    if (m_snapshots.add(question, asked)) {
        QMetaObject::invokeMethod(
            this, [this, question] { answerNow(question); }, Qt::QueuedConnection);
    }
    return asked.asking();
}

void QueryService::answerNow(const Now &question)
{
    const auto site = std::ranges::find(m_sites, question.site, &Site::id);
    const bool countsBots = site != m_sites.end() && site->countsBots();
    if (site == m_sites.end() || question.includesBots.value_or(countsBots) == countsBots) {
        m_snapshots.answer(question, [&]() -> Result<RealtimeSnapshot> {
            return m_board.fullSnapshot(question.site, question.minutes);
        });
        return;
    }
    const auto reading = std::make_shared<NowReading>(NowReading {question, {}, m_clock.now(), 0});
    reading->window.setPageGrouping(site->pages);
    readNow(reading);
}

void QueryService::readNow(const std::shared_ptr<NowReading> &reading)
{
    m_feeds.thread.post([this, reading](const auto &) {
        const Now &question = reading->question;
        const auto fail = [&](const Error &error) {
            m_storage.noteReadError(error);
            m_snapshots.answer(question, [&error]() -> Result<RealtimeSnapshot> { return error; });
        };
        if (const Result<void> opened = open(m_feeds.connection); !opened)
            return fail(opened.error());
        // From an hour ago, as the windows of the board: that is where visits came from.
        const Result<HitReader::Page> page = m_feeds.connection.reader().received(
            reading->now - RealtimeWindow::kMinutes * kMicrosPerMinute, reading->now + RealtimeWindow::kAhead,
            reading->after, kRefillPage);
        if (!page)
            return fail(page.error());
        for (const Hit &hit : page->hits) {
            if (hit.site == question.site)
                reading->window.add(hit, reading->now, *question.includesBots);
        }
        reading->after = page->scannedTo;
        if (!page->atEnd)
            return readNow(reading);
        m_snapshots.answer(question, [&]() -> Result<RealtimeSnapshot> {
            RealtimeSnapshot snapshot = reading->window.snapshot(question.minutes, reading->now);
            snapshot.topPages = reading->window.topPages(question.minutes, reading->now,
                                                         &snapshot.topPagesAtLeast);
            return snapshot;
        });
    });
}
