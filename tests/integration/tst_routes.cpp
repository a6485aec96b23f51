// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcollector.h"

#include <QFile>
#include <QTest>

#include <algorithm>

namespace {

/// Rows of the table under a heading: the cells without the backticks.
QList<QStringList> tableUnder(const QString &heading)
{
    QFile file(QStringLiteral(API_MANUAL));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    QList<QStringList> rows;
    bool isInside = false;
    for (const QString &line : lines) {
        if (line.startsWith(u'#'))
            isInside = line == heading;
        if (!isInside || !line.startsWith(QLatin1StringView("| `")))
            continue;
        QStringList cells = line.split(u'|');
        for (QString &cell : cells)
            cell = cell.trimmed();
        cells[1].remove(u'`');
        rows.append(cells.mid(1));
    }
    return rows;
}

qint64 milliseconds(std::chrono::milliseconds time)
{
    return time.count();
}

} // namespace

/// The tables of api.md say what the program does.
class RoutesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsEveryRouteAndNoOther();
    void namesEveryLimitWithItsValue();
};

void RoutesTest::listsEveryRouteAndNoOther()
{
    TestCollector collector;
    QVERIFY(collector.start());
    QStringList served;
    const QList<QByteArray> routes = collector.application().routes();
    for (const QByteArray &route : routes)
        served.append(QString::fromLatin1(route));
    QStringList documented;
    const QList<QStringList> rows = tableUnder(QStringLiteral("## Routes"));
    for (const QStringList &row : rows)
        documented.append(row[0]);
    std::ranges::sort(served);
    std::ranges::sort(documented);
    QCOMPARE(documented, served);
}

void RoutesTest::namesEveryLimitWithItsValue()
{
    const CollectorOptions options;
    const HttpLimits limits;
    const QString ms = QStringLiteral("%1 ms");
    const QList<QStringList> expected {
        {QStringLiteral("requestLineBytes"), QString::number(limits.requestLineBytes)},
        {QStringLiteral("headerBytes"), QString::number(limits.headerBytes)},
        {QStringLiteral("bodyBytes"), QString::number(limits.bodyBytes)},
        {QStringLiteral("connections"), QString::number(limits.connections)},
        {QStringLiteral("connectionsPerAddress"), QString::number(limits.connectionsPerAddress)},
        {QStringLiteral("streamBytes"), QString::number(limits.streamBytes)},
        {QStringLiteral("headerDeadline"), ms.arg(milliseconds(limits.headerDeadline))},
        {QStringLiteral("requestDeadline"), ms.arg(milliseconds(limits.requestDeadline))},
        {QStringLiteral("idleDeadline"), ms.arg(milliseconds(limits.idleDeadline))},
        {QStringLiteral("replyDeadline"), ms.arg(milliseconds(limits.replyDeadline))},
        {QStringLiteral("failurePatience"), ms.arg(milliseconds(options.failurePatience))},
        {QStringLiteral("streamDeadline"), ms.arg(milliseconds(limits.streamDeadline))},
        {QStringLiteral("streamPause"), ms.arg(milliseconds(limits.streamPause))},
        {QStringLiteral("queryDeadline"), ms.arg(milliseconds(limits.queryDeadline))},
        {QStringLiteral("lingerDeadline"), ms.arg(milliseconds(limits.lingerDeadline))},
        {QStringLiteral("heartbeat"), ms.arg(milliseconds(limits.heartbeat))},
        {QStringLiteral("sparklyticsPerMinute"), QString::number(options.sparklyticsPerMinute)},
        {QStringLiteral("campaignLinksPerMinute"), QString::number(options.campaignLinksPerMinute)},
        {QStringLiteral("pixelsPerMinute"), QString::number(options.pixelsPerMinute)},
        {QStringLiteral("requestsPerMinute"), QString::number(options.requestsPerMinute)},
        {QStringLiteral("failuresPerMinute"), QString::number(options.failuresPerMinute)},
        {QStringLiteral("wrongTokensPerMinute"), QString::number(options.wrongTokensPerMinute)},
        {QStringLiteral("peakEventsPerSecond"), QString::number(options.peakEventsPerSecond)},
        {QStringLiteral("siteQueueEvents"), QString::number(options.siteQueueEvents)},
        {QStringLiteral("queueCapacity"), QString::number(StorageOptions().queueCapacity)},
    };
    QList<QStringList> documented;
    const QList<QStringList> rows = tableUnder(QStringLiteral("## Limits"));
    for (const QStringList &row : rows)
        documented.append(row.first(2));
    QCOMPARE(documented, expected);
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "tst_routes.moc"
