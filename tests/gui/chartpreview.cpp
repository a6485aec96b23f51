// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Renders the widgets of the History page with made-up numbers: ui_chartpreview FOLDER. For looking at, not a
// test. Set QT_SCALE_FACTOR=2 for the other size.

#include "ui/chart/historychart.h"
#include "ui/chart/weekhourmap.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"
#include "ui/past/changefigure.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QRandomGenerator>
#include <QSvgRenderer>
#include <QTest>

#include <cmath>
#include <numbers>

namespace {

const QString kZone = QStringLiteral("Europe/Berlin");

QList<StatsBucket> series(const QString &from, const QString &to, Granularity granularity, double level,
                          quint32 seed)
{
    QRandomGenerator random(seed);
    QList<StatsBucket> series;
    const QList<TimeBucket> times = cutBuckets(parseRange(from, to, kZone).value(), kZone, granularity);
    for (const TimeBucket &time : times) {
        const double hours = static_cast<double>(time.start + time.offset * kMicrosPerSecond)
            / (3600.0 * kMicrosPerSecond);
        const double daily = granularity < Granularity::Day
            ? 1.1 - std::cos((hours - 3) / 12 * std::numbers::pi)
            : 1;
        const double weekly = 1 + 0.25 * std::sin(hours / 84 * std::numbers::pi);
        StatsCounts counts;
        counts.visitors = std::llround(level * daily * weekly * (0.85 + random.generateDouble() * 0.3));
        counts.visits = counts.visitors * 5 / 4;
        counts.pageviews = counts.visits * 3;
        counts.viewedVisits = counts.visits;
        counts.bounces =
            std::llround(static_cast<double>(counts.visits) * (0.35 + random.generateDouble() * 0.1));
        counts.durationMs = counts.visits * (90'000 + random.bounded(80'000));
        series.append({time, counts});
    }
    return series;
}

HistoryChartData month()
{
    HistoryChartData data;
    data.zone = kZone;
    data.range = parseRange(QStringLiteral("2026-10-01"), QStringLiteral("2026-10-31"), kZone).value();
    data.now = series(QStringLiteral("2026-10-01"), QStringLiteral("2026-10-31"), Granularity::Day, 560, 3);
    data.before = series(QStringLiteral("2026-09-01"), QStringLiteral("2026-09-30"), Granularity::Day, 430,
                         5);
    data.now[22].counts.visitors = 1412;
    data.now[23].counts.visitors = 860;
    data.annotations = {
        {1, {}, data.now.at(22).time.start + 9 * 60 * kMicrosPerMinute, QStringLiteral("Launch day")},
        {2,
         {},
         data.now.at(8).time.start + 600 * kMicrosPerMinute,
         QStringLiteral("Newsletter 12 with a long title that is cut")},
        {3, {}, data.now.at(8).time.start + 610 * kMicrosPerMinute, QStringLiteral("Second")},
        {4, {}, data.now.at(10).time.start + 610 * kMicrosPerMinute, QStringLiteral("Price change")},
        {5,
         {},
         data.now.last().time.start,
         QStringLiteral("The clock was set back by 3 days"),
         -3 * kMicrosPerDay}};
    return data;
}

void save(QWidget &widget, const QString &folder, const QString &name, bool dark)
{
    widget.grab().save(QStringLiteral("%1/%2-%3-%4x.png")
                           .arg(folder, name, dark ? QStringLiteral("dark") : QStringLiteral("light"))
                           .arg(widget.devicePixelRatioF()));
}

void hover(QWidget &widget, const QPointF &at)
{
    QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QApplication::sendEvent(&widget, &move);
}

void charts(const QString &folder, bool dark)
{
    HistoryChart chart;
    chart.resize(1180, 300);
    chart.show();
    HistoryChartData data = month();
    chart.setData(data);
    hover(chart, chart.valuePoint(22));
    save(chart, folder, QStringLiteral("area"), dark);
    data.runningFrom = data.now.at(27).time.start;
    chart.setData(data);
    chart.setStyle(HistoryChart::Style::Line);
    hover(chart, chart.comparedPoint(4));
    save(chart, folder, QStringLiteral("line"), dark);
    chart.setStyle(HistoryChart::Style::Bars);
    QTest::keyClick(&chart, Qt::Key_Escape);
    QTest::mousePress(&chart, Qt::LeftButton, {}, chart.slot(12).center().toPoint());
    hover(chart, chart.slot(17).center());
    save(chart, folder, QStringLiteral("bars"), dark);
    QTest::keyClick(&chart, Qt::Key_Escape);
    QTest::keyClick(&chart, Qt::Key_Escape);

    data = {};
    data.zone = kZone;
    data.metric = Metric::VisitDuration;
    data.granularity = Granularity::Hour;
    data.now = series(QStringLiteral("2026-10-24"), QStringLiteral("2026-10-26"), Granularity::Hour, 40, 1);
    data.now[5].counts = {};
    data.now[7].counts = {};
    chart.setData(data);
    chart.setStyle(HistoryChart::Style::Area);
    hover(chart, chart.valuePoint(27));
    save(chart, folder, QStringLiteral("hours"), dark);

    data.metric = Metric::BounceRate;
    data.granularity = Granularity::Month;
    data.now = series(QStringLiteral("2025-03-01"), QStringLiteral("2026-10-26"), Granularity::Month, 40000,
                      1);
    chart.setData(data);
    hover(chart, chart.valuePoint(5));
    save(chart, folder, QStringLiteral("months"), dark);

    data.metric = Metric::Visitors;
    data.granularity = Granularity::Day;
    data.now = series(QStringLiteral("2026-10-26"), QStringLiteral("2026-10-26"), Granularity::Day, 40000, 1);
    chart.setData(data);
    save(chart, folder, QStringLiteral("single"), dark);
    data.now.clear();
    chart.setData(data);
    save(chart, folder, QStringLiteral("empty"), dark);

    data.granularity = Granularity::Minute;
    data.now = series(QStringLiteral("2026-10-26"), QStringLiteral("2026-10-26"), Granularity::Minute, 60, 1);
    data.before = series(QStringLiteral("2026-10-19"), QStringLiteral("2026-10-19"), Granularity::Minute, 50,
                         2);
    for (const HistoryChart::Style style :
         {HistoryChart::Style::Area, HistoryChart::Style::Line, HistoryChart::Style::Bars}) {
        chart.setStyle(style);
        data.now.removeLast();
        QElapsedTimer timer;
        timer.start();
        chart.setData(data);
        const double set = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        const QPixmap picture = chart.grab();
        qInfo("%lld buckets: setData %.2f ms, paint %.2f ms", data.now.size(), set,
              static_cast<double>(timer.nsecsElapsed()) / 1e6);
        save(chart, folder, QStringLiteral("minutes-%1").arg(static_cast<int>(style)), dark);
    }
    chart.resize(420, 200);
    chart.setData(month());
    save(chart, folder, QStringLiteral("small"), dark);
    chart.resize(1180, 300);
    const PictureHead head {
        QStringLiteral("Shop · Visitors by day"),
        {QStringLiteral("1 – 31 Oct 2026 · Europe/Berlin")},
        {{QStringLiteral("1 – 31 Oct 2026")}, {QStringLiteral("3 Sep – 3 Oct 2026"), true}}};
    chart.savePng(folder + QStringLiteral("/saved.png"), head);
    chart.saveSvg(folder + QStringLiteral("/saved.svg"), head);
    QImage drawn(head.sizeWith(chart.size()), QImage::Format_RGB32);
    QPainter painter(&drawn);
    QSvgRenderer(folder + QStringLiteral("/saved.svg")).render(&painter);
    painter.end();
    drawn.save(folder + QStringLiteral("/saved-svg.png"));
}

void heat(const QString &folder, bool dark)
{
    WeekHours hours;
    QRandomGenerator random(8);
    for (int i = 0; i < WeekHours::kHours; ++i) {
        StatsCounts counts;
        const double day = 1.1 - std::cos((i % 24 - 2) / 12.0 * std::numbers::pi);
        counts.visitors =
            std::llround(day * (i / 24 >= 5 ? 250 : 500) * (0.8 + 0.4 * random.generateDouble()));
        hours.hours.append(counts);
    }
    WeekHourMap map;
    map.resize(map.sizeHint());
    map.show();
    map.setData(hours, Metric::Visitors);
    map.setFocus();
    save(map, folder, QStringLiteral("week"), dark);
    map.resize(560, 240);
    hover(map, map.cell(38).center());
    save(map, folder, QStringLiteral("week-wide"), dark);
    map.setData({}, Metric::Visitors);
    save(map, folder, QStringLiteral("week-empty"), dark);
}

void figures(const QString &folder, bool dark)
{
    QWidget row;
    auto *layout = new QHBoxLayout(&row);
    StatsCounts now {18204, 22911, 61340, 80000, 22911, 9440, 22911LL * 134'000};
    StatsCounts before {13892, 17900, 45437, 60000, 17900, 7930, 17900LL * 125'000};
    for (const Metric metric :
         {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::BounceRate, Metric::VisitDuration}) {
        auto *figure = new ChangeFigure(metric);
        figure->setCounts(now, before, true);
        figure->setChecked(metric == Metric::Visitors);
        layout->addWidget(figure);
    }
    auto *fresh = new ChangeFigure(Metric::Hits);
    fresh->setCounts(now, StatsCounts(), true);
    layout->addWidget(fresh);
    auto *views = new ChangeFigure(QStringLiteral("Views per visit"),
                                   QStringLiteral("Pageviews for each visit."));
    views->setValues(2.677, std::nullopt, true);
    layout->addWidget(views);
    row.resize(1180, row.sizeHint().height());
    row.show();
    save(row, folder, QStringLiteral("figures"), dark);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QString folder = application.arguments().value(1, QStringLiteral("."));
    for (const bool dark : {true, false}) {
        Theme::apply(dark ? Settings::Theme::Dark : Settings::Theme::Light);
        charts(folder, dark);
        heat(folder, dark);
        figures(folder, dark);
    }
    return 0;
}
