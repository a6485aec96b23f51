// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartscale.h"
#include "ui/text/buckettext.h"
#include "ui/text/metrictext.h"

#include <QLocale>
#include <QTest>

namespace {

BucketText textOf(const QString &from, const QString &to, Granularity granularity, const QString &zone)
{
    QList<StatsBucket> series;
    for (const TimeBucket &time : cutBuckets(parseRange(from, to, zone).value(), zone, granularity))
        series.append({time, {}});
    return {series, granularity, zone};
}

} // namespace

/// What the chart of the History page writes: dates, ticks, values and changes.
class ChartTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void valuesFollowMetricAndLocale();
    void changesFollowTheRulesOfComparison_data();
    void changesFollowTheRulesOfComparison();
    void ticksAreRoundAndFew_data();
    void ticksAreRoundAndFew();
    void bucketsAreNamedByGranularity_data();
    void bucketsAreNamedByGranularity();
    void labelsAreRoundDates_data();
    void labelsAreRoundDates();
    void labelsNeverTouch();
    void decimationKeepsExtremes();
};

void ChartTextTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void ChartTextTest::valuesFollowMetricAndLocale()
{
    QCOMPARE(MetricText::value(Metric::Visitors, 1204), QStringLiteral("1,204"));
    QCOMPARE(MetricText::value(Metric::BounceRate, 0.4121), QStringLiteral("41.2 %"));
    QCOMPARE(MetricText::value(Metric::BounceRate, 0.5), QStringLiteral("50 %"));
    QCOMPARE(MetricText::value(Metric::BounceRate, std::nullopt), QStringLiteral("—"));
    QCOMPARE(MetricText::value(Metric::VisitDuration, 134), QStringLiteral("2:14"));
    QCOMPARE(MetricText::value(Metric::VisitDuration, 5), QStringLiteral("0:05"));
    QCOMPARE(MetricText::value(Metric::VisitDuration, 3734), QStringLiteral("1:02:14"));
    QCOMPARE(MetricText::duration(134), QStringLiteral("2 m 14 s"));
    QCOMPARE(MetricText::sentence(Metric::Visitors, 1), QStringLiteral("1 visitor"));
    QCOMPARE(MetricText::sentence(Metric::Pageviews, 1204), QStringLiteral("1,204 pageviews"));
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(MetricText::value(Metric::Visitors, 1204), QStringLiteral("1.204"));
    QCOMPARE(MetricText::value(Metric::BounceRate, 0.4121), QStringLiteral("41,2 %"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void ChartTextTest::changesFollowTheRulesOfComparison_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("now"); // −1 = nothing
    QTest::addColumn<double>("before");
    QTest::addColumn<QString>("sign");
    QTest::addColumn<QString>("arrow");
    const auto row = [](const char *name, Metric metric, double now, double before, const char *sign,
                        const char *arrow) {
        QTest::addRow("%s", name) << metric << now << before << QString::fromUtf8(sign)
                                  << QString::fromUtf8(arrow);
    };
    // 18204 / 13892 = 1.3104
    row("up", Metric::Visitors, 18204, 13892, "+31 %", "▲ 31 %");
    row("down", Metric::Visits, 95, 100, "−5 %", "▼ 5 %");
    row("a tenth", Metric::Visits, 1025, 1000, "+2.5 %", "▲ 2.5 %");
    row("from zero", Metric::Visitors, 4, 0, "new", "new");
    row("zero to zero", Metric::Visitors, 0, 0, "0 %", "0 %");
    row("to zero", Metric::Visitors, 0, 4, "−100 %", "▼ 100 %");
    row("the same", Metric::Visitors, 7, 7, "0 %", "0 %");
    row("no data before", Metric::Visitors, 7, -1, "no data", "no data");
    row("rate in points", Metric::BounceRate, 0.412, 0.443, "−3.1 points", "▼ 3.1 points");
    row("rate from zero", Metric::BounceRate, 0.25, 0, "+25 points", "▲ 25 points");
    row("duration", Metric::VisitDuration, 134, 125, "+7.2 %", "▲ 7.2 %");
}

void ChartTextTest::changesFollowTheRulesOfComparison()
{
    QFETCH(const Metric, metric);
    QFETCH(const double, now);
    QFETCH(const double, before);
    const auto optional = [](double value) { return value < 0 ? std::nullopt : std::optional(value); };
    const MetricChange change = MetricText::change(metric, optional(now), optional(before));
    QTEST(MetricText::signedText(change, metric), "sign");
    QTEST(MetricText::arrowText(change, metric), "arrow");
}

void ChartTextTest::ticksAreRoundAndFew_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("most");
    QTest::addColumn<QList<double>>("ticks");
    using Ticks = QList<double>;
    QTest::addRow("nothing") << Metric::Visitors << 0.0 << Ticks {0, 1, 2};
    QTest::addRow("one") << Metric::Visitors << 1.0 << Ticks {0, 1, 2};
    QTest::addRow("four") << Metric::Visitors << 4.0 << Ticks {0, 1, 2, 3, 4};
    QTest::addRow("nine") << Metric::Hits << 9.0 << Ticks {0, 5, 10};
    QTest::addRow("hundreds") << Metric::Visitors << 1412.0 << Ticks {0, 500, 1000, 1500};
    QTest::addRow("millions") << Metric::Hits << 4.3e6 << Ticks {0, 2e6, 4e6, 6e6};
    QTest::addRow("share") << Metric::BounceRate << 0.43 << Ticks {0, 0.2, 0.4, 0.6000000000000001};
    QTest::addRow("all") << Metric::BounceRate << 1.0 << Ticks {0, 0.25, 0.5, 0.75, 1};
    QTest::addRow("no share") << Metric::BounceRate << 0.0 << Ticks {0, 0.25, 0.5, 0.75, 1};
    QTest::addRow("minutes") << Metric::VisitDuration << 170.0 << Ticks {0, 60, 120, 180};
    QTest::addRow("long") << Metric::VisitDuration << 5000.0 << Ticks {0, 1800, 3600, 5400};
}

void ChartTextTest::ticksAreRoundAndFew()
{
    QFETCH(const Metric, metric);
    QFETCH(const double, most);
    const ValueScale scale = scaleFor(metric, most);
    QTEST(scale.ticks(), "ticks");
    QVERIFY(scale.top >= most);
}

void ChartTextTest::bucketsAreNamedByGranularity_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<Granularity>("granularity");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("text");
    const QString day = QStringLiteral("2026-10-23");
    const QString berlin = QStringLiteral("Europe/Berlin");
    QTest::addRow("minute") << day << Granularity::Minute << berlin
                            << QStringLiteral("Fri, Oct 23, 2026 00:01");
    // Clocks go back inside this series, so offsets are named.
    QTest::addRow("five") << day << Granularity::FiveMinutes << berlin
                          << QStringLiteral("Fri, Oct 23, 2026 00:05–00:10 CEST");
    QTest::addRow("hour") << day << Granularity::Hour << QStringLiteral("Asia/Kathmandu")
                          << QStringLiteral("Fri, Oct 23, 2026 01:00–02:00");
    QTest::addRow("day") << day << Granularity::Day << QStringLiteral("Pacific/Kiritimati")
                         << QStringLiteral("Sat, Oct 24, 2026");
    QTest::addRow("week") << day << Granularity::Week << berlin << QStringLiteral("Oct 26 – Nov 1, 2026");
    QTest::addRow("month") << day << Granularity::Month << berlin << QStringLiteral("November 2026");
    QTest::addRow("year") << day << Granularity::Year << berlin << QStringLiteral("2027");
}

void ChartTextTest::bucketsAreNamedByGranularity()
{
    QFETCH(const QString, from);
    QFETCH(const Granularity, granularity);
    QFETCH(const QString, zone);
    QTEST(textOf(from, QStringLiteral("2027-01-10"), granularity, zone).span(1), "text");
}

void ChartTextTest::labelsAreRoundDates_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<Granularity>("granularity");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("labels");
    const auto row = [](const char *name, const char *from, const char *to, Granularity granularity,
                        const char *zone, const char *labels) {
        QTest::addRow("%s", name) << QString::fromLatin1(from) << QString::fromLatin1(to) << granularity
                                  << QString::fromLatin1(zone) << QString::fromLatin1(labels);
    };
    row("day", "2026-10-01", "2026-10-01", Granularity::Hour, "UTC",
        "0:Oct 1 3:03:00 6:06:00 9:09:00 12:12:00 15:15:00 18:18:00 21:21:00");
    row("three days", "2026-10-01", "2026-10-03", Granularity::Hour, "UTC",
        "0:Oct 1 12:12:00 24:Oct 2 36:12:00 48:Oct 3 60:12:00");
    // The 25th has 25 hours.
    row("change of clocks", "2026-10-24", "2026-10-26", Granularity::Hour, "Europe/Berlin",
        "0:Oct 24 12:12:00 24:Oct 25 37:12:00 49:Oct 26 61:12:00");
    // The day began at one o'clock.
    row("no midnight", "2018-11-03", "2018-11-05", Granularity::Hour, "America/Sao_Paulo",
        "0:Nov 3 12:12:00 24:Nov 4 35:12:00 47:Nov 5 59:12:00");
    row("month", "2026-10-01", "2026-10-31", Granularity::Day, "UTC",
        "0:Oct 1 5:Oct 6 10:Oct 11 15:Oct 16 20:Oct 21 25:Oct 26 30:Oct 31");
    row("quarter", "2026-10-01", "2026-12-31", Granularity::Day, "UTC",
        "0:Oct 1 14:Oct 15 28:Oct 29 42:Nov 12 56:Nov 26 70:Dec 10 84:Dec 24");
    row("half year", "2026-10-05", "2027-03-20", Granularity::Day, "UTC",
        "27:Nov 2026 57:Dec 88:2027 119:Feb 147:Mar");
    row("year", "2026-03-01", "2027-02-28", Granularity::Month, "UTC",
        "0:Mar 2026 2:May 4:Jul 6:Sep 8:Nov 10:2027");
    row("years", "2020-01-01", "2025-12-31", Granularity::Year, "UTC",
        "0:2020 1:2021 2:2022 3:2023 4:2024 5:2025");
    row("one day", "2026-10-01", "2026-10-01", Granularity::Day, "UTC", "0:Oct 1");
    row("one month", "2026-10-01", "2026-10-31", Granularity::Month, "UTC", "0:Oct 2026");
}

void ChartTextTest::labelsAreRoundDates()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const Granularity, granularity);
    QFETCH(const QString, zone);
    const BucketText text = textOf(from, to, granularity, zone);
    const auto slots = cutBuckets(parseRange(from, to, zone).value(), zone, granularity).size();
    QStringList labels;
    for (const BucketText::Label &label :
         text.labels(700.0 / static_cast<double>(slots),
                     [](const QString &t) { return 8.0 * static_cast<double>(t.size()); }))
        labels.append(QStringLiteral("%1:%2").arg(label.bucket).arg(label.text));
    QTEST(labels.join(QLatin1Char(' ')), "labels");
}

void ChartTextTest::labelsNeverTouch()
{
    const auto widthOf = [](const QString &text) { return 8.0 * static_cast<double>(text.size()); };
    for (const Granularity granularity : {Granularity::Minute, Granularity::FiveMinutes, Granularity::Hour,
                                          Granularity::Day, Granularity::Week, Granularity::Month}) {
        for (int days = 1; days < 200; days += 13) {
            const QString to = QDate(2026, 9, 17).addDays(days).toString(Qt::ISODate);
            const BucketText text = textOf(QStringLiteral("2026-09-17"), to, granularity,
                                           QStringLiteral("Asia/Tehran"));
            for (const double slotWidth : {0.3, 1.0, 4.5, 30.0, 200.0}) {
                const QList<BucketText::Label> labels = text.labels(slotWidth, widthOf);
                QVERIFY(!labels.isEmpty());
                QVERIFY(labels.size() <= BucketText::kMostLabels);
                for (qsizetype i = 1; i < labels.size(); ++i) {
                    const double room = slotWidth * (labels.at(i).bucket - labels.at(i - 1).bucket);
                    QVERIFY(room >= (widthOf(labels.at(i).text) + widthOf(labels.at(i - 1).text)) / 2);
                }
            }
        }
    }
}

void ChartTextTest::decimationKeepsExtremes()
{
    QList<QPointF> points;
    for (int i = 0; i < 1500; ++i)
        points.append(QPointF(i, i % 7));
    points[700].setY(99);
    points[701].setY(-5);
    const QList<QPointF> kept = decimated(points, 300);
    QVERIFY(kept.size() <= 600);
    QVERIFY(kept.contains(QPointF(700, 99)));
    QVERIFY(kept.contains(QPointF(701, -5)));
    QCOMPARE(kept.first(), points.first());
    QCOMPARE(kept.last(), points.last());
    QVERIFY(std::ranges::is_sorted(kept, {}, [](const QPointF &point) { return point.x(); }));
    QCOMPARE(decimated(points, 750), points);
}

QTEST_MAIN(ChartTextTest)
#include "tst_charttext.moc"
