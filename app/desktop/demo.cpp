// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demo.h"

#include "app/application.h"
#include "app/commands/output.h"
#include "app/desktop/window.h"
#include "app/process/folderlock.h"
#include "app/serveoptions.h"
#include "app/traffic/demotraffic.h"
#include "app/traffic/demoworkspace.h"
#include "core/settings/settings.h"
#include "core/sites/annotationstore.h"
#include "core/sites/goalstore.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/storage/groupcommit.h"
#include "core/storage/migrations.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTimer>

namespace {

constexpr int kDefaultRate = 2; ///< a second
constexpr qsizetype kHitsPerCommit = 20'000;
constexpr int kPastRejections = 40;
const QString kFolderName = QStringLiteral("clickscope-demo-");

Result<void> addWorkspace(Database &database, Micros now)
{
    for (const Site &site : demoSites()) {
        if (Result<void> added = addSite(database, site); !added)
            return added;
    }
    for (const Link &link : demoLinks()) {
        if (Result<void> added = addLink(database, link); !added)
            return added;
    }
    for (const Goal &goal : demoGoals()) {
        if (const Result<Goal> added = writeGoal(database, goal); !added)
            return added.error();
    }
    for (const Annotation &note : demoNotes(now)) {
        if (const Result<Annotation> added = writeAnnotation(database, note); !added)
            return added.error();
    }
    return {};
}

Result<void> commit(GroupCommit &writer, QList<Hit> hits, const QList<Rejection> &rejections = {})
{
    std::vector<WriteRequest> requests(1);
    requests.front().hits = std::move(hits);
    requests.front().rejections = rejections;
    if (const Result<GroupCommit::Commit> done = writer.commit(requests); !done)
        return done.error();
    return {};
}

/// A store with the workspace and its past.
Result<void> fill(const QString &dataDir, DemoTraffic &traffic, Micros now)
{
    Result<Database> database = openAndMigrate(dataDir + QStringLiteral("/clickscope.db"),
                                               Database::Durability::Normal);
    if (!database)
        return database.error();
    if (Result<void> added = addWorkspace(*database, now); !added)
        return added;
    GroupCommit writer(*database, SystemClock::instance());
    DemoPast past(now);
    for (QList<Hit> hits = past.next(kHitsPerCommit); !hits.isEmpty(); hits = past.next(kHitsPerCommit)) {
        if (Result<void> written = commit(writer, std::move(hits)); !written)
            return written;
    }
    QList<Rejection> rejections;
    for (int number = 0; number < kPastRejections; ++number)
        rejections.append(demoRejection(number, now - (kPastRejections - number) * kMicrosPerHour));
    return commit(writer, traffic.recentPast(), rejections);
}

/// Removes what demos left that could not end by themselves. Those that run hold the lock of their folder; a
/// new one may not have it yet.
void removeAbandoned(Micros now)
{
    const QFileInfoList folders = QDir::temp().entryInfoList({kFolderName + u'*'},
                                                             QDir::Dirs | QDir::NoSymLinks | QDir::Writable);
    for (const QFileInfo &folder : folders) {
        if (folder.lastModified().toMSecsSinceEpoch() * kMicrosPerMilli > now - kMicrosPerMinute)
            continue;
        if (const auto lock = FolderLock::acquire(folder.filePath()))
            QDir(folder.filePath()).removeRecursively();
    }
}

} // namespace

int runDemo(const CommandLine &line)
{
    const Result<qint64> rate = line.number(QStringLiteral("rate"), kDefaultRate, 1, 100'000);
    Result<ApplicationOptions> options = serveOptions(line);
    if (!rate || !options)
        return fail(rate ? options.error() : rate.error());
    const QString theme = line.value(QStringLiteral("theme"), QStringLiteral("light"));
    if (theme != QLatin1StringView("light") && theme != QLatin1StringView("dark"))
        return fail({QStringLiteral("usage"), QStringLiteral("--theme is light or dark")});
    const Clock &clock = SystemClock::instance();
    removeAbandoned(clock.now());
    const QTemporaryDir scratch(QDir::temp().filePath(kFolderName + QStringLiteral("XXXXXX")));
    if (!scratch.isValid())
        return fail({QStringLiteral("data_dir_failed"),
                     QStringLiteral("cannot make a scratch folder: %1").arg(scratch.errorString())});
    options->dataDir = scratch.path();
    if (!line.has(QStringLiteral("port")))
        options->collector.port = 0; // beside a real collector
    DemoTraffic traffic(static_cast<int>(*rate), clock);
    if (Result<void> filled = fill(scratch.path(), traffic, clock.now()); !filled)
        return fail(filled.error());
    Result<std::unique_ptr<Application>> application = Application::start(*options, clock);
    if (!application)
        return fail(application.error());
    const QString said =
        QStringLiteral("demo with 90 days of two sites and %1 simulated hits a second; listening on %2")
            .arg(QString::number(*rate), (*application)->url());
    // Once the window is there, which also ends by a signal in good order.
    QTimer::singleShot(0, qApp, [said] { print(said); });

    Settings settings({});
    if (line.has(QStringLiteral("theme")))
        settings.setTheme(theme == QLatin1StringView("light") ? Settings::Theme::Light
                                                              : Settings::Theme::Dark);
    settings.setCurrentSite(demoSites().constFirst().id);
    traffic.start((*application)->storage().queue());
    return showWindow(**application, settings, Traffic::Simulated);
}
