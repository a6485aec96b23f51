// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/process/servicethread.h"
#include "core/bus/signalbus.h"
#include "core/collector/options.h"
#include "core/questions/allquestions.h"
#include "core/questions/asking.h"
#include "core/storage/storage.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/visitor/visitordatafolder.h"

#include <QObject>

#include <memory>

struct DailySalt;
struct Observations;
class Collector;
class CommandSocket;
class Doctor;
class LinkService;
class PixelService;
class QueryService;
class StatsService;
class StoreService;
class VisitorDataService;

struct ApplicationOptions
{
    QString dataDir;
    StorageOptions storage; ///< fileName is set by Application
    /// Whom the collector believes, as settings say it. Errors: those of CollectorControl::setAccess().
    Result<void> setAccess(const CollectorAccess &access);
    CollectorOptions collector; ///< sites, links, salts and tokens are read from the store
    QString bundledGeo = VisitorDataFolder::bundledGeoFile();
};

/// The composition root: bus, store, visitor data, queries and collector, with their dependencies.
///
/// Lives in the main thread. Starts core before anything that shows it and stops in reverse: stop
/// accepting, answer open requests, drain, commit, close.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// Errors: "thread_failed", "too_few_files", "data_dir_in_use", "data_dir_failed", "schema_newer",
    /// "database_failed". A collector that cannot listen is not an error here: see listenError().
    static Result<std::unique_ptr<Application>> start(const ApplicationOptions &options, const Clock &clock);
    ~Application() override; // stop()

    SignalBus &bus() { return m_bus; }
    QueryService &queries() { return *m_queries; }
    StatsService &stats() { return *m_stats; }
    StoreService &store() { return *m_store; }
    AllQuestions questions(); ///< of all services
    Storage &storage() { return *m_storage; }
    VisitorDataService &visitorData() { return *m_visitorData; }
    CommandSocket &commands() { return *m_commands; }
    /// http://ADDR:PORT, empty when it does not listen.
    const QString &url() const { return m_url; }
    /// After stop(): text that names acknowledged hits that may be lost; empty = none.
    const QString &loss() const { return m_loss; }
    const Error &listenError() const { return m_listenError; }
    /// Routes of the running collector, for the test that compares them with its README.
    QList<QByteArray> routes() const;

    /// Checks at once whether the clock was set or a salt has expired, instead of within seconds.
    void checkClock();

    /// Answers, drains, commits. Idempotent; bounded by about 4 s.
    void stop();

private:
    Application(const ApplicationOptions &options, const Clock &clock);

    Result<void> open();
    /// Stores the key of a day's visitor ids; tries again while the database is locked. Any
    /// thread.
    void keepSalt(const DailySalt &salt);
    Result<void> startCollector();
    void setAccess(const CollectorAccess &access, const Asked<void> &asked);
    void observe(const Asked<Observations> &asked);
    /// Makes the running collector listen elsewhere, or try again.
    void listen(const QString &address, quint16 port);
    /// Tells everybody what came of listening at `address` and `port`.
    void noteListening(const QHostAddress &address, quint16 port, const Result<quint16> &opened,
                       quint16 freePort);
    void reload();
    void reloadStore();
    void warnOfHitsAhead();
    void warnOfBotRules(const QList<Site> &sites);
    static void warnOfProblems(const VisitorDataReport &report);

    ApplicationOptions m_options;
    const Clock &m_clock;
    SignalBus m_bus;
    std::unique_ptr<CommandSocket> m_commands;
    std::unique_ptr<Storage> m_storage;
    std::unique_ptr<VisitorDataService> m_visitorData;
    std::unique_ptr<QueryService> m_queries;
    std::unique_ptr<StatsService> m_stats;
    std::unique_ptr<StoreService> m_store;
    std::unique_ptr<LinkService> m_links;
    std::unique_ptr<PixelService> m_pixels;
    std::unique_ptr<Doctor> m_doctor; ///< before the collector, whose thread asks it
    std::unique_ptr<ServiceThread<Collector>> m_collector;
    QString m_url;
    QString m_loss;
    Error m_listenError;
};
