// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/process/commandsocket.h"
#include "app/process/listeningfile.h"
#include "app/process/resourcelimits.h"
#include "core/collector/collector.h"
#include "core/doctor/doctor.h"
#include "core/links/linktable.h"
#include "core/query/linkservice.h"
#include "core/query/localaddresses.h"
#include "core/query/pixelservice.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/query/storeservice.h"
#include "core/questions/collectorquestions.h"
#include "core/sites/linkstore.h"
#include "core/sites/pixelstore.h"
#include "core/sites/sitestore.h"
#include "core/sites/tokens.h"
#include "core/storage/catalogfile.h"
#include "core/storage/damagemark.h"
#include "core/storage/hitreader.h"
#include "core/storage/privatefolder.h"
#include "core/storage/saltstore.h"
#include "core/types/logging.h"
#include "core/types/network.h"
#include "core/types/visitrule.h"
#include "core/visitor/bot/botpolicy.h"
#include "core/visitor/visitordataservice.h"

#include <QDeadlineTimer>
#include <QTimer>

#include <algorithm>
#include <new>
#include <system_error>

using namespace std::chrono_literals;

namespace {

constexpr auto kDrainPatience = 2s;
constexpr auto kSaltRetry = 10s;

QString displayUrl(const QHostAddress &address, quint16 port)
{
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("http://%1:%2")
        .arg(isIpv6 ? QStringLiteral("[%1]").arg(address.toString()) : address.toString(),
             QString::number(port));
}

/// A port for somebody whose own is taken; 0 when that is not the trouble.
quint16 freePortBeside(const QHostAddress &address, quint16 port, const Result<quint16> &opened)
{
    return opened || opened.error().code != QLatin1StringView("port_taken")
        ? 0
        : Collector::freePortAfter(address, port);
}

Error noThread()
{
    return {
        QStringLiteral("thread_failed"),
        QStringLiteral(
            "the system lets this program have no more threads or memory; raise its limits of memory and tasks "
            "(ulimit -v, ulimit -u, TasksMax)")};
}

/// What others can ask for, when it listens on all addresses: no browser can ask for all of them.
QString reachableUrl(const QHostAddress &address, quint16 port)
{
    const bool isIpv4 = address == QHostAddress(QHostAddress::AnyIPv4);
    if (!isIpv4 && address != QHostAddress(QHostAddress::AnyIPv6))
        return displayUrl(address, port);
    const QList<LocalAddress> all = localAddresses();
    const auto found = std::ranges::find(
        all, !isIpv4, [](const LocalAddress &local) { return local.address.contains(u':'); });
    return displayUrl(found == all.end()
                          ? QHostAddress(isIpv4 ? QHostAddress::LocalHost : QHostAddress::LocalHostIPv6)
                          : QHostAddress(found->address),
                      port);
}

} // namespace

Result<std::unique_ptr<Application>> Application::start(const ApplicationOptions &options, const Clock &clock)
{
    std::unique_ptr<Application> application(new Application(options, clock));
    try {
        if (Result<void> opened = application->open(); !opened)
            return opened.error();
        if (Result<void> started = application->startCollector(); !started)
            return started.error();
    } catch (const std::system_error &) { // std::thread has no other way to say it
        return noThread();
    } catch (const std::bad_alloc &) {
        return noThread();
    }
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
    if (Result<void> made = makePrivateFolder(m_options.dataDir); !made)
        return made;
    m_commands = std::make_unique<CommandSocket>(m_options.dataDir);
    if (Result<void> acquired = m_commands->acquire(); !acquired)
        return acquired;
    // Opened by a thread of its own while the database is.
    m_visitorData =
        std::make_unique<VisitorDataService>(VisitorDataFolder(m_options.dataDir, m_options.bundledGeo));
    connect(m_visitorData.get(), &VisitorDataControl::reportChanged, this, &Application::warnOfProblems);
    m_options.storage.fileName = m_options.dataDir + QStringLiteral("/clickscope.db");
    Result<std::unique_ptr<Storage>> storage = Storage::open(m_options.storage, m_bus, m_clock);
    if (!storage)
        return storage.error();
    m_storage = std::move(*storage);
    warnOfHitsAhead();
    m_queries = std::make_unique<QueryService>(*m_storage, m_bus, m_clock);
    m_stats = std::make_unique<StatsService>(*m_storage, m_bus, m_clock);
    m_store = std::make_unique<StoreService>(*m_storage, m_clock);
    m_links = std::make_unique<LinkService>(*m_storage, m_bus, m_clock);
    m_pixels = std::make_unique<PixelService>(*m_storage, m_bus);
    m_doctor = std::make_unique<Doctor>();
    connect(&m_bus, &SignalBus::concernRaised, this,
            [this](const Concern &concern) { m_storage->raise(concern); });
    connect(&m_bus, &SignalBus::concernSettled, this,
            [this](const QString &code) { m_storage->settle(code); });
    connect(&m_bus, &SignalBus::sitesChanged, this, &Application::warnOfBotRules);
    connect(&m_bus, &SignalBus::databaseReplaced, this, &Application::reloadStore);
    connect(m_commands.get(), &CommandSocket::reloadRequested, this, &Application::reload);
    connect(m_commands.get(), &CommandSocket::confirmRequested, this, [this] { m_storage->confirmAll(); });
    connect(m_commands.get(), &CommandSocket::recreateRequested, this,
            [this] { m_storage->answer({}, ConcernAnswer::Repair); });
    connect(m_commands.get(), &CommandSocket::verdictsRebuilt, &m_bus, &SignalBus::verdictsChanged);
    connect(m_commands.get(), &CommandSocket::verdictsRebuilt, this,
            [this] { m_storage->eraseSalts(); }); // and whatever else the log holds
    return {};
}

Result<void> Application::startCollector()
{
    Database &database = m_storage->database();
    CollectorOptions options = m_options.collector;
    const Result<QList<Site>> sites = readSites(database);
    if (!sites)
        return sites.error(); // without them hits would be refused that are welcome
    const Result<LinkTable> links = readLinkTable(database);
    if (!links)
        return links.error();
    const Result<QList<Pixel>> pixels = readPixels(database);
    if (!pixels)
        return pixels.error();
    const Result<QList<Token>> tokens = readTokens(database);
    if (!tokens)
        return tokens.error();
    options.sites = *sites;
    warnOfBotRules(options.sites);
    options.links = *links;
    options.pixels = PixelTable(*pixels);
    options.tokens = *tokens;
    const Result<QList<std::pair<qint64, QByteArray>>> salts = readSalts(database);
    if (!salts)
        return salts.error(); // visitors would count twice
    for (const auto &[day, salt] : *salts) {
        if (!isSaltOver(day, m_clock.now())) // else it is about to be erased
            options.salts.append({day, salt});
    }
    const Result<QList<LastVisit>> openVisits = HitReader(database).visitsReceived(m_clock.now() - kVisitGap,
                                                                                   m_clock.now() + kVisitGap);
    if (!openVisits) // visitors who are here begin anew, which is no reason to take no hits
        m_storage->noteDamage(openVisits.error().message);

    constexpr int kFewestConnections = 4;
    const int wanted = options.limits.connections;
    options.limits.connections = connectionsThatFit(wanted);
    if (options.limits.connections < std::min(wanted, kFewestConnections)) {
        return Error {
            QStringLiteral("too_few_files"),
            QStringLiteral("the system allows too few open files for connections; raise the limit, for "
                           "instance with ulimit -n 256")};
    }
    auto thread = std::make_unique<ServiceThread<Collector>>(QStringLiteral("collector"));
    if (!thread->isRunning() || !m_queries->isRunning() || !m_stats->isRunning() || !m_store->isRunning()
        || !m_links->isRunning())
        return noThread();
    thread->construct([&] {
        const CollectorQuestions questions {*m_queries, *m_stats, *m_queries, *m_links, *m_pixels};
        auto collector = std::make_unique<Collector>(options, m_clock, m_storage->queue(), questions, m_bus);
        for (const LastVisit &visit : openVisits ? *openVisits : QList<LastVisit>())
            collector->visits().resume(visit.site, visit.visitor, visit.visit, visit.lastSeen);
        return collector;
    });
    m_collector = std::move(thread);
    Collector *collector = &**m_collector;
    // Directly: the queue of jobs is safe, and what waits in an event loop would be lost when the program
    // ends.
    connect(collector, &Collector::saltDrawn, this, &Application::keepSalt, Qt::DirectConnection);
    connect(collector, &Collector::tokenUsed, this, [this](const QByteArray &hash, Micros hour) {
        m_storage->post([hash, hour](Database &write) {
            if (!noteTokenUse(write, hash, hour)) // the next hour says it again
                qCWarning(lcStorage) << "the last use of a token could not be noted";
        });
    });
    connect(collector, &Collector::saltsOver, this, [this] { m_storage->eraseSalts(); });
    m_storage->start([collector](const QList<CommitAck> &acks) { collector->acknowledge(acks); });

    connect(m_visitorData.get(), &VisitorDataService::changed, collector,
            [collector](const VisitorData &data) { collector->setVisitorData(data); });
    connect(m_visitorData.get(), &VisitorDataService::changed, m_queries.get(),
            &QueryService::setVisitorData);
    m_visitorData->finishLoading();
    connect(m_queries.get(), &QueryService::listenWanted, this, &Application::listen);
    connect(m_queries.get(), &QueryService::observationWanted, this, &Application::observe);
    connect(m_queries.get(), &QueryService::accessWanted, this, &Application::setAccess);
    connect(m_store.get(), &StoreService::tokensChanged, collector,
            [collector](const QList<Token> &changed) { collector->setTokens(changed); });
    Result<quint16> opened = Error {};
    quint16 freePort = 0;
    m_collector->call([&] {
        collector->setStoreState(m_storage->state());
        opened = collector->start();
        freePort = freePortBeside(options.address, options.port, opened);
    });
    noteListening(options.address, options.port, opened, freePort);
    return {};
}

Result<void> ApplicationOptions::setAccess(const CollectorAccess &access)
{
    Result<TrustedProxies> proxies = TrustedProxies::parse(access.proxies);
    if (!proxies)
        return proxies.error();
    if (!access.clientHeader.isEmpty()) {
        if (Result<void> named = proxies->setClientHeader(access.clientHeader.toUtf8()); !named)
            return named;
    }
    collector.proxies = *proxies;
    collector.requestsPerMinute = access.requestsPerMinute;
    return {};
}

void Application::observe(const Asked<Observations> &asked)
{
    Observations known;
    known.collector = m_queries->collectorState();
    known.sites = m_queries->sites();
    Collector *collector = &**m_collector;
    QMetaObject::invokeMethod(collector, [this, collector, known, asked]() mutable {
        known.peers = collector->peerCounts();
        m_doctor->look(known, asked);
    });
}

void Application::setAccess(const CollectorAccess &access, const Asked<void> &asked)
{
    if (Result<void> taken = m_options.setAccess(access); !taken)
        return asked.answer(taken);
    Collector *collector = &**m_collector;
    QMetaObject::invokeMethod(collector, [collector, asked, options = m_options.collector] {
        collector->setAccess(options.proxies, options.requestsPerMinute);
        asked.answer({});
    });
}

void Application::listen(const QString &address, quint16 port)
{
    const QHostAddress wanted = listenAddressOf(address);
    Collector *collector = &**m_collector;
    QMetaObject::invokeMethod(collector, [this, collector, wanted, port] {
        const Result<quint16> opened = collector->listen(wanted, port);
        const quint16 freePort = freePortBeside(wanted, port, opened);
        QMetaObject::invokeMethod(
            this, [this, wanted, port, opened, freePort] { noteListening(wanted, port, opened, freePort); });
    });
}

void Application::noteListening(const QHostAddress &address, quint16 port, const Result<quint16> &opened,
                                quint16 freePort)
{
    CollectorState state;
    if (opened) {
        m_listenError = {};
        m_url = displayUrl(address, *opened);
        if (const Result<void> written = writeListeningFile(m_options.dataDir, m_url); !written)
            qCWarning(lcStorage).noquote() << written.error().message;
    } else {
        m_listenError = opened.error();
        state.error = m_listenError.message;
    }
    if (opened || m_url.isEmpty()) { // else it listens where it did
        m_options.collector.address = address;
        m_options.collector.port = opened ? *opened : port;
        state.freePort = freePort;
    }
    state.phase = m_url.isEmpty() ? CollectorState::Phase::Failed : CollectorState::Phase::Listening;
    state.url = m_url.isEmpty() ? m_url : reachableUrl(m_options.collector.address, m_options.collector.port);
    state.address = m_options.collector.address.toString();
    state.port = m_options.collector.port;
    Q_EMIT m_bus.collectorStateChanged(state);
}

void Application::keepSalt(const DailySalt &salt)
{
    m_storage->post([this, salt](Database &write) {
        if (storeSalt(write, salt.day, salt.salt, m_clock))
            return;
        qCWarning(lcStorage) << "today's salt could not be stored yet; a restart would begin new visitors";
        // The database is locked. A salt whose day is over is not needed any more.
        const auto again = [this, salt] {
            if (salt.day >= utcDay(m_clock.now()))
                keepSalt(salt);
        };
        QMetaObject::invokeMethod(this, [this, again] { QTimer::singleShot(kSaltRetry, this, again); });
    });
}

void Application::reload()
{
    m_visitorData->reload([this] { reloadStore(); });
}

void Application::reloadStore()
{
    m_storage->post([this, collector = &**m_collector](Database &database) {
        if (const auto damage = DamageMark::concern(m_storage->fileName())) // as `verify` left it
            m_storage->raise(*damage);
        else
            m_storage->settle(DamageMark::kCode);
        const Result<void> readable = checkCatalogTables(database);
        const Result<QList<Site>> sites = readable ? readSites(database) : readable.error();
        const Result<void> links = sites ? m_links->reload(database) : sites.error();
        const Result<void> pixels = links ? m_pixels->reload(database) : links;
        const Result<QList<Token>> tokens = pixels ? readTokens(database) : pixels.error();
        if (!tokens) {
            m_storage->noteDamage(tokens.error().message); // what is known stays
            QMetaObject::invokeMethod(m_commands.get(), [this] { m_commands->reloaded(); });
            return;
        }
        Q_EMIT m_bus.sitesChanged(*sites);
        // The answer leaves after the collector has taken it up: create, then collect, must work.
        QMetaObject::invokeMethod(collector, [this, collector, tokens = *tokens] {
            collector->setTokens(tokens);
            QMetaObject::invokeMethod(m_commands.get(), [this] { m_commands->reloaded(); });
        });
    });
}

void Application::warnOfBotRules(const QList<Site> &sites)
{
    const QString code = QStringLiteral("bot_rules_unused");
    const QStringList problems = BotPolicies(sites).problems();
    for (const QString &problem : problems)
        qCWarning(lcIngest).noquote() << problem;
    if (problems.isEmpty())
        m_storage->settle(code);
    else
        m_storage->raise(
            {code, Concern::Level::Degraded,
             problems.join(u' ')
                 + QStringLiteral(" Set them again in the window or with \"clickscope site set\"."),
             false});
}

void Application::warnOfProblems(const VisitorDataReport &report)
{
    for (const VisitorDataStatus &status : report.rows) {
        for (const Error &problem : status.problems)
            qCWarning(lcIngest).noquote() << problem.message;
    }
}

void Application::warnOfHitsAhead()
{
    const Micros ahead = m_storage->state().lastHitAt - m_clock.now();
    if (ahead <= ClockWatch::kStep)
        return;
    const QString code = QStringLiteral("hits_ahead");
    connect(
        &m_bus, &SignalBus::hitsCommitted, this,
        [this, code](const HitBatch &batch) {
            if (batch.hits.constLast().receivedAt <= m_clock.now() + ClockWatch::kStep)
                m_storage->settle(code);
        },
        Qt::SingleShotConnection);
    m_storage->raise(
        {code, Concern::Level::Degraded,
         QStringLiteral("The newest hit is dated %1 ahead of this machine's clock. If the clock is"
                        " right, it was wrong then; if not, set it: hits carry the time it shows.")
             .arg(spanText(ahead)),
         false});
}

AllQuestions Application::questions()
{
    return {*m_queries, *m_stats, *m_queries, *m_queries, *m_queries, *m_store, *m_store, *m_links};
}

void Application::checkClock()
{
    m_collector->call([this] { (*m_collector)->checkClock(); });
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
    bool isIdle = !m_collector->isRunning();
    for (QDeadlineTimer patience(kDrainPatience); !isIdle && !patience.hasExpired();) {
        m_collector->call([&] { isIdle = (*m_collector)->isIdle(); });
        if (!isIdle)
            QThread::msleep(5);
    }
    m_collector->call([this] { (*m_collector)->stopTaking(); });
    if (!isIdle)
        m_collector->call([this] { (*m_collector)->giveUpWaiting(); });
    m_storage->stop();
    m_loss = m_storage->loss();
    m_collector->call([this] { (*m_collector)->closeConnections(); });
    m_visitorData.reset();
    m_queries.reset();
    m_stats.reset();
    m_store.reset();
    m_links.reset();
    m_pixels.reset();
    m_collector.reset();
    m_storage.reset();
    m_commands.reset();
}
