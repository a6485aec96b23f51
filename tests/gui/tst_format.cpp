// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/format.h"
#include "ui/text/hittext.h"
#include "ui/text/placename.h"

#include <QLocale>
#include <QTest>

class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void spansReadShort_data();
    void spansReadShort();
    void stepsOfTheClockReadAsWords();
    void placesNameWhatIsKnown_data();
    void placesNameWhatIsKnown();
    void devicesNameWhatIsKnown();
    void pagesFollowTheKind_data();
    void pagesFollowTheKind();
    void flagsComeFromLettersOnly();
    void timesFollowTheZone_data();
    void timesFollowTheZone();
    void reasonsReadAsWords();
};

void FormatTest::spansReadShort_data()
{
    QTest::addColumn<Micros>("span");
    QTest::addColumn<QString>("text");
    QTest::addRow("part of a millisecond") << Micros(600) << QStringLiteral("0.6 ms");
    QTest::addRow("milliseconds") << Micros(11'200) << QStringLiteral("11 ms");
    QTest::addRow("seconds") << Micros(2'400'000) << QStringLiteral("2.4 s");
    QTest::addRow("many seconds") << 59 * kMicrosPerSecond << QStringLiteral("59 s");
    QTest::addRow("minutes") << 3 * kMicrosPerMinute << QStringLiteral("3 min");
    QTest::addRow("hours") << 47 * kMicrosPerHour << QStringLiteral("47 h");
    QTest::addRow("days") << 5 * kMicrosPerDay << QStringLiteral("5 d");
    QTest::addRow("a clock that was set back") << Micros(-5) << QStringLiteral("0.0 ms");
}

void FormatTest::spansReadShort()
{
    QFETCH(const Micros, span);
    QTEST(Format::duration(span), "text");
}

void FormatTest::stepsOfTheClockReadAsWords()
{
    QCOMPARE(Format::clockStep(-3 * kMicrosPerDay), QStringLiteral("The clock was set back by 3 days"));
    QCOMPARE(Format::clockStep(90 * kMicrosPerMinute),
             QStringLiteral("The clock was set forward by 1 hour 30 minutes"));
    QCOMPARE(Format::age(-2 * kMicrosPerHour), QStringLiteral("2 h ahead of the clock"));
    QCOMPARE(Format::age(-kMicrosPerSecond), QStringLiteral("just now"));
}

void FormatTest::placesNameWhatIsKnown_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("city");
    QTest::addColumn<bool>("local");
    QTest::addColumn<QString>("text");
    QTest::addRow("city") << QStringLiteral("IN") << QStringLiteral("Mumbai") << false
                          << QStringLiteral("Mumbai, India");
    QTest::addRow("country") << QStringLiteral("DE") << QString() << false << QStringLiteral("Germany");
    QTest::addRow("local") << QString() << QString() << true << QStringLiteral("Local network");
    QTest::addRow("nothing") << QString() << QString() << false << QStringLiteral("Unknown");
    QTest::addRow("odd code") << QStringLiteral("QQ") << QString() << false << QStringLiteral("QQ");
}

void FormatTest::placesNameWhatIsKnown()
{
    QFETCH(const QString, country);
    QFETCH(const QString, city);
    QFETCH(const bool, local);
    Hit hit;
    hit.place = {country, {}, city};
    hit.network = local ? NetworkClass::Private : NetworkClass::Public;
    QTEST(PlaceName::location(hit), "text");
}

void FormatTest::devicesNameWhatIsKnown()
{
    QCOMPARE(HitText::device({QStringLiteral("Mobile"), QStringLiteral("iOS"), {}, {}, {}}),
             QStringLiteral("Mobile — iOS"));
    QCOMPARE(HitText::device({{}, QStringLiteral("Linux"), {}, {}, {}}), QStringLiteral("Linux"));
    QCOMPARE(HitText::device({QStringLiteral("Tablet"), {}, {}, {}, {}}), QStringLiteral("Tablet"));
    QCOMPARE(HitText::device({}), QStringLiteral("Unknown"));
}

void FormatTest::pagesFollowTheKind_data()
{
    QTest::addColumn<HitKind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addRow("pageview") << HitKind::Pageview << QStringLiteral("/a/b");
    QTest::addRow("event") << HitKind::Event << QStringLiteral("signup");
    QTest::addRow("click") << HitKind::Click << QStringLiteral("/stage");
    QTest::addRow("outbound") << HitKind::Outbound << QStringLiteral("x.example/to");
    QTest::addRow("download") << HitKind::Download << QStringLiteral("/to");
}

void FormatTest::pagesFollowTheKind()
{
    QFETCH(const HitKind, kind);
    Hit hit;
    hit.kind = kind;
    hit.url = QStringLiteral("https://www.shop.example/a/b?q=1#x");
    hit.event = QStringLiteral("signup");
    hit.link = QStringLiteral("stage");
    hit.props = QStringLiteral("{\"url\":\"https://x.example/to?tab=2\"}");
    QTEST(HitText::page(hit), "text");
}

void FormatTest::flagsComeFromLettersOnly()
{
    QCOMPARE(PlaceName::flag(QStringLiteral("in")).toUcs4(), (QList<uint> {0x1F1EE, 0x1F1F3}));
    QVERIFY(PlaceName::flag(QStringLiteral("I1")).isEmpty());
    QVERIFY(PlaceName::flag(QString()).isEmpty());
    QVERIFY(PlaceName::flag(QStringLiteral("local")).isEmpty());
}

void FormatTest::timesFollowTheZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("text");
    QTest::addRow("UTC") << QByteArray("UTC") << QStringLiteral("10:45:23");
    QTest::addRow("+05:45") << QByteArray("Asia/Kathmandu") << QStringLiteral("16:30:23");
    QTest::addRow("-09:30") << QByteArray("Pacific/Marquesas") << QStringLiteral("01:15:23");
    QTest::addRow("+14") << QByteArray("Pacific/Kiritimati") << QStringLiteral("00:45:23");
    QTest::addRow("no zone at all") << QByteArray("Mars/Olympus") << QStringLiteral("10:45:23");
}

void FormatTest::timesFollowTheZone()
{
    QFETCH(const QByteArray, zone);
    constexpr Micros kInstant = 1'772'534'723 * kMicrosPerSecond; // 2026-03-03T10:45:23Z
    const ZoneClock clock {QTimeZone(zone)};
    QTEST(clock.text(kInstant, kInstant), "text");
    QCOMPARE(ZoneClock().text(kInstant - kMicrosPerDay, kInstant), QStringLiteral("Mar 2 10:45"));
}

void FormatTest::reasonsReadAsWords()
{
    QCOMPARE(HitText::reason(QStringLiteral("unknown_site")), QStringLiteral("Unknown site"));
    QCOMPARE(HitText::reason(QStringLiteral("url_too_long")), QStringLiteral("URL too long"));
    QCOMPARE(HitText::reason(QStringLiteral("ip_ignored")),
             QStringLiteral("Ip ignored")); // of another version
}

QTEST_MAIN(FormatTest)
#include "tst_format.moc"
