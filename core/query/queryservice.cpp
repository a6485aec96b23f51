// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"

#include "core/bus/signalbus.h"
#include "core/documents/hitcsv.h"
#include "core/links/linkstore.h"
#include "core/query/hitexport.h"
#include "core/query/queryworker.h"
#include "core/sites/sitestore.h"
#include "core/storage/checkpointer.h"
#include "core/storage/rejectiontable.h"
#include "core/storage/storage.h"
#include "core/types/link.h"

#include <QElapsedTimer>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace {

constexpr int kMaxPage = 5000;
constexpr int kRefillPage = 2000;
constexpr Micros kPeakDays = 7;
constexpr qint64 kProgressMs = 100;

/// Streams and downloads take what the others leave, storing hits above all.
void stepBack()
{
#ifdef Q_OS_LINUX
    // Linux knows no priorities among ordinary threads, but each has a nice value of its own.
    // A tenth of what others get: a busy machine delays readers, but none is ended for it.
    constexpr int kNicest = 10;
    setpriority(PRIO_PROCESS, 0, kNicest);
#else
    QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

} // namespace

template <typename Work, typename Done>
QueryId QueryService::ask(Work work, Done done)
{
    const QueryId id = ++m_lastId;
    const Cancelled cancelled = std::make_shared<std::atomic<bool>>(false);
    m_pending.insert(id, cancelled);
    QMetaObject::invokeMethod(
        m_worker,
        [this, id, cancelled, work, done] {
            if (*cancelled)
                return;
            Result answer = m_worker->reader() ? Result(work(*m_worker)) : m_worker->error();
            QMetaObject::invokeMethod(this, [this, id, done, answer = std::move(answer)] {
                if (!m_pending.remove(id))
                    return;
                if (answer)
                    done(id, *answer);
                else
                    Q_EMIT queryFailed(id, answer.error());
            });
        },
        Qt::QueuedConnection);
    return id;
}

template <typename Work, typename Progress, typename Done>
QueryId QueryService::askExporter(Work work, Progress progress, Done done)
{
    const QueryId id = ++m_lastId;
    const Cancelled cancelled = std::make_shared<std::atomic<bool>>(false);
    m_pending.insert(id, cancelled);
    QMetaObject::invokeMethod(
        m_exporter,
        [this, id, cancelled, work, progress, done] {
            QElapsedTimer sinceReport;
            sinceReport.start();
            const auto report = [&](const auto &soFar) {
                if (sinceReport.elapsed() < kProgressMs)
                    return;
                sinceReport.restart();
                QMetaObject::invokeMethod(this, [this, id, progress, soFar] {
                    if (m_pending.contains(id))
                        progress(id, soFar);
                });
            };
            auto answer = work(report, *cancelled);
            QMetaObject::invokeMethod(this, [this, id, done, answer = std::move(answer)] {
                if (!m_pending.remove(id))
                    return;
                if (answer)
                    done(id, *answer);
                else
                    Q_EMIT queryFailed(id, answer.error());
            });
        },
        Qt::QueuedConnection);
    return id;
}

QueryService::QueryService(Storage &storage, SignalBus &bus, const Clock &clock, QObject *parent) :
    LiveSource(parent), m_clock(clock), m_storage(storage), m_bus(bus), m_board(clock)
{
    m_sites = readSites(storage.database());
    m_links = readLinks(storage.database());
    connect(&bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        m_lastCommitted = batch.hits.constLast().seq;
        // What is read from storage must not be counted twice, and a batch may be read before it is told of.
        if (m_isRefilled && m_lastCommitted > m_readTo)
            m_board.add(batch.hits);
    });
    m_board.setSites(m_sites);
    connect(&bus, &SignalBus::sitesChanged, this, &QueryService::setSites);
    connect(&bus, &SignalBus::linksChanged, this, [this](const QList<Link> &links) { m_links = links; });
    connect(&bus, &SignalBus::verdictsChanged, this, &QueryService::refresh);
    connect(&bus, &SignalBus::clockStepped, this, &QueryService::refresh);
    connect(&bus, &SignalBus::databaseReplaced, this, [this] {
        for (QueryWorker *worker : {m_worker, m_exporter})
            QMetaObject::invokeMethod(worker, &QueryWorker::forget, Qt::QueuedConnection);
        Q_EMIT m_bus.verdictsChanged(); // read everything again
    });
    connect(&bus, &SignalBus::collectorStateChanged, this,
            [this](const CollectorState &state) { m_collectorState = state; });

    const QString fileName = storage.fileName();
    const auto launch = [&fileName](QThread &thread, QueryWorker *&worker, const QString &name) {
        thread.setObjectName(name);
        worker = new QueryWorker(fileName); // without parent: it moves, and dies with its thread
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        thread.start();
    };
    launch(m_thread, m_worker, QStringLiteral("query"));
    launch(m_exportThread, m_exporter, QStringLiteral("export"));
    launch(m_feedThread, m_feeder, QStringLiteral("feed"));
    QMetaObject::invokeMethod(m_feeder, stepBack);
    refill(0, m_refill);
}

QueryService::~QueryService()
{
    for (const Cancelled &cancelled : std::as_const(m_pending))
        *cancelled = true;
    m_thread.quit();
    m_exportThread.quit();
    m_feedThread.quit();
    m_thread.wait();
    m_exportThread.wait();
    m_feedThread.wait();
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
    ask(
        [after, now](QueryWorker &worker) {
            return worker.reader()->received(now - RealtimeWindow::kMinutes * kMicrosPerMinute,
                                             now + RealtimeWindow::kAhead, after, kRefillPage);
        },
        [this, number](QueryId, const Page &page) {
            if (number != m_refill)
                return;
            m_board.add(page.hits);
            m_readTo = page.scannedTo;
            m_isRefilled = page.failed || (page.atEnd && m_lastCommitted <= page.scannedTo);
            if (m_isRefilled)
                Q_EMIT refilled();
            else
                refill(page.scannedTo, number);
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

QueryId QueryService::requestHits(const HitFilter &filter, qint64 before, int limit)
{
    limit = std::clamp(limit, 1, kMaxPage);
    return ask([filter, before,
                limit](QueryWorker &worker) { return worker.reader()->newest(filter, before, limit); },
               [this](QueryId id, const HitPage &page) { Q_EMIT hitsReady(id, page); });
}

QueryId QueryService::requestIndex(const QString &site)
{
    return ask([site](QueryWorker &worker) { return worker.reader()->index(site); },
               [this](QueryId id, const HitIndex &index) { Q_EMIT indexReady(id, index); });
}

QueryId QueryService::requestRejections(qint64 before, int limit)
{
    limit = std::clamp(limit, 1, kMaxPage);
    return ask(
        [before, limit](QueryWorker &worker) {
            worker.reader();
            return readRejections(worker.database(), before, limit);
        },
        [this, limit](QueryId id, const QList<Rejection> &rows) {
            Q_EMIT rejectionsReady(id, rows, rows.size() < limit);
        });
}

QueryId QueryService::requestPeak(const QString &site, int minutes)
{
    const Micros now = m_clock.now();
    const bool countsBots = std::ranges::any_of(
        m_sites, [&site](const Site &known) { return known.id == site && known.countsBots(); });
    return ask(
        [site, now, minutes, countsBots](QueryWorker &worker) {
            return findPeak(worker.database(), site, now - kPeakDays * kMicrosPerDay, now, minutes,
                            countsBots);
        },
        [this](QueryId id, const Peak &peak) { Q_EMIT peakReady(id, peak.visitors, peak.at); });
}

QueryId QueryService::requestExport(const HitFilter &filter, const QString &fileName)
{
    return askExporter(
        [exporter = m_exporter, filter, fileName](const auto &report,
                                                  const std::atomic<bool> &cancelled) -> Result<qint64> {
            if (!exporter->reader())
                return exporter->error();
            return exportHitsToFile(exporter->database(), filter, ExportFormat::Csv, fileName, report,
                                    cancelled);
        },
        [this](QueryId id, const ExportProgress &soFar) {
            Q_EMIT exportProgress(id, soFar.rows, soFar.scanned, soFar.total);
        },
        [this, fileName](QueryId id, qint64 rows) { Q_EMIT exportFinished(id, rows, fileName); });
}

void QueryService::cancel(QueryId id)
{
    if (const Cancelled cancelled = m_pending.take(id))
        *cancelled = true;
}

QByteArray QueryService::toCsv(const QList<Hit> &hits) const
{
    return hitsToCsv(hits);
}

QueryId QueryService::createSite(const Site &site)
{
    return writeSite(addSite, site);
}

QueryId QueryService::updateSite(const Site &site)
{
    return writeSite(::updateSite, site);
}

QueryId QueryService::writeSite(Result<void> (*write)(Database &, const Site &), const Site &site)
{
    const QueryId id = ++m_lastId;
    m_storage.post([this, id, write, site](Database &database) {
        const Result<void> written = write(database, site);
        if (written) {
            Q_EMIT m_bus.sitesChanged(readSites(database));
            return;
        }
        QMetaObject::invokeMethod(this,
                                  [this, id, error = written.error()] { Q_EMIT queryFailed(id, error); });
    });
    return id;
}

QueryId QueryService::requestVerdicts(const QString &site)
{
    m_botRules.sites = m_sites;
    return askExporter(
        [this, site, rules = m_botRules, fileName = m_storage.fileName()](
            const auto &report, const std::atomic<bool> &cancelled) -> Result<BotRebuildReport> {
            // A connection of its own: verdicts are written in short transactions beside the collector's.
            Result<Database> database = Database::open(fileName, Database::Mode::Existing);
            if (!database)
                return database.error();
            if (Result<void> left = leaveCheckpoints(*database); !left)
                return left.error();
            Result<BotRebuildReport> done = rebuildBots(*database, rules, site, report, cancelled);
            // Also after a failure and when cancelled: some pages were written.
            QMetaObject::invokeMethod(this, [this] { Q_EMIT m_bus.verdictsChanged(); });
            return done;
        },
        [this](QueryId id, const BotRebuildReport &soFar) { Q_EMIT verdictsProgress(id, soFar); },
        [this](QueryId id, const BotRebuildReport &done) { Q_EMIT verdictsReady(id, done); });
}

void QueryService::answerConcern(const QString &code, ConcernAnswer answer)
{
    m_storage.answer(code, answer);
}

void QueryService::sendTestHit(const QString &site)
{
    Q_EMIT testHitWanted(site);
}

void QueryService::pieceAfter(const HitFilter &filter, qint64 after, AppendHit append, QObject *context,
                              std::function<void(const Piece &)> answer)
{
    // May be called from the collector thread, so it uses nothing of this object but the worker.
    QMetaObject::invokeMethod(
        m_feeder,
        [worker = m_feeder, filter, after, append, context, answer] {
            Piece piece;
            if (HitReader *reader = worker->reader())
                piece = reader->pieceAfter(filter, after, append);
            else
                piece.failed = true;
            QMetaObject::invokeMethod(
                context, [answer, piece] { answer(piece); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void QueryService::realtime(const QString &site, int minutes, QObject *context,
                            std::function<void(const RealtimeSnapshot &)> answer)
{
    // A picture takes milliseconds of the main thread, so those who ask while one is due share it.
    const auto asked = std::make_shared<Asked>();
    {
        const std::lock_guard lock(m_mutex);
        const auto same = std::ranges::find_if(
            m_asked, [&](const auto &one) { return one->minutes == minutes && one->site == site; });
        if (same != m_asked.end()) {
            (*same)->waiting.emplace_back(context, std::move(answer));
            return;
        }
        asked->site = site;
        asked->minutes = minutes;
        asked->waiting.emplace_back(context, std::move(answer));
        m_asked.push_back(asked);
    }
    QMetaObject::invokeMethod(
        this,
        [this, asked] {
            {
                const std::lock_guard lock(m_mutex);
                std::erase(m_asked, asked);
            }
            const RealtimeSnapshot snapshot = m_board.fullSnapshot(asked->site, asked->minutes);
            for (const auto &[waiting, tell] : asked->waiting)
                QMetaObject::invokeMethod(
                    waiting, [tell = tell, snapshot] { tell(snapshot); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}
