// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/ratelimiter.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {
constexpr Micros kSecond = kMicrosPerSecond;
}

class RateLimiterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slidesItsWindow();
    void countsNoRefusals();
    void keepsClientsApart();
    void remembersTheLoudInACrowd();
    void letsEverythingPassWhenOff();
    void saysWhenToComeBack();
    void stopsAPeakWithinARollingMinute();
};

void RateLimiterTest::slidesItsWindow()
{
    RateLimiter limiter(3, kMicrosPerMinute);
    for (const Micros time : {0, 10, 20})
        QVERIFY(limiter.take("a", time * kSecond + 1));
    QVERIFY(!limiter.take("a", 59 * kSecond));
    QVERIFY(!limiter.take("a", 60 * kSecond)); // the first was at 1 µs
    QVERIFY(limiter.take("a", 60 * kSecond + 1));
    QVERIFY(!limiter.take("a", 60 * kSecond + 2));
    QVERIFY(limiter.take("a", 70 * kSecond + 1));
}

void RateLimiterTest::countsNoRefusals()
{
    RateLimiter limiter(1, kMicrosPerMinute);
    QVERIFY(limiter.take("a", 1));
    for (Micros time = 2; time < 60 * kSecond; time += kSecond)
        QVERIFY(!limiter.take("a", time));
    QVERIFY(limiter.take("a", 60 * kSecond + 1)); // however often it was turned away meanwhile
}

void RateLimiterTest::keepsClientsApart()
{
    RateLimiter limiter(1, kMicrosPerMinute);
    for (int i = 0; i < 50'000; ++i)
        QVERIFY(limiter.take(QByteArray::number(i), 1)); // more than it remembers: nobody suffers
}

void RateLimiterTest::remembersTheLoudInACrowd()
{
    RateLimiter limiter(2, kMicrosPerMinute);
    QVERIFY(limiter.take("loud", 1));
    QVERIFY(limiter.take("loud", 1));
    for (int i = 0; i < 200'000; ++i) {
        QVERIFY(limiter.take(QByteArray::number(i), 2));
        if (i % 10'000 == 0)
            QVERIFY(!limiter.take("loud", 2)); // a crowd does not free who keeps asking
    }
}

void RateLimiterTest::letsEverythingPassWhenOff()
{
    RateLimiter limiter(0, kMicrosPerMinute);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(limiter.take("a", 1));
}

void RateLimiterTest::saysWhenToComeBack()
{
    RateLimiter limiter(1, kMicrosPerMinute);
    QVERIFY(limiter.take("a", kSecond));
    QCOMPARE(limiter.retryAfter("a", kSecond), 60);
    QCOMPARE(limiter.retryAfter("a", 31 * kSecond), 30);
    QCOMPARE(limiter.retryAfter("a", 61 * kSecond - 1), 1);
    QCOMPARE(limiter.retryAfter("nobody", 0), 1);
}

void RateLimiterTest::stopsAPeakWithinARollingMinute()
{
    PeakMeter meter;
    const Micros start = 1000 * kMicrosPerMinute;
    QCOMPARE(meter.take(50, 60, start), 50);
    QCOMPARE(meter.take(50, 60, start + kSecond), 10);
    QCOMPARE(meter.take(1, 60, start + 59 * kSecond), 0);
    QCOMPARE(meter.take(60, 60, start + 60 * kSecond), 50); // the first second has left the minute
    QCOMPARE(meter.take(60, 60, start + 10 * kMicrosPerMinute), 60);
}

CLICKSCOPE_TEST(RateLimiterTest)
#include "tst_ratelimiter.moc"
