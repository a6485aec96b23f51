// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/storage/privatefolder.h"
#include "core/types/clock.h"
#include "core/visitor/visitordatafolder.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cstdio>

namespace {

struct Word
{
    QLatin1StringView word;
    VisitorDataKind kind;
};
constexpr std::array kWords {Word {QLatin1StringView("places"), VisitorDataKind::Places},
                             Word {QLatin1StringView("subnets"), VisitorDataKind::Subnets},
                             Word {QLatin1StringView("spam"), VisitorDataKind::SpamHosts},
                             Word {QLatin1StringView("agents"), VisitorDataKind::AgentRules}};

/// The first argument.
Result<VisitorDataKind> kindOf(const CommandLine &line)
{
    const QString &word = line.positional().constFirst();
    const auto found = std::ranges::find(kWords, word, &Word::word);
    if (found == kWords.end()) {
        return Error {
            QStringLiteral("usage"),
            QStringLiteral("there is no data \"%1\"; there are places, subnets, spam, agents").arg(word)};
    }
    return found->kind;
}

QDate today()
{
    const auto now = SystemClock::instance().now();
    return QDateTime::fromMSecsSinceEpoch(now / 1000, QTimeZone::utc()).date();
}

/// Problems first, then age; empty when all is well.
QString warningOf(const VisitorDataStatus &status)
{
    QStringList words;
    for (const Error &problem : status.problems)
        words.append(problem.message);
    switch (ageOf(status, today())) {
    case DataAge::Good: break;
    case DataAge::PastLicence:
        words.append(
            QStringLiteral("made %1 days ago, and MaxMind's licence asks to delete GeoLite2 within 30 days "
                           "of a newer release; import a newer file or remove this one")
                .arg(status.date.daysTo(today())));
        break;
    case DataAge::Old:
        words.append(QStringLiteral("made %1 days ago, and addresses move; import a newer database")
                         .arg(status.date.daysTo(today())));
        break;
    }
    return words.join(QStringLiteral("; "));
}

QJsonObject toJson(const VisitorDataStatus &status)
{
    QJsonArray problems;
    for (const Error &problem : status.problems)
        problems.append(QJsonObject {{QStringLiteral("code"), problem.code},
                                     {QStringLiteral("message"), problem.message}});
    const auto number = static_cast<std::size_t>(status.kind);
    return {{QStringLiteral("kind"), kWords[number].word},
            {QStringLiteral("in_use"), status.inUse},
            {QStringLiteral("bundled"), status.bundled},
            {QStringLiteral("own"), status.isOwn},
            {QStringLiteral("date"),
             status.date.isValid() ? QJsonValue(status.date.toString(Qt::ISODate)) : QJsonValue()},
            {QStringLiteral("entries"), status.entries},
            {QStringLiteral("warning"), warningOf(status)},
            {QStringLiteral("problems"), problems}};
}

Result<void> importText(const CommandLine &line, VisitorDataKind kind, const VisitorDataFolder &folder)
{
    const QString &name = line.positional()[1];
    if (name != QLatin1StringView("-"))
        return folder.importFile(kind, name);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error {QStringLiteral("file_unreadable"), QStringLiteral("standard input cannot be read")};
    return folder.importFrom(kind, input);
}

/// What a command ends with: the collector knows, and a line says what is in use now.
int finish(const CommandLine &line, const VisitorDataFolder &folder, VisitorDataKind kind)
{
    tellCollector(line);
    const VisitorDataReport report = folder.load().report;
    const VisitorDataStatus &status = report.of(kind);
    const QString warning = warningOf(status);
    print(QStringLiteral("%1: %2%3")
              .arg(kWords[static_cast<std::size_t>(kind)].word,
                   status.inUse.isEmpty() ? QStringLiteral("none") : status.inUse,
                   warning.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(warning)));
    return 0;
}

} // namespace

int runDataList(const CommandLine &line)
{
    const VisitorDataReport report = VisitorDataFolder(dataFolder(line)).load().report;
    QJsonArray list;
    for (const VisitorDataStatus &status : report.rows) {
        if (line.has(QStringLiteral("json"))) {
            list.append(toJson(status));
            continue;
        }
        const auto number = static_cast<std::size_t>(status.kind);
        print(QStringLiteral("%1\t%2\t%3\t%4\t%5")
                  .arg(kWords[number].word, status.inUse.isEmpty() ? QStringLiteral("none") : status.inUse,
                       status.date.toString(Qt::ISODate), QString::number(status.entries),
                       warningOf(status)));
    }
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(QJsonObject {{QStringLiteral("country_only"), report.countryOnly},
                                         {QStringLiteral("data"), list}})
                  .toJson(QJsonDocument::Compact));
    } else {
        print(QStringLiteral("country-only\t%1")
                  .arg(report.countryOnly ? QStringLiteral("on") : QStringLiteral("off")));
    }
    return 0;
}

int runDataImport(const CommandLine &line)
{
    const Result<VisitorDataKind> kind = kindOf(line);
    if (!kind)
        return fail(kind.error());
    if (*kind != VisitorDataKind::Places && line.positional().size() > 2)
        return fail({QStringLiteral("usage"),
                     QStringLiteral("data import %1 takes one file").arg(line.positional().constFirst())});
    if (Result<void> made = makePrivateFolder(dataFolder(line)); !made)
        return fail(made.error());
    const VisitorDataFolder folder(dataFolder(line));
    const Result<void> done = *kind == VisitorDataKind::Places ? folder.importPlaces(line.positional().mid(1))
                                                               : importText(line, *kind, folder);
    return done ? finish(line, folder, *kind) : fail(done.error());
}

int runDataRemove(const CommandLine &line)
{
    const Result<VisitorDataKind> kind = kindOf(line);
    if (!kind)
        return fail(kind.error());
    const VisitorDataFolder folder(dataFolder(line));
    const Result<void> done = folder.remove(*kind);
    return done ? finish(line, folder, *kind) : fail(done.error());
}

int runDataCountryOnly(const CommandLine &line)
{
    const QString &word = line.positional().constFirst();
    const bool isOn = word == QLatin1StringView("on");
    if (!isOn && word != QLatin1StringView("off"))
        return fail({QStringLiteral("usage"), QStringLiteral("data country-only takes on or off")});
    if (Result<void> made = makePrivateFolder(dataFolder(line)); !made)
        return fail(made.error());
    if (Result<void> done = VisitorDataFolder(dataFolder(line)).setCountryOnly(isOn); !done)
        return fail(done.error());
    tellCollector(line);
    print(isOn ? QStringLiteral("countries only") : QStringLiteral("countries, regions and cities"));
    return 0;
}
