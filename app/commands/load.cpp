// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/listeningfile.h"
#include "app/process/resourcelimits.h"
#include "app/traffic/loadgenerator.h"
#include "app/traffic/requestring.h"
#include "core/types/rejectreason.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

namespace {

constexpr int kMaxSlices = 256;

/// Where the pages of a load are: at --origin, or at a host that the site allows. The collector does not tell
/// which, but the data folder does when it is that collector's. Empty: anywhere will do, for all we know.
Result<QString> originOf(const CommandLine &line, const QUrl &url, const QString &siteId)
{
    if (line.has(QStringLiteral("origin"))) {
        const QUrl origin(line.value(QStringLiteral("origin")));
        if (!origin.scheme().startsWith(QLatin1StringView("http")) || origin.host().isEmpty())
            return Error {
                QStringLiteral("usage"),
                QStringLiteral("--origin is where the pages are, for instance https://example.com")};
        return origin.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment
                               | QUrl::RemoveUserInfo);
    }
    if (QUrl(readListeningFile(dataFolder(line))).port() != url.port())
        return QString();
    const Result<Database> database = openForReading(line);
    if (!database)
        return QString();
    const Result<Site> site = findSite(*database, siteId);
    if (!site || site->domains.isEmpty())
        return QString();
    QString host = site->domains.constFirst();
    if (host.startsWith(QLatin1StringView("*.")))
        host.replace(0, 1, QStringLiteral("www"));
    return QString(QStringLiteral("https://") + host);
}

/// Whether the collector takes us for a proxy: it asks a token of us although we are on its machine.
Addresses addressesFor(const LoadOptions &options, const QByteArray &host)
{
    constexpr int kPatience = 1000; // ms
    QTcpSocket socket;
    socket.connectToHost(options.address, options.port);
    if (!socket.waitForConnected(kPatience))
        return Addresses::Own; // the sender of the load decided
    socket.write("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    QByteArray reply;
    while (reply.size() < 12 && socket.waitForReadyRead(kPatience))
        reply += socket.readAll();
    return reply.startsWith("HTTP/1.1 401") ? Addresses::Forwarded : Addresses::Own;
}

Result<LoadOptions> loadOptions(const CommandLine &line)
{
    const QUrl url(line.value(QStringLiteral("url")), QUrl::StrictMode);
    if (!url.isValid() || url.port(80) == 0 || url.scheme() != QLatin1StringView("http")
        || url.host().isEmpty())
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
        const std::optional<double> number = line.decimal(QStringLiteral("rate"));
        if (!number || *number <= 0)
            return Error {QStringLiteral("usage"), QStringLiteral("--rate is hits per second or max")};
        options.perSecond = *number;
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
    const QString site = line.value(QStringLiteral("site"), QStringLiteral("demo"));
    const Result<QString> origin = originOf(line, url, site);
    if (!origin)
        return origin.error();
    options.requests = hitRequests(authority, site, options.hitsPerRequest,
                                   kLoadSlice * std::min(options.connections, kMaxSlices), *origin,
                                   addressesFor(options, authority));
    return options;
}

/// Why nothing was acknowledged, and what to do about it.
QString reasonOf(const LoadReport &report)
{
    if (report.refused == 0)
        return QStringLiteral("no answer from this address; is the collector running there?");
    if (report.refusal == codeOf(RejectReason::OriginNotAllowed))
        return QStringLiteral("the site allows other hosts than that of these pages; name one with --origin");
    return QStringLiteral("nothing was taken, the collector says: %1").arg(report.refusal);
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
                .arg(QString::number(report.acknowledged), QString::number(report.refused),
                     QString::number(report.failed), QString::number(report.seconds, 'f', 1),
                     QString::number(report.perSecond(), 'f', 0),
                     QString::number(report.latency.percentileMs(0.5), 'f', 2),
                     QString::number(report.latency.percentileMs(0.9), 'f', 2),
                     QString::number(report.latency.percentileMs(0.99), 'f', 2),
                     QString::number(report.latency.maxMs(), 'f', 2)));
    }
    if (report.acknowledged > 0)
        return 0;
    return fail({QStringLiteral("load_failed"), reasonOf(report)});
}
