// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/documents/statscsv.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

StatsCounts counts(qint64 visitors)
{
    return {.visitors = visitors,
            .visits = visitors + 2,
            .pageviews = 9,
            .hits = 12,
            .viewedVisits = 4,
            .bounces = 1,
            .durationMs = 30'000};
}

QByteArray lines(std::initializer_list<const char *> texts)
{
    QByteArray all;
    for (const char *text : texts)
        all += QByteArray(text) + "\r\n";
    return all;
}

} // namespace

class StatsCsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void totalsNameTheirRange();
    void aBreakdownIsGuardedAgainstFormulas();
    void aComparisonHasColumnsOfItsOwn();
    void goalsHaveRates();
    void weekHoursBeginOnMonday();
};

void StatsCsvTest::totalsNameTheirRange()
{
    StatsTable table;
    table.now.range = {1'790'805'600 * kMicrosPerSecond, 1'790'892'000 * kMicrosPerSecond};
    StatsSection section {.part = StatsSection::Part::Totals, .timezone = QStringLiteral("Europe/Warsaw")};
    QCOMPARE(statsToCsv(table, section),
             lines({"from,to,visitors,visits,pageviews,hits,bounce_rate,visit_duration,views_per_visit",
                    "2026-10-01T00:00:00+02:00,2026-10-02T00:00:00+02:00,0,0,0,0,,,"}));
}

void StatsCsvTest::aBreakdownIsGuardedAgainstFormulas()
{
    StatsTable table;
    table.breakdowns = {{QStringLiteral("page"), 0, {}},
                        {QStringLiteral("event"),
                         2,
                         {{QStringLiteral("=cmd|' /C calc'!A0"), counts(8)}, {QString(), counts(0)}}}};
    const StatsSection section {.part = StatsSection::Part::Breakdown, .dimension = QStringLiteral("event")};
    QCOMPARE(statsToCsv(table, section),
             lines({"event,visitors,visits,pageviews,hits,bounce_rate,visit_duration,views_per_visit",
                    "'=cmd|' /C calc'!A0,8,10,9,12,0.25,3,2.25", ",0,2,9,12,0.25,15,2.25"}));
}

void StatsCsvTest::aComparisonHasColumnsOfItsOwn()
{
    StatsTable table;
    table.now.series = {{{0, kMicrosPerDay, 0}, counts(8)},
                        {{kMicrosPerDay, 2 * kMicrosPerDay, 0}, counts(8)}};
    table.before = StatsPeriod();
    table.before->series = {{{0, kMicrosPerDay, 3600}, counts(0)}};
    const StatsSection section {.part = StatsSection::Part::Series};
    QCOMPARE(statsToCsv(table, section),
             lines({"start,previous_start,visitors,visits,pageviews,hits,bounce_rate,visit_duration,"
                    "views_per_visit,previous_visitors,previous_visits,previous_pageviews,previous_hits,"
                    "previous_bounce_rate,previous_visit_duration,previous_views_per_visit",
                    "1970-01-01T00:00:00+00:00,1970-01-01T01:00:00+01:00,8,10,9,12,0.25,3,2.25,"
                    "0,2,9,12,0.25,15,2.25",
                    "1970-01-02T00:00:00+00:00,,8,10,9,12,0.25,3,2.25,,,,,,,"}));
}

void StatsCsvTest::goalsHaveRates()
{
    StatsTable table;
    table.now.totals.visits = 200;
    table.now.goals = {{QStringLiteral("g1"), 9, 8, 12.5}};
    StatsSection section {.part = StatsSection::Part::Goals};
    Goal goal;
    goal.id = QStringLiteral("g1");
    goal.name = QStringLiteral("Sign, up");
    section.goals = {goal};
    QCOMPARE(statsToCsv(table, section),
             lines({"goal,name,conversions,visits,conversion_rate,value", "g1,\"Sign, up\",9,8,0.04,12.5"}));
}

void StatsCsvTest::weekHoursBeginOnMonday()
{
    StatsTable table;
    table.weekHours.hours.resize(WeekHours::kHours);
    table.weekHours.hours[25].visitors = 7; // Tuesday, one o'clock
    const StatsSection section {.part = StatsSection::Part::WeekHours};
    const QList<QByteArray> rows = statsToCsv(table, section).split('\n');
    QCOMPARE(rows.at(0), QByteArray("weekday,hour,visitors,pageviews,hits\r"));
    QCOMPARE(rows.at(26), QByteArray("2,1,7,0,0\r"));
    QCOMPARE(rows.size(), WeekHours::kHours + 2);
}

CLICKSCOPE_TEST(StatsCsvTest)
#include "tst_statscsv.moc"
