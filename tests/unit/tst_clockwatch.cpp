// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/clockwatch.h"
#include "tests/support/manualclock.h"
#include "tests/support/testprogram.h"

#include <QList>
#include <QTest>

namespace {

constexpr Micros kStart = 20'515 * kMicrosPerDay;

/// A watch over a clock that a test sets, and what it told.
struct Watched
{
    ManualClock clock {kStart};
    QList<ClockStep> steps;
    ClockWatch watch {clock, [this](const ClockStep &step) { steps.append(step); }};
};

} // namespace

class ClockWatchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsSteps_data();
    void tellsSteps();
    void takesTimeThatPassesForNoStep();
    void takesAClockThatIsPutRightSlowlyForNoStep();
    void noticesAStepAtTheNextHit();
    void goesOnInSleepAsTheClockDoes();
    void saysItInWords_data();
    void saysItInWords();
};

void ClockWatchTest::tellsSteps_data()
{
    QTest::addColumn<Micros>("by");
    QTest::addColumn<bool>("isStep");
    QTest::addRow("two seconds") << 2 * kMicrosPerSecond << false;
    QTest::addRow("a bit more") << 2 * kMicrosPerSecond + 1 << true;
    QTest::addRow("two seconds back") << -2 * kMicrosPerSecond << false;
    QTest::addRow("a bit more back") << -2 * kMicrosPerSecond - 1 << true;
    QTest::addRow("three days back") << -3 * kMicrosPerDay << true;
    QTest::addRow("from 1970 to now") << 20'000 * kMicrosPerDay << true;
}

void ClockWatchTest::tellsSteps()
{
    QFETCH(Micros, by);
    QFETCH(bool, isStep);
    Watched watched;
    watched.clock.advance(kMicrosPerHour);
    watched.clock.step(by);
    watched.watch.check();
    watched.watch.check(); // once
    QCOMPARE(watched.steps,
             isStep ? (QList<ClockStep> {{0, kStart + kMicrosPerHour + by, by}}) : QList<ClockStep> {});
}

void ClockWatchTest::takesTimeThatPassesForNoStep()
{
    Watched watched;
    for (const Micros span :
         {Micros(1), kMicrosPerSecond, kMicrosPerHour, 40 * kMicrosPerDay}) { // asleep, say
        watched.clock.advance(span);
        watched.watch.check();
        watched.watch.see(watched.clock.now());
    }
    QVERIFY(watched.steps.isEmpty());
}

void ClockWatchTest::takesAClockThatIsPutRightSlowlyForNoStep()
{
    Watched watched;
    for (int i = 0; i < 1000; ++i) { // chrony's fastest: a twelfth
        watched.clock.advance(5 * kMicrosPerSecond);
        watched.clock.step(-5 * kMicrosPerSecond / 12);
        watched.watch.check();
    }
    QVERIFY(watched.steps.isEmpty());
}

void ClockWatchTest::noticesAStepAtTheNextHit()
{
    Watched watched;
    for (const Micros by : {kMicrosPerHour, -kMicrosPerHour}) {
        watched.clock.step(by);
        watched.watch.see(watched.clock.now());
        QCOMPARE(watched.steps.size(), 1);
        QCOMPARE(watched.steps.takeFirst().by, by);
    }
}

void ClockWatchTest::goesOnInSleepAsTheClockDoes()
{
    // The real one: civil time and time that passed go together.
    const Clock &clock = SystemClock::instance();
    const Micros now = clock.now();
    const Micros elapsed = clock.elapsed();
    QVERIFY(elapsed > 0);
    while (clock.elapsed() - elapsed < 20 * kMicrosPerMilli) { }
    QVERIFY(clock.now() - now >= 10 * kMicrosPerMilli);
}

void ClockWatchTest::saysItInWords_data()
{
    QTest::addColumn<Micros>("by");
    QTest::addColumn<QString>("text");
    const auto row = [](Micros seconds, const char *text) {
        QTest::addRow("%lld s", seconds) << seconds * kMicrosPerSecond << QString::fromLatin1(text);
    };
    row(-3 * 86'400, "The clock was set back by 3 days.");
    row(86'400, "The clock was set forward by 1 day.");
    row(5400, "The clock was set forward by 1 hour 30 minutes.");
    row(-3, "The clock was set back by 3 seconds.");
    row(60, "The clock was set forward by 1 minute.");
    row(3661, "The clock was set forward by 1 hour 1 minute.");
    row(3601, "The clock was set forward by 1 hour.");
    row(3650 * 86'400, "The clock was set forward by 10 years.");
    row(56 * 365 * 86'400LL + 14 * 86'400, "The clock was set forward by 56 years 14 days.");
}

void ClockWatchTest::saysItInWords()
{
    QFETCH(Micros, by);
    QTEST(toText(ClockStep {0, 0, by}), "text");
}

CLICKSCOPE_TEST(ClockWatchTest)
#include "tst_clockwatch.moc"
