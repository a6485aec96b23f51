// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/process/instanceguard.h"
#include "app/process/listeningfile.h"
#include "core/collector/collector.h"
#include "core/links/linkstore.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/sites/sitestore.h"
#include "core/sites/tokens.h"
#include "core/storage/datadirectory.h"
#include "core/storage/hitreader.h"
#include "core/storage/saltstore.h"
#include "core/types/logging.h"
#include "core/visitor/visitordataservice.h"

#include <QDeadlineTimer>

using namespace std::chrono_literals;

namespace {

constexpr auto kDrainPatience = 2s;

QString displayUrl(const QHostAddress &address, quint16 port)
{
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("http://%1:%2")
        .arg(isIpv6 ? QStringLiteral("[%1]").arg(address.toString()) : address.toString())
        .arg(port);
}

} // namespace

Result<std::unique_ptr<Application>> Application::start(const ApplicationOptions &options, const Clock &clock)
{
    std::unique_ptr<Application> application(new Application(options, clock));
    if (Result<void> opened = application->open(); !opened)
        return opened.error();
    application->startCollector();
    return application;
}

Application::Application(const ApplicationOptions &options, const Clock &clock) :
    m_options(options), m_clock(clock)
{
}

Application::~Application()
{
    stop();
}

Result<void> Application::open()
{
    if (Result<void> made = makeDataDirectory(m_options.dataDir); !made)
        return made;
    m_guard = std::make_unique<InstanceGuard>(m_options.dataDir);
    if (!m_guard->acquire()) {
        return Error {QStringLiteral("data_dir_in_use"),
                      QStringLiteral("another Clickscope uses %1; stop it or choose another --data-dir")
                          .arg(m_options.dataDir)};
    }
    // Opened by a thread of its own while the database is.
    m_visitorData =
        std::make_unique<VisitorDataService>(VisitorDataFolder(m_options.dataDir, m_options.bundledGeo));
    connect(m_visitorData.get(), &VisitorDataControl::reportChanged, this, &Application::warnOfProblems);
    m_options.storage.fileName = m_options.dataDir + QStringLiteral("/clickscope.db");
    Result<std::unique_ptr<Storage>> storage = Storage::open(m_options.storage, m_bus, m_clock);
    if (!storage)
        return storage.error();
    m_storage = std::move(*storage);
    eraseOldSalts(m_storage->database(), m_clock.now());
    m_queries = std::make_unique<QueryService>(*m_storage, m_bus, m_clock);
    m_stats = std::make_unique<StatsService>(*m_storage, m_bus, m_clock);
    connect(m_guard.get(), &InstanceGuard::reloadRequested, this, &Application::reload);
    connect(m_guard.get(), &InstanceGuard::verdictsRebuilt, &m_bus, &SignalBus::verdictsChanged);
    return {};
}

void Application::startCollector()
{
    Database &database = m_storage->database();
    CollectorOptions options = m_options.collector;
    options.sites = readSites(database);
    options.links = readLinks(database);
    options.tokenHashes = readTokenHashes(database);
    for (const auto &[day, salt] : readSalts(database))
        options.salts.append({day, salt});
    const QList<LastVisit> openVisits = HitReader(database).visitsAfter(m_clock.now() - OpenVisits::kGap);

    m_collector = std::make_unique<ServiceThread<Collector>>(QStringLiteral("collector"));
    m_collector->construct([&] {
        auto collector = std::make_unique<Collector>(options, m_clock, m_storage->queue(), *m_queries,
                                                     *m_stats, m_bus);
        for (const LastVisit &visit : openVisits)
            collector->visits().resume(visit.site, visit.visitor, visit.visit, visit.lastSeen);
        return collector;
    });
    Collector *collector = &**m_collector;
    connect(collector, &Collector::saltDrawn, this, [this](const DailySalt &salt) {
        m_storage->post([salt, now = m_clock.now()](Database &write) {
            if (!storeSalt(write, salt.day, salt.salt, now))
                qCWarning(lcStorage) << "today's salt could not be stored; a restart will begin new visitors";
        });
    });
    m_storage->start([collector](const QList<CommitAck> &acks) { collector->acknowledge(acks); });

    connect(m_visitorData.get(), &VisitorDataService::changed, collector,
            [collector](const VisitorData &data) { collector->setVisitorData(data); });
    connect(m_visitorData.get(), &VisitorDataService::changed, m_queries.get(),
            &QueryService::setVisitorData);
    m_visitorData->finishLoading();
    Result<quint16> port = Error {};
    m_collector->call([&] {
        collector->setStoreState(m_storage->state());
        port = collector->start();
    });
    if (!port) {
        m_listenError = port.error();
        Q_EMIT m_bus.collectorStateChanged({CollectorState::Phase::Failed, {}, m_listenError.message});
        return;
    }
    m_url = displayUrl(options.address, *port);
    writeListeningFile(m_options.dataDir, m_url);
    Q_EMIT m_bus.collectorStateChanged({CollectorState::Phase::Listening, m_url, {}});
}

void Application::reload()
{
    m_visitorData->reload([this] { reloadStore(); });
}

void Application::reloadStore()
{
    m_storage->post([this, collector = &**m_collector](Database &database) {
        const QList<Site> sites = readSites(database);
        const QList<Link> links = readLinks(database);
        const QList<QByteArray> hashes = readTokenHashes(database);
        Q_EMIT m_bus.sitesChanged(sites);
        Q_EMIT m_bus.linksChanged(links);
        // The answer leaves after the collector has taken it up: create, then collect, must work.
        QMetaObject::invokeMethod(collector, [this, collector, hashes] {
            collector->setTokenHashes(hashes);
            QMetaObject::invokeMethod(m_guard.get(), [this] { m_guard->reloaded(); });
        });
    });
}

void Application::warnOfProblems(const VisitorDataReport &report)
{
    for (const VisitorDataStatus &status : report.rows) {
        for (const Error &problem : status.problems)
            qCWarning(lcIngest).noquote() << problem.message;
    }
}

QList<QByteArray> Application::routes() const
{
    return (*m_collector)->routes();
}

void Application::stop()
{
    if (!m_collector)
        return;
    removeListeningFile(m_options.dataDir);
    m_collector->call([this] { (*m_collector)->stopAccepting(); });
    bool isIdle = false;
    for (QDeadlineTimer patience(kDrainPatience); !isIdle && !patience.hasExpired();) {
        m_collector->call([&] { isIdle = (*m_collector)->isIdle(); });
        if (!isIdle)
            QThread::msleep(5);
    }
    m_storage->stop();
    m_collector->call([this] { (*m_collector)->closeConnections(); });
    m_visitorData.reset();
    m_queries.reset();
    m_stats.reset();
    m_collector.reset();
    m_storage.reset();
    m_guard.reset();
}
