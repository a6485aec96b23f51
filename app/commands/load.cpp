// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "app/process/resourcelimits.h"
#include "app/traffic/loadgenerator.h"
#include "app/traffic/requestring.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QJsonDocument>
#include <QUrl>

namespace {

constexpr int kMaxSlices = 256;

Result<LoadOptions> loadOptions(const CommandLine &line)
{
    const QUrl url(line.value(QStringLiteral("url")));
    if (url.scheme() != QLatin1StringView("http") || url.host().isEmpty())
        return Error {QStringLiteral("usage"),
                      QStringLiteral("--url is the collector's address, for instance http://127.0.0.1:8787")};
    LoadOptions options;
    options.port = static_cast<quint16>(url.port(80));
    const QHostInfo host = QHostInfo::fromName(url.host());
    if (host.addresses().isEmpty())
        return Error {QStringLiteral("load_failed"),
                      QStringLiteral("%1: %2").arg(url.host(), host.errorString())};
    options.address = host.addresses().constFirst();

    const QString rate = line.value(QStringLiteral("rate"), QStringLiteral("max"));
    if (rate != QLatin1StringView("max")) {
        bool isNumber = false;
        options.perSecond = rate.toDouble(&isNumber);
        if (!isNumber || options.perSecond <= 0)
            return Error {QStringLiteral("usage"), QStringLiteral("--rate is hits per second or max")};
    }
    const Result<qint64> seconds = line.number(QStringLiteral("seconds"), 10, 1, 86'400);
    const Result<qint64> connections = line.number(QStringLiteral("connections"), 16, 1, 10'000);
    const Result<qint64> batch = line.number(QStringLiteral("batch"), 1, 1, 500);
    for (const Result<qint64> *number : {&seconds, &connections, &batch}) {
        if (!*number)
            return number->error();
    }
    options.seconds = static_cast<int>(*seconds);
    options.connections = static_cast<int>(*connections);
    options.hitsPerRequest = static_cast<int>(*batch);
    options.perSecond /= options.hitsPerRequest;
    const QByteArray authority = url.authority().toLatin1();
    options.requests = hitRequests(authority, line.value(QStringLiteral("site"), QStringLiteral("demo")),
                                   options.hitsPerRequest,
                                   kLoadSlice * std::min(options.connections, kMaxSlices));
    return options;
}

} // namespace

int runLoad(const CommandLine &line)
{
    raiseFileLimit();
    const Result<LoadOptions> options = loadOptions(line);
    if (!options)
        return fail(options.error());
    if (!options->address.isLoopback()) {
        qWarning(
            "All hits come from one address: the collector will take them for a burst of a few visitors and "
            "hide them as bots, unless a rule of the site allows that address.");
    }
    LoadGenerator generator(*options);
    QObject::connect(&generator, &LoadGenerator::finished, qApp, &QCoreApplication::quit);
    generator.start();
    QCoreApplication::exec();
    const LoadReport &report = generator.report();
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(report.toJson()).toJson(QJsonDocument::Compact));
    } else {
        print(
            QStringLiteral(
                "%1 acknowledged, %2 refused, %3 failed in %4 s: %5 hits/s; latency p50 %6 ms, p90 %7 ms, p99 %8 ms, max %9 ms")
                .arg(report.acknowledged)
                .arg(report.refused)
                .arg(report.failed)
                .arg(report.seconds, 0, 'f', 1)
                .arg(report.perSecond(), 0, 'f', 0)
                .arg(report.latency.percentileMs(0.5), 0, 'f', 2)
                .arg(report.latency.percentileMs(0.9), 0, 'f', 2)
                .arg(report.latency.percentileMs(0.99), 0, 'f', 2)
                .arg(report.latency.maxMs(), 0, 'f', 2));
    }
    if (report.acknowledged == 0)
        return fail({QStringLiteral("load_failed"),
                     QStringLiteral(
                         "nothing was acknowledged; is the collector running, and does it know the site?")});
    return 0;
}
