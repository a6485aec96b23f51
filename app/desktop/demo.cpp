// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/demo.h"

#include "app/application.h"
#include "app/commands/output.h"
#include "app/desktop/window.h"
#include "app/serveoptions.h"
#include "app/traffic/demotraffic.h"
#include "core/settings/settings.h"
#include "core/sites/sitestore.h"
#include "core/storage/groupcommit.h"
#include "core/storage/migrations.h"

#include <QTemporaryDir>

namespace {

const QString kSite = QStringLiteral("demo");
constexpr qint64 kPastHits = 60'000;
constexpr int kDefaultRate = 12;

/// A store with a site and a day of its past.
Result<void> fill(const QString &dataDir)
{
    Result<Database> database = Database::open(dataDir + QStringLiteral("/clickscope.db"),
                                               Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    if (Result<void> migrated = migrate(*database); !migrated)
        return migrated;
    Site site;
    site.id = kSite;
    site.name = QStringLiteral("shop.example");
    if (Result<void> added = addSite(*database, site); !added)
        return added;
    GroupCommit writer(*database, SystemClock::instance());
    std::vector<WriteRequest> requests(1);
    requests.front().hits = demoPast(kSite, kPastHits, SystemClock::instance().now());
    if (const auto commit = writer.commit(requests); !commit)
        return commit.error();
    return {};
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
    const QTemporaryDir scratch;
    if (!scratch.isValid())
        return fail({QStringLiteral("data_dir_failed"),
                     QStringLiteral("cannot make a scratch folder: %1").arg(scratch.errorString())});
    options->dataDir = scratch.path();
    if (!line.has(QStringLiteral("port")))
        options->collector.port = 0; // beside a real collector
    if (Result<void> filled = fill(scratch.path()); !filled)
        return fail(filled.error());
    Result<std::unique_ptr<Application>> application = Application::start(*options, SystemClock::instance());
    if (!application)
        return fail(application.error());
    print(QStringLiteral("demo with %1 simulated hits a second; listening on %2")
              .arg(QString::number(*rate), (*application)->url()));

    Settings settings({});
    if (line.has(QStringLiteral("theme")))
        settings.setTheme(theme == QLatin1StringView("light") ? Settings::Theme::Light
                                                              : Settings::Theme::Dark);
    const DemoTraffic traffic(kSite, static_cast<int>(*rate), (*application)->storage().queue(),
                              SystemClock::instance());
    return showWindow(**application, settings);
}
