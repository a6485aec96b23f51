// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/patienttest.h"
#include "ui/chart/historychart.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTimeZone>
#include <QWheelEvent>

namespace {

const QString kBerlin = QStringLiteral("Europe/Berlin");

Micros utc(int year, int month, int day, int hour)
{
    return QDateTime(QDate(year, month, day), QTime(hour, 0), QTimeZone::utc()).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

/// Buckets of civil days or hours with the given visitors; each visitor one visit of one bounced pageview.
QList<StatsBucket> series(const QString &from, const QString &to, Granularity granularity,
                          const QList<qint64> &visitors)
{
    const QList<TimeBucket> times = cutBuckets(parseRange(from, to, kBerlin).value(), kBerlin, granularity);
    QList<StatsBucket> series;
    for (qsizetype i = 0; i < times.size(); ++i) {
        StatsCounts counts;
        counts.visitors = counts.visits = counts.viewedVisits = visitors.at(i % visitors.size());
        counts.bounces = counts.visits / 2;
        series.append({times.at(i), counts});
    }
    return series;
}

/// 23 to 27 October 2026: clocks go back in the night to the 25th, which has 25 hours.
HistoryChartData fiveDays()
{
    HistoryChartData data;
    data.zone = kBerlin;
    data.range = parseRange(QStringLiteral("2026-10-23"), QStringLiteral("2026-10-27"), kBerlin).value();
    data.now = series(QStringLiteral("2026-10-23"), QStringLiteral("2026-10-27"), Granularity::Day,
                      {100, 300, 200, 0, 400});
    return data;
}

HistoryChartData comparedDays()
{
    HistoryChartData data = fiveDays();
    data.before = series(QStringLiteral("2026-10-18"), QStringLiteral("2026-10-23"), Granularity::Day,
                         {50, 300, 250, 0, 100, 70});
    return data;
}

Annotation note(qint64 id, Micros at, const QString &text)
{
    return {id, QStringLiteral("shop"), at, text};
}

void move(QWidget &widget, const QPointF &at, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

void drag(QWidget &widget, const QPointF &from, const QPointF &to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from.toPoint());
    move(widget, to, Qt::LeftButton);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to.toPoint());
}

bool turnWheel(QWidget &widget, const QPointF &at, int notches, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
    return event.isAccepted();
}

bool isNear(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 40;
}

QImage picture(HistoryChart &chart)
{
    return chart.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

bool hasColour(const QImage &image, const QPointF &around, const QColor &colour, int radius = 2)
{
    for (int y = -radius; y <= radius; ++y) {
        for (int x = -radius; x <= radius; ++x) {
            const QPoint at = around.toPoint() + QPoint(x, y);
            if (image.rect().contains(at) && isNear(image.pixelColor(at), colour))
                return true;
        }
    }
    return false;
}

/// How often a line between two points of one height is interrupted.
int gapsBetween(const QImage &image, const QPointF &from, const QPointF &to)
{
    const auto isDrawn = [&image](int x, int y) {
        const QColor paper = Theme::light().window;
        return paper.lightness() - image.pixelColor(x, y).lightness() > 40; // grid lines are paler
    };
    const int y = static_cast<int>(from.y());
    int gaps = 0;
    bool wasLine = true;
    for (int x = static_cast<int>(from.x()) + 2; x < static_cast<int>(to.x()) - 1; ++x) {
        const bool isLine = isDrawn(x, y) || isDrawn(x, y - 1);
        gaps += wasLine && !isLine ? 1 : 0;
        wasLine = isLine;
    }
    return gaps;
}

} // namespace

class HistoryChartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void valuesAreDrawnAtTheirHeight_data();
    void valuesAreDrawnAtTheirHeight();
    void comparisonIsDashed();
    void tooltipPairsByIndexWithOwnDates();
    void tooltipTellsARepeatedHourApart();
    void ratesWithoutVisitsLeaveAGap();
    void runningBucketIsPartialAndLaterOnesAreNotDrawn();
    void singleBucketIsADot();
    void emptyDataDrawsAxesOnly();
    void peakOfManyBucketsSurvives();
    void flagsAreDrawnAndSayTheirId();
    void flagsInOnePlaceTakeTurns();
    void theLastFlagTurnsWhereThereIsNoRoom();
    void flagsOfTheProgramAreNobodysToChange();
    void emptyPlaceAsksForAnAnnotation();
    void dragSelectsWholeDays();
    void selectionIsClippedToTheRange();
    void surplusOfTheComparisonIsNotSelected();
    void escapeGivesADragUp();
    void wheelNarrowsAroundTheCursor();
    void keysMoveTheCrosshairAndSelect();
    void keysExtendASelection();
    void keysWithModifiersAreLeftToThePage();
    void focusIsShownAtTheBaseline();
    void crosshairIsDescribed();
    void crosshairStaysOnItsBucket();
    void coloursFollowTheTheme();
    void savedFilesAreValid();
    void savingSaysWhenItFails();
    void theTimeBeforeTheFirstHitIsAGap();
    void theHintLeavesOnceARangeWasDragged();

private:
    std::unique_ptr<HistoryChart> m_chart;
};

void HistoryChartTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void HistoryChartTest::init()
{
    Theme::apply(Settings::Theme::Light);
    m_chart = std::make_unique<HistoryChart>();
    m_chart->resize(800, 300);
    m_chart->show();
    QVERIFY(QTest::qWaitForWindowActive(m_chart.get(), static_cast<int>(kPatience.count())));
    m_chart->clearFocus();
}

void HistoryChartTest::cleanup()
{
    m_chart.reset();
}

void HistoryChartTest::valuesAreDrawnAtTheirHeight_data()
{
    QTest::addColumn<HistoryChart::Style>("style");
    QTest::addRow("line") << HistoryChart::Style::Line;
    QTest::addRow("area") << HistoryChart::Style::Area;
    QTest::addRow("bars") << HistoryChart::Style::Bars;
}

void HistoryChartTest::valuesAreDrawnAtTheirHeight()
{
    QFETCH(const HistoryChart::Style, style);
    m_chart->setStyle(style);
    m_chart->setData(fiveDays());
    const QRectF plot = m_chart->plotArea();
    // 400 is the top of the axis: 0, 100, 200, 300, 400.
    QCOMPARE(m_chart->valuePoint(4).y(), plot.top());
    QCOMPARE(m_chart->valuePoint(2).y(), plot.center().y());
    QCOMPARE(m_chart->valuePoint(3).y(), plot.bottom());
    QCOMPARE(m_chart->valuePoint(1).x(), plot.left() + plot.width() * 0.3);
    const QImage image = picture(*m_chart);
    for (const int bucket : {0, 1, 2, 4}) {
        const QPointF point = m_chart->valuePoint(bucket);
        QVERIFY2(hasColour(image, point, Theme::light().accent), qPrintable(QString::number(bucket)));
        QVERIFY(!hasColour(image, point - QPointF(0, 14), Theme::light().accent, 4));
    }
    const QPointF below = m_chart->valuePoint(1) + QPointF(0, 40);
    QCOMPARE(hasColour(image, below, Theme::light().accent), style == HistoryChart::Style::Bars);
    QCOMPARE(hasColour(image, below, Theme::light().window), style == HistoryChart::Style::Line);
}

void HistoryChartTest::comparisonIsDashed()
{
    HistoryChartData data = fiveDays();
    data.now = series(QStringLiteral("2026-10-23"), QStringLiteral("2026-10-27"), Granularity::Day, {390});
    data.before = series(QStringLiteral("2026-10-18"), QStringLiteral("2026-10-22"), Granularity::Day, {250});
    m_chart->setStyle(HistoryChart::Style::Line);
    m_chart->setData(data);
    const QImage image = picture(*m_chart);
    QVERIFY(gapsBetween(image, m_chart->comparedPoint(0), m_chart->comparedPoint(4)) > 20);
    QCOMPARE(gapsBetween(image, m_chart->valuePoint(0), m_chart->valuePoint(4)), 0);
}

void HistoryChartTest::tooltipPairsByIndexWithOwnDates()
{
    m_chart->setData(comparedDays());
    QCOMPARE(m_chart->toolTipLines(0),
             QStringList({QStringLiteral("Fri, Oct 23, 2026"), QStringLiteral("Visitors 100"),
                          QStringLiteral("Sun, Oct 18, 2026: 50 · +100 %")}));
    QCOMPARE(m_chart->toolTipLines(1).at(2), QStringLiteral("Mon, Oct 19, 2026: 300 · 0 %"));
    QCOMPARE(m_chart->toolTipLines(2).at(2), QStringLiteral("Tue, Oct 20, 2026: 250 · −20 %"));
    QCOMPARE(m_chart->toolTipLines(3).at(2), QStringLiteral("Wed, Oct 21, 2026: 0 · 0 %"));
    // The surplus day has no partner, and is there.
    QCOMPARE(m_chart->toolTipLines(5), QStringList({QStringLiteral("Fri, Oct 23, 2026: 70")}));
    QVERIFY(!m_chart->comparedPoint(5).isNull());
    HistoryChartData data = comparedDays();
    data.before[0].counts.visitors = 0;
    m_chart->setData(data);
    QCOMPARE(m_chart->toolTipLines(0).at(2), QStringLiteral("Sun, Oct 18, 2026: 0 · new"));
}

void HistoryChartTest::tooltipTellsARepeatedHourApart()
{
    HistoryChartData data;
    data.zone = kBerlin;
    data.granularity = Granularity::Hour;
    data.metric = Metric::BounceRate;
    data.now = series(QStringLiteral("2026-10-25"), QStringLiteral("2026-10-25"), Granularity::Hour, {3});
    m_chart->setData(data);
    QCOMPARE(data.now.size(), 25);
    QCOMPARE(m_chart->toolTipLines(2).join(QLatin1Char('|')),
             QStringLiteral("Sun, Oct 25, 2026 02:00–03:00 CEST|Bounce rate 33.3 %"));
    QCOMPARE(m_chart->toolTipLines(3).at(0), QStringLiteral("Sun, Oct 25, 2026 02:00–03:00 CET"));
}

void HistoryChartTest::ratesWithoutVisitsLeaveAGap()
{
    HistoryChartData data = fiveDays();
    data.metric = Metric::BounceRate;
    data.now[2].counts = {};
    data.now[3].counts = data.now[4].counts;
    m_chart->setStyle(HistoryChart::Style::Line);
    m_chart->setData(data);
    QVERIFY(m_chart->valuePoint(2).isNull());
    const QImage image = picture(*m_chart);
    const QPointF gap(m_chart->slot(2).center().x(), m_chart->valuePoint(1).y());
    QVERIFY(!hasColour(image, gap, Theme::light().accent));
    const QPointF line((m_chart->valuePoint(3).x() + m_chart->valuePoint(4).x()) / 2,
                       m_chart->valuePoint(3).y());
    QVERIFY(hasColour(image, line, Theme::light().accent));
    QCOMPARE(m_chart->toolTipLines(2).at(1), QStringLiteral("Bounce rate —"));
}

void HistoryChartTest::runningBucketIsPartialAndLaterOnesAreNotDrawn()
{
    HistoryChartData data = fiveDays();
    data.now[1].counts.visitors = data.now[2].counts.visitors = 300;
    data.runningFrom = data.now.at(2).time.start + kMicrosPerMinute;
    m_chart->setStyle(HistoryChart::Style::Line);
    m_chart->setData(data);
    const QImage line = picture(*m_chart);
    QVERIFY(gapsBetween(line, m_chart->valuePoint(1), m_chart->valuePoint(2) - QPointF(6, 0)) > 5);
    QVERIFY(m_chart->valuePoint(4).isNull());
    const QPointF toCome(m_chart->slot(4).center().x(), m_chart->plotArea().top());
    QVERIFY(!hasColour(line, toCome, Theme::light().accent, 4));
    QVERIFY(m_chart->toolTipLines(2).at(0).endsWith(QStringLiteral(" · so far")));
    QCOMPARE(m_chart->toolTipLines(4).at(1), QStringLiteral("Still to come"));

    m_chart->setStyle(HistoryChart::Style::Bars);
    const QImage bars = picture(*m_chart);
    QVERIFY(hasColour(bars, m_chart->valuePoint(1) + QPointF(0, 20), Theme::light().accent));
    QVERIFY(hasColour(bars, m_chart->valuePoint(2) + QPointF(0, 20), Theme::light().accentDim));
}

void HistoryChartTest::singleBucketIsADot()
{
    HistoryChartData data;
    data.zone = kBerlin;
    data.now = series(QStringLiteral("2026-10-23"), QStringLiteral("2026-10-23"), Granularity::Day, {350});
    data.before = series(QStringLiteral("2026-10-22"), QStringLiteral("2026-10-22"), Granularity::Day, {100});
    m_chart->setData(data);
    const QImage image = picture(*m_chart);
    QVERIFY(hasColour(image, m_chart->valuePoint(0), Theme::light().accent));
    QVERIFY(hasColour(image, m_chart->comparedPoint(0) + QPointF(3, 0), Theme::light().muted));
}

void HistoryChartTest::emptyDataDrawsAxesOnly()
{
    m_chart->setData(fiveDays());
    m_chart->setData({});
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    QSignalSpy requested(m_chart.get(), &HistoryChart::annotationRequested);
    const QImage image = picture(*m_chart);
    const QRectF plot = m_chart->plotArea();
    QVERIFY(hasColour(image, plot.bottomLeft() + QPointF(20, 0), Theme::light().control));
    for (int x = static_cast<int>(plot.left()); x < static_cast<int>(plot.right()); x += 3)
        QVERIFY(!hasColour(image, QPointF(x, plot.center().y()), Theme::light().accent));
    drag(*m_chart, plot.center(), plot.center() + QPointF(100, 0));
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QTest::keyClick(m_chart.get(), Qt::Key_Return);
    QTest::mouseDClick(m_chart.get(), Qt::LeftButton, {}, plot.center().toPoint());
    QCOMPARE(m_chart->crosshair(), -1);
    QCOMPARE(selected.count() + requested.count(), 0);
}

void HistoryChartTest::peakOfManyBucketsSurvives()
{
    HistoryChartData data;
    data.zone = kBerlin;
    data.granularity = Granularity::Minute;
    data.now = series(QStringLiteral("2026-10-25"), QStringLiteral("2026-10-25"), Granularity::Minute, {10});
    QCOMPARE(data.now.size(), 1500);
    data.now[777].counts.visitors = 100;
    m_chart->resize(400, 200); // four buckets a pixel
    for (const auto style :
         {HistoryChart::Style::Line, HistoryChart::Style::Area, HistoryChart::Style::Bars}) {
        m_chart->setStyle(style);
        m_chart->setData(data);
        const QPointF half = m_chart->valuePoint(777) + QPointF(0, m_chart->plotArea().height() / 4);
        QVERIFY(hasColour(picture(*m_chart), half, Theme::light().accent));
    }
}

void HistoryChartTest::flagsAreDrawnAndSayTheirId()
{
    HistoryChartData data = fiveDays();
    data.annotations = {note(7, utc(2026, 10, 24, 10), QStringLiteral("Launch")),
                        note(8, utc(2026, 12, 1, 0), QStringLiteral("Far away"))};
    m_chart->setData(data);
    const QRectF flag = m_chart->flag(7);
    QVERIFY(!flag.isEmpty());
    QVERIFY(m_chart->flag(8).isEmpty());
    // 24 October begins at 22:00 UTC of the day before: 10:00 UTC is its middle.
    QVERIFY(std::abs(flag.left() + 3 - m_chart->slot(1).center().x()) <= 1);
    QVERIFY(hasColour(picture(*m_chart), QPointF(flag.left() + 6, 7), Theme::light().muted));
    QCOMPARE(m_chart->toolTipLines(1).last(), QStringLiteral("⚑ Launch"));
    QVERIFY(!m_chart->toolTipLines(2).last().contains(QStringLiteral("Launch")));
    move(*m_chart, flag.center());
    QCOMPARE(m_chart->toolTip(), QStringLiteral("Launch"));
    QSignalSpy activated(m_chart.get(), &HistoryChart::annotationActivated);
    QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, flag.center().toPoint());
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toLongLong(), 7);
    QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, m_chart->slot(3).center().toPoint());
    QCOMPARE(activated.count(), 1);
}

void HistoryChartTest::flagsInOnePlaceTakeTurns()
{
    HistoryChartData data = fiveDays();
    data.annotations = {note(7, utc(2026, 10, 24, 10), QStringLiteral("Launch")),
                        note(9, utc(2026, 10, 24, 10), QStringLiteral("Press"))};
    m_chart->setData(data);
    QCOMPARE(m_chart->flag(7), m_chart->flag(9));
    move(*m_chart, m_chart->flag(7).center());
    QCOMPARE(m_chart->toolTip(), QStringLiteral("Launch\nPress"));
    QSignalSpy activated(m_chart.get(), &HistoryChart::annotationActivated);
    for (int i = 0; i < 3; ++i)
        QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, m_chart->flag(7).center().toPoint());
    QList<qint64> ids;
    for (const QList<QVariant> &arguments : std::as_const(activated))
        ids.append(arguments.first().toLongLong());
    QCOMPARE(ids, QList<qint64>({7, 9, 7}));
}

void HistoryChartTest::theLastFlagTurnsWhereThereIsNoRoom()
{
    HistoryChartData data = fiveDays();
    data.annotations = {note(7, utc(2026, 10, 27, 22), QStringLiteral("The clock was set back by 3 days"))};
    m_chart->setData(data);
    const QRectF flag = m_chart->flag(7);
    QVERIFY(flag.right() <= m_chart->width());
    QVERIFY(flag.width() > 100); // the text is there
    const qreal pole = flag.right() - 3;
    QVERIFY(m_chart->slot(4).contains(QPointF(pole, m_chart->slot(4).center().y())));
    QVERIFY(hasColour(picture(*m_chart), QPointF(pole - 4, 7), Theme::light().muted));
    data.annotations.append(note(8, utc(2026, 10, 27, 12), QStringLiteral("Launch"))); // in its way
    m_chart->setData(data);
    QVERIFY(!m_chart->flag(8).intersects(m_chart->flag(7)));
}

void HistoryChartTest::flagsOfTheProgramAreNobodysToChange()
{
    HistoryChartData data = fiveDays();
    Annotation step = note(-3, utc(2026, 10, 24, 10), QStringLiteral("The clock was set back by 3 days"));
    step.clockStep = -3 * kMicrosPerDay;
    data.annotations = {step};
    m_chart->setData(data);
    QVERIFY(!m_chart->flag(-3).isEmpty());
    QCOMPARE(m_chart->toolTipLines(1).last(), QStringLiteral("⚑ The clock was set back by 3 days"));
    QSignalSpy activated(m_chart.get(), &HistoryChart::annotationActivated);
    QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, m_chart->flag(-3).center().toPoint());
    QCOMPARE(activated.count(), 0);
    data.annotations.append(note(7, utc(2026, 10, 24, 10), QStringLiteral("Launch"))); // in the same place
    m_chart->setData(data);
    QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, m_chart->flag(-3).center().toPoint());
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated.first().first().toLongLong(), 7);
}

void HistoryChartTest::emptyPlaceAsksForAnAnnotation()
{
    m_chart->setData(fiveDays());
    QSignalSpy requested(m_chart.get(), &HistoryChart::annotationRequested);
    QTest::mouseDClick(m_chart.get(), Qt::LeftButton, {}, m_chart->slot(1).center().toPoint());
    QCOMPARE(requested.count(), 1);
    const auto at = requested.first().first().value<Micros>();
    QVERIFY(std::abs(at - utc(2026, 10, 24, 10)) < 60 * kMicrosPerMinute);

    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(m_chart.get(), &menu);
    QCOMPARE(requested.count(), 2);
    QCOMPARE(requested.last().first().value<Micros>(), utc(2026, 10, 22, 22));
}

void HistoryChartTest::dragSelectsWholeDays()
{
    m_chart->setData(fiveDays());
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    // Inside the day of 25 hours.
    drag(*m_chart, m_chart->slot(2).center() - QPointF(20, 0), m_chart->slot(2).center() + QPointF(20, 0));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 24, 22), utc(2026, 10, 25, 23)}));
    // Backwards, and across the change of clocks.
    drag(*m_chart, m_chart->slot(3).center(), m_chart->slot(1).center());
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 23, 22), utc(2026, 10, 26, 23)}));
    // A click that trembles is no drag.
    drag(*m_chart, m_chart->slot(3).center(), m_chart->slot(3).center() + QPointF(3, 0));
    QCOMPARE(selected.count(), 2);
}

void HistoryChartTest::selectionIsClippedToTheRange()
{
    HistoryChartData data = fiveDays();
    data.range = {utc(2026, 10, 23, 9), utc(2026, 10, 27, 12)};
    m_chart->setData(data);
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    drag(*m_chart, m_chart->slot(0).center(), m_chart->slot(1).center());
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 23, 9), utc(2026, 10, 24, 22)}));
    drag(*m_chart, m_chart->slot(4).center(), m_chart->slot(4).center() + QPointF(500, 0));
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 26, 23), utc(2026, 10, 27, 12)}));
    // Everything is what there is already.
    drag(*m_chart, m_chart->slot(0).center(), m_chart->slot(4).center());
    QCOMPARE(selected.count(), 2);
    data.range = {};
    m_chart->setData(data);
    drag(*m_chart, m_chart->slot(0).center(), m_chart->slot(4).center());
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 22, 22), utc(2026, 10, 27, 23)}));
}

void HistoryChartTest::surplusOfTheComparisonIsNotSelected()
{
    m_chart->setData(comparedDays());
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    drag(*m_chart, m_chart->slot(5).center() - QPointF(20, 0), m_chart->slot(5).center() + QPointF(20, 0));
    QCOMPARE(selected.count(), 0);
    drag(*m_chart, m_chart->slot(4).center(), m_chart->slot(5).center());
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 26, 23), utc(2026, 10, 27, 23)}));
}

void HistoryChartTest::escapeGivesADragUp()
{
    m_chart->setData(fiveDays());
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, m_chart->slot(1).center().toPoint());
    move(*m_chart, m_chart->slot(3).center(), Qt::LeftButton);
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    move(*m_chart, m_chart->slot(4).center(), Qt::LeftButton);
    QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, m_chart->slot(4).center().toPoint());
    QCOMPARE(selected.count(), 0);
}

void HistoryChartTest::wheelNarrowsAroundTheCursor()
{
    m_chart->setData(fiveDays());
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    m_chart->clearFocus();
    const QPointF over = m_chart->slot(4).center();
    QVERIFY(!turnWheel(*m_chart, over, 1, Qt::NoModifier)); // the page scrolls
    // Five buckets, then four, then three: the last ones, because the cursor is over the last.
    QVERIFY(turnWheel(*m_chart, over, 1, Qt::ControlModifier));
    QVERIFY(turnWheel(*m_chart, over, 1, Qt::ControlModifier));
    QVERIFY(selected.wait(static_cast<int>(kPatience.count())));
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 24, 22), utc(2026, 10, 27, 23)}));
    // Turned back, nothing is left to say, and the page scrolls again.
    QVERIFY(turnWheel(*m_chart, over, 1, Qt::ControlModifier));
    QVERIFY(turnWheel(*m_chart, over, -1, Qt::ControlModifier));
    QVERIFY(!turnWheel(*m_chart, over, -1, Qt::ControlModifier));
}

void HistoryChartTest::keysMoveTheCrosshairAndSelect()
{
    m_chart->setData(fiveDays());
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QCOMPARE(m_chart->crosshair(), 0);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QCOMPARE(m_chart->crosshair(), 0);
    QTest::keyClick(m_chart.get(), Qt::Key_End);
    QCOMPARE(m_chart->crosshair(), 4);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QTest::keyClick(m_chart.get(), Qt::Key_Left);
    QCOMPARE(m_chart->crosshair(), 2);
    QTest::keyClick(m_chart.get(), Qt::Key_Return);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 24, 22), utc(2026, 10, 25, 23)}));
    QTest::keyClick(m_chart.get(), Qt::Key_Escape);
    QCOMPARE(m_chart->crosshair(), -1);
}

void HistoryChartTest::keysExtendASelection()
{
    m_chart->setData(fiveDays());
    QSignalSpy selected(m_chart.get(), &HistoryChart::rangeSelected);
    QTest::keyClick(m_chart.get(), Qt::Key_Home);
    QTest::keyClick(m_chart.get(), Qt::Key_Right);
    QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_chart.get(), Qt::Key_Return);
    QCOMPARE(selected.last().first().value<InstantRange>(),
             (InstantRange {utc(2026, 10, 23, 22), utc(2026, 10, 26, 23)}));
}

void HistoryChartTest::keysWithModifiersAreLeftToThePage()
{
    m_chart->setData(fiveDays());
    QKeyEvent back(QEvent::KeyPress, Qt::Key_Left, Qt::AltModifier);
    QApplication::sendEvent(m_chart.get(), &back);
    QVERIFY(!back.isAccepted());
    QCOMPARE(m_chart->crosshair(), -1);
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    QApplication::sendEvent(m_chart.get(), &escape);
    QVERIFY(!escape.isAccepted());
}

void HistoryChartTest::focusIsShownAtTheBaseline()
{
    m_chart->setData(fiveDays());
    const QPointF baseline = m_chart->plotArea().bottomLeft() + QPointF(20, 1);
    QVERIFY(!hasColour(picture(*m_chart), baseline, Theme::light().accent, 1));
    m_chart->setFocus();
    QVERIFY(hasColour(picture(*m_chart), baseline, Theme::light().accent, 1));
}

void HistoryChartTest::crosshairIsDescribed()
{
    m_chart->setData(comparedDays());
    QCOMPARE(m_chart->accessibleName(), QStringLiteral("Chart of Visitors"));
    move(*m_chart, m_chart->slot(1).center());
    QCOMPARE(m_chart->crosshair(), 1);
    QCOMPARE(m_chart->accessibleDescription(),
             QStringLiteral("Sat, Oct 24, 2026, Visitors 300, Mon, Oct 19, 2026: 300 · 0 %"));
    const QImage image = picture(*m_chart);
    QVERIFY(hasColour(image, QPointF(m_chart->slot(1).center().x(), m_chart->plotArea().bottom() - 30),
                      Theme::light().muted));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(m_chart.get(), &leave);
    QCOMPARE(m_chart->crosshair(), -1);
    QCOMPARE(m_chart->accessibleDescription(), QString());
}

void HistoryChartTest::crosshairStaysOnItsBucket()
{
    HistoryChartData data = fiveDays();
    m_chart->setData(data);
    move(*m_chart, m_chart->slot(3).center());
    data.now.removeFirst();
    m_chart->setData(data);
    QCOMPARE(m_chart->crosshair(), 2);
    data.now.resize(2);
    m_chart->setData(data);
    QCOMPARE(m_chart->crosshair(), -1);
}

void HistoryChartTest::coloursFollowTheTheme()
{
    m_chart->setData(fiveDays());
    QVERIFY(hasColour(picture(*m_chart), m_chart->valuePoint(1), Theme::light().accent));
    Theme::apply(Settings::Theme::Dark);
    const QImage image = picture(*m_chart);
    QVERIFY(hasColour(image, m_chart->valuePoint(1), Theme::darkTheme().accent));
    QVERIFY(hasColour(image, m_chart->plotArea().topLeft() + QPointF(30, 12), Theme::darkTheme().window));
}

void HistoryChartTest::savedFilesAreValid()
{
    const QTemporaryDir folder;
    HistoryChartData data = comparedDays();
    data.annotations = {note(7, utc(2026, 10, 24, 10), QStringLiteral("Launch & <press>"))};
    m_chart->setStyle(HistoryChart::Style::Bars);
    m_chart->setData(data);
    PictureHead head;
    head.title = QStringLiteral("Shop · Visitors by day");
    head.lines = {QStringLiteral("23 – 27 Oct 2026"), QStringLiteral("country is <India>")};
    head.keys = {{QStringLiteral("23 – 27 Oct 2026")}, {QStringLiteral("18 – 23 Oct 2026"), true}};
    const QString png = folder.filePath(QStringLiteral("chart.png"));
    const QString svg = folder.filePath(QStringLiteral("chart.svg"));
    QVERIFY(m_chart->savePng(png, head));
    QVERIFY(m_chart->saveSvg(svg, head));
    const QSize size = head.sizeWith(m_chart->size());
    const QPointF corner(PictureHead::kMargin, size.height() - PictureHead::kMargin - m_chart->height());
    const QImage image(png);
    QCOMPARE(image.size(), size * 2);
    const QPointF inBar = m_chart->valuePoint(1) + QPointF(0, 10) + corner;
    QVERIFY(hasColour(image, inBar * 2, Theme::light().accent));
    // Nothing touches the edges.
    const QImage middle = image.copy(image.rect().adjusted(8, 8, -8, -8));
    QImage framed(image.size(), image.format());
    framed.fill(Theme::light().window);
    QPainter(&framed).drawImage(8, 8, middle);
    QCOMPARE(image, framed);

    QSvgRenderer renderer(svg);
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.viewBox(), QRect(QPoint(), size));
    QImage drawn(size, QImage::Format_RGB32);
    QPainter painter(&drawn);
    renderer.render(&painter);
    painter.end();
    QVERIFY(hasColour(drawn, inBar, Theme::light().accent));
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const char *part : {"Shop · Visitors by day", "18 – 23 Oct 2026", "country is &lt;India&gt;",
                             "Launch &amp; &lt;press&gt;", "stroke-dasharray"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
}

void HistoryChartTest::savingSaysWhenItFails()
{
    const QTemporaryDir folder;
    m_chart->setData(fiveDays());
    QVERIFY(!m_chart->savePng(folder.filePath(QStringLiteral("absent/chart.png")), {}));
    QVERIFY(!m_chart->saveSvg(folder.filePath(QStringLiteral("absent/chart.svg")), {}));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void HistoryChartTest::theTimeBeforeTheFirstHitIsAGap()
{
    HistoryChartData data = comparedDays();
    data.firstHit = utc(2026, 10, 23, 12); // in the first day, which counts
    m_chart->setData(data);
    QVERIFY(!m_chart->valuePoint(0).isNull());
    QVERIFY(m_chart->comparedPoint(0).isNull());
    QVERIFY(m_chart->comparedPoint(4).isNull());
    QVERIFY(!m_chart->comparedPoint(5).isNull()); // the same day
    QCOMPARE(m_chart->toolTipLines(0).size(), 3);
    QVERIFY(m_chart->toolTipLines(0).at(2).endsWith(QStringLiteral(": before the first hit"))); // no change
    data.firstHit = utc(2026, 10, 25, 12);
    m_chart->setData(data);
    QVERIFY(m_chart->valuePoint(1).isNull());
    QCOMPARE(m_chart->toolTipLines(1).at(1), QStringLiteral("Before the first hit"));
    QVERIFY(!m_chart->valuePoint(2).isNull());
    QVERIFY(!hasColour(picture(*m_chart), {m_chart->slot(1).center().x(), m_chart->plotArea().bottom() - 2},
                       Theme::light().accent, 1));
}

/// It has done its work once somebody has zoomed in.
void HistoryChartTest::theHintLeavesOnceARangeWasDragged()
{
    m_chart->setData(fiveDays());
    QVERIFY(m_chart->isHintShown());
    drag(*m_chart, m_chart->slot(1).center(), m_chart->slot(2).center());
    QVERIFY(!m_chart->isHintShown());
    QCOMPARE(m_chart->crosshair(), -1); // its day is elsewhere now
}

QTEST_MAIN(HistoryChartTest)
#include "tst_historychart.moc"
