// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/weekhourmap.h"
#include "ui/chart/weekoccurrences.h"
#include "ui/look/theme.h"
#include "ui/past/changefigure.h"

#include <QAccessible>
#include <QApplication>
#include <QDateTime>
#include <QImage>
#include <QLocale>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <cmath>
#include <numeric>

namespace {

/// As many visitors as the hour's number, but 1,204 on Tuesday at 14.
WeekHours week()
{
    WeekHours week;
    for (int hour = 0; hour < WeekHours::kHours; ++hour) {
        StatsCounts counts;
        counts.visitors = hour == 24 + 14 ? 1204 : hour;
        counts.pageviews = 3;
        week.hours.append(counts);
    }
    return week;
}

StatsCounts totals(qint64 visitors)
{
    StatsCounts counts;
    counts.visitors = counts.visits = counts.viewedVisits = visitors;
    return counts;
}

void move(QWidget &widget, const QPointF &at)
{
    QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

class HistoryFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cellsFollowTheWeekOfTheLocale();
    void cellsSayWhenAndHowMany();
    void strongerMeansMore();
    void oneStrongHourLeavesTheOthersApart();
    void aWeekdayThatComesOftenerIsNoBusier();
    void daysOfARangeAreCountedByTheHour_data();
    void daysOfARangeAreCountedByTheHour();
    void noHoursAreNoData();
    void keysWalkTheCells();
    void figureShowsValueAndChange();
    void figureTellsMissingFromZero();
    void figureOfRateComparesInPoints();
    void clickingAFigureSaysItsMetric();
    void figureWithoutMetricOnlyTells();
};

void HistoryFiguresTest::init()
{
    Theme::apply(Settings::Theme::Light);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void HistoryFiguresTest::cellsFollowTheWeekOfTheLocale()
{
    WeekHourMap map;
    map.resize(400, 220);
    map.setData(week(), Metric::Visitors);
    // Sunday comes first in the United States, Monday in Germany.
    QVERIFY(map.cell(6 * 24).top() < map.cell(0).top());
    QCOMPARE(map.hourAt(map.cell(6 * 24 + 5).center()), 6 * 24 + 5);
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QVERIFY(map.cell(6 * 24).top() > map.cell(0).top());
    for (int hour = 0; hour < WeekHours::kHours; ++hour)
        QCOMPARE(map.hourAt(map.cell(hour).center()), hour);
    QCOMPARE(map.hourAt(QPointF(2, 2)), -1);
}

void HistoryFiguresTest::cellsSayWhenAndHowMany()
{
    WeekHourMap map;
    map.resize(400, 220);
    map.show();
    map.setData(week(), Metric::Visitors);
    QCOMPARE(map.accessibleName(), QStringLiteral("Mean visitors by weekday and hour"));
    QCOMPARE(map.toolTipOf(24 + 14), QStringLiteral("Tuesday 14:00–15:00: 1,204 visitors on 1 day"));
    QCOMPARE(map.toolTipOf(23), QStringLiteral("Monday 23:00–00:00: 23 visitors on 1 day"));
    move(map, map.cell(24 + 14).center());
    QCOMPARE(map.current(), 24 + 14);
    QCOMPARE(map.accessibleDescription(), QStringLiteral("Tuesday 14:00–15:00: 1,204 visitors on 1 day"));
    map.setData(week(), Metric::Pageviews);
    QCOMPARE(map.toolTipOf(24 + 14), QStringLiteral("Tuesday 14:00–15:00: 3 pageviews on 1 day"));
}

void HistoryFiguresTest::strongerMeansMore()
{
    WeekHourMap map;
    map.resize(400, 220);
    map.setData(week(), Metric::Visitors);
    QCOMPARE(map.cellColour(24 + 14), Theme::light().accent);
    int lightness = 256;
    for (const int hour : {0, 60, 120, 167, 24 + 14}) {
        QVERIFY(map.cellColour(hour).lightness() < lightness);
        lightness = map.cellColour(hour).lightness();
    }
    const QImage image = map.grab().toImage();
    QCOMPARE(image.pixelColor(map.cell(24 + 14).center().toPoint()).rgb(), Theme::light().accent.rgb());
    QCOMPARE(image.pixelColor(map.cell(0).center().toPoint()).rgb(), map.cellColour(0).rgb());
}

void HistoryFiguresTest::oneStrongHourLeavesTheOthersApart()
{
    constexpr double kVisible = 0.012; // of the luminance between black and white
    WeekHours hours = week();
    for (int hour = 0; hour < WeekHours::kHours; ++hour)
        hours.hours[hour].visitors = hour % 40;
    hours.hours[100].visitors = 1000;
    const auto luminance = [](const QColor &colour) {
        return 0.2126 * std::pow(colour.redF(), 2.2) + 0.7152 * std::pow(colour.greenF(), 2.2)
            + 0.0722 * std::pow(colour.blueF(), 2.2);
    };
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        WeekHourMap map;
        map.setPalette(QPalette(theme->window, theme->window));
        map.resize(400, 220);
        map.setData(hours, Metric::Visitors);
        const double direction = theme->dark ? 1 : -1; // more is darker on a light ground
        for (int count = 1; count < 40; ++count) {
            QVERIFY(direction * luminance(map.cellColour(count))
                    >= direction * luminance(map.cellColour(count - 1)));
            if (2 * count < 40)
                QVERIFY2(direction * (luminance(map.cellColour(2 * count)) - luminance(map.cellColour(count)))
                             > kVisible,
                         qPrintable(QString::number(count)));
        }
        QCOMPARE(map.cellColour(100), theme->accent);
        QCOMPARE(map.legend().constFirst(), QStringLiteral("0"));
        QCOMPARE(map.legend().constLast(), QStringLiteral("1,000"));
        // ln 1000 = 6.908; the middle shade is (0.5 - 0.15) / 0.85 of it: e^2.844
        QCOMPARE(map.legend().at(1), QStringLiteral("17.2"));
        map.grab();
    }
}

void HistoryFiguresTest::aWeekdayThatComesOftenerIsNoBusier()
{
    WeekHours hours = week();
    for (StatsCounts &counts : hours.hours)
        counts.visitors = 0;
    hours.hours[10].visitors = 50; // on five Mondays
    hours.hours[24 + 10].visitors = 40; // on four Tuesdays
    hours.hours[48 + 10].visitors = 50; // on four Wednesdays
    QList<int> days(WeekHours::kHours, 4);
    days[10] = 5;
    days[72] = 0; // Thursday, midnight
    WeekHourMap map;
    map.resize(400, 220);
    map.setData(hours, Metric::Visitors, days);
    QCOMPARE(map.cellColour(10), map.cellColour(24 + 10));
    QCOMPARE(map.cellColour(48 + 10), Theme::light().accent);
    QCOMPARE(map.toolTipOf(10), QStringLiteral("Monday 10:00–11:00: 50 visitors on 5 days, 10 on average"));
    QCOMPARE(map.toolTipOf(48 + 10),
             QStringLiteral("Wednesday 10:00–11:00: 50 visitors on 4 days, 12.5 on average"));
    QCOMPARE(map.cellColour(72), Theme::light().faint);
    QCOMPARE(map.toolTipOf(72), QStringLiteral("Thursday 00:00–01:00: not in the range"));
}

void HistoryFiguresTest::daysOfARangeAreCountedByTheHour_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QList<int>>("mondays"); // at 0, 10 and 23 o'clock
    QTest::addColumn<int>("sum");
    const QString utc = QStringLiteral("UTC");
    const QString berlin = QStringLiteral("Europe/Berlin");
    const auto row = [](const char *name, const QString &zone, const char *from, const char *to,
                        const QList<int> &mondays, int sum) {
        QTest::newRow(name) << zone << QString::fromLatin1(from) << QString::fromLatin1(to) << mondays << sum;
    };
    row("a week", utc, "2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", {1, 1, 1}, 168);
    row("30 days from a Monday", utc, "2026-03-02T00:00:00Z", "2026-04-01T00:00:00Z", {5, 5, 5}, 720);
    row("a Monday so far", utc, "2026-03-02T00:00:00Z", "2026-03-02T10:45:00Z", {1, 1, 0}, 11);
    row("midnight is the next day's", utc, "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z", {0, 0, 0}, 1);
    row("days of the zone", berlin, "2026-03-01T23:00:00Z", "2026-03-02T23:00:00Z", {1, 1, 1}, 24);
    row("a day of 23 hours", berlin, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", {0, 0, 0}, 24);
    row("nothing", utc, "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", {0, 0, 0}, 0);
}

void HistoryFiguresTest::daysOfARangeAreCountedByTheHour()
{
    QFETCH(QString, zone);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(int, sum);
    const auto instant = [](const QString &text) {
        return QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch() * kMicrosPerMilli;
    };
    const QList<int> days = weekOccurrences({instant(from), instant(to)}, zone);
    QTEST((QList<int> {days.value(0), days.value(10), days.value(23)}), "mondays");
    QCOMPARE(std::accumulate(days.begin(), days.end(), 0), sum);
}

void HistoryFiguresTest::noHoursAreNoData()
{
    WeekHourMap map;
    map.resize(400, 220);
    map.setData(week(), Metric::Visitors);
    map.setData({}, Metric::Visitors);
    QCOMPARE(map.toolTipOf(3), QString());
    QCOMPARE(map.cellColour(24 + 14), Theme::light().faint);
    QTest::keyClick(&map, Qt::Key_Right);
    map.grab();
}

void HistoryFiguresTest::keysWalkTheCells()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    WeekHourMap map;
    map.resize(400, 220);
    map.show();
    map.setData(week(), Metric::Visitors);
    QTest::keyClick(&map, Qt::Key_Down);
    QCOMPARE(map.current(), 0);
    QTest::keyClick(&map, Qt::Key_Down);
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(map.current(), 24 + 1);
    QTest::keyClick(&map, Qt::Key_End);
    QCOMPARE(map.current(), 24 + 23);
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(map.current(), 24 + 23);
    QTest::keyClick(&map, Qt::Key_Up);
    QTest::keyClick(&map, Qt::Key_Up);
    QCOMPARE(map.current(), 23);
    QKeyEvent back(QEvent::KeyPress, Qt::Key_Left, Qt::AltModifier);
    QApplication::sendEvent(&map, &back);
    QVERIFY(!back.isAccepted());
    QCOMPARE(map.current(), 23);
}

void HistoryFiguresTest::figureShowsValueAndChange()
{
    ChangeFigure figure(Metric::Visitors);
    figure.setCounts(totals(18204), totals(13892), true);
    QCOMPARE(figure.valueText(), QStringLiteral("18,204"));
    QCOMPARE(figure.changeText(), QStringLiteral("▲ 31 % vs 13,892"));
    QCOMPARE(figure.accessibleName(), QStringLiteral("Visitors: 18,204"));
    QVERIFY(figure.accessibleDescription().startsWith(QStringLiteral("up 31 % from 13,892. ")));
    QVERIFY(figure.toolTip().endsWith(QLatin1Char('.')));
    figure.setCounts(totals(18204), std::nullopt, false);
    QCOMPARE(figure.changeText(), QString());
    figure.setCaption(QStringLiteral("Daily visitors (sum of days)"));
    QCOMPARE(figure.accessibleName(), QStringLiteral("Daily visitors (sum of days): 18,204"));
}

void HistoryFiguresTest::figureTellsMissingFromZero()
{
    ChangeFigure figure(Metric::Visitors);
    figure.setCounts(totals(4), totals(0), true);
    QCOMPARE(figure.changeText(), QStringLiteral("new"));
    figure.setCounts(totals(0), totals(0), true);
    QCOMPARE(figure.changeText(), QStringLiteral("0 % vs 0"));
    figure.setCounts(totals(4), std::nullopt, true);
    QCOMPARE(figure.changeText(), QStringLiteral("no data"));
    ChangeFigure rate(Metric::BounceRate);
    rate.setCounts(totals(0), totals(4), true);
    QCOMPARE(rate.valueText(), QStringLiteral("—"));
    QCOMPARE(rate.changeText(), QStringLiteral("no data"));
}

void HistoryFiguresTest::figureOfRateComparesInPoints()
{
    ChangeFigure figure(Metric::BounceRate);
    figure.resize(220, figure.sizeHint().height());
    figure.setValues(0.412, 0.443, true);
    QCOMPARE(figure.valueText(), QStringLiteral("41.2 %"));
    QCOMPARE(figure.changeText(), QStringLiteral("▼ 3.1 points vs 44.3 %"));
    // Fewer bounces are good, fewer visitors are not.
    const auto colours = [](ChangeFigure &of) {
        of.resize(220, of.sizeHint().height());
        const QImage image = of.grab().toImage();
        QSet<QRgb> found;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found.insert(image.pixel(x, y));
        }
        return found;
    };
    QVERIFY(colours(figure).contains(Theme::light().good.rgb()));
    ChangeFigure visitors(Metric::Visitors);
    visitors.setValues(90, 100, true);
    QVERIFY(colours(visitors).contains(Theme::light().warn.rgb()));
    QVERIFY(!colours(visitors).contains(Theme::light().good.rgb()));
    visitors.setValues(100, 100, true);
    QVERIFY(!colours(visitors).contains(Theme::light().warn.rgb()));
}

void HistoryFiguresTest::clickingAFigureSaysItsMetric()
{
    ChangeFigure figure(Metric::Pageviews);
    figure.resize(figure.sizeHint());
    figure.show();
    QSignalSpy clicked(&figure, qOverload<Metric>(&ChangeFigure::clicked));
    QTest::mouseClick(&figure, Qt::LeftButton);
    QCOMPARE(clicked.count(), 1);
    QVERIFY(clicked.first().first().value<Metric>() == Metric::Pageviews);
    QVERIFY(figure.isChecked());
    const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&figure);
    QVERIFY(accessible->state().checked);
    const QImage checked = figure.grab().toImage();
    QCOMPARE(checked.pixelColor(20, figure.height() - 2).rgb(), Theme::light().accent.rgb());
    QTest::keyClick(&figure, Qt::Key_Space);
    QCOMPARE(clicked.count(), 2);
}

void HistoryFiguresTest::figureWithoutMetricOnlyTells()
{
    ChangeFigure figure(QStringLiteral("Views per visit"), QStringLiteral("Pageviews for each visit."));
    figure.resize(figure.sizeHint());
    figure.setValues(2.677, 2.0, true);
    QCOMPARE(figure.valueText(), QStringLiteral("2.68"));
    QCOMPARE(figure.changeText(), QStringLiteral("▲ 34 % vs 2"));
    QSignalSpy clicked(&figure, qOverload<Metric>(&ChangeFigure::clicked));
    QTest::mouseClick(&figure, Qt::LeftButton);
    QCOMPARE(clicked.count(), 0);
    QVERIFY(!figure.isChecked());
}

QTEST_MAIN(HistoryFiguresTest)
#include "tst_historyfigures.moc"
