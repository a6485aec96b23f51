// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/zonename.h"

#include "core/types/zonelinks.h"
#include "tests/support/testprogram.h"

#include <QTest>
#include <QTimeZone>

class ZoneNameTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsZones_data();
    void findsZones();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void knowsEveryName();
};

void ZoneNameTest::findsZones_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("zone");
    const auto add = [](const char *name, const char *zone) {
        QTest::addRow("%s", name) << QString::fromLatin1(name) << QString::fromLatin1(zone);
    };
    add("Europe/Warsaw", "Europe/Warsaw");
    add(" Europe/Warsaw ", "Europe/Warsaw");
    add("europe/warsaw", "Europe/Warsaw");
    add("Asia/Calcutta", "Asia/Kolkata"); // links of the file "backward"
    add("US/Eastern", "America/New_York");
    add("us/eastern", "America/New_York");
    add("Europe/Kiev", "Europe/Kyiv");
    add("Japan", "Asia/Tokyo");
    add("GB", "Europe/London");
    add("Poland", "Europe/Warsaw");
    add("UTC", "UTC");
    add("Etc/UTC", "UTC");
    add("Zulu", "UTC");
    add("GMT", "Etc/GMT");
    add("Etc/GMT-2", "Etc/GMT-2");
    add("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires");
}

void ZoneNameTest::findsZones()
{
    QFETCH(QString, name);
    QFETCH(QString, zone);
    QCOMPARE(canonicalZone(name), zone);
    QCOMPARE(canonicalZone(zone), zone);
    QVERIFY(QTimeZone(zone.toUtf8()).isValid());
}

void ZoneNameTest::refusesWhatIsNone_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("advice");
    const auto add = [](const char *name, const char *advice) {
        QTest::addRow("%s", name) << QString::fromUtf8(name) << QString::fromLatin1(advice);
    };
    for (const char *offset : {"UTC+2", "utc+02:00", "GMT+2", "+2", "+02", "+0200", "+02:00"})
        add(offset, "Etc/GMT-2,");
    add("UTC-5", "Etc/GMT+5,");
    add("−5", "Etc/GMT+5,");
    add("+05:30", "is an offset");
    add("UTC+0", "is an offset");
    for (const char *name : {"", "CEST", "Mars/Base", "Europe/", "../UTC", "/Europe/Warsaw", "Europe/../UTC",
                             "EST5EDT,M3.2.0,M11.1.0", "CET-1CEST", "XYZ-2", "<+02>-2", "<A/B>-2", "Europe"})
        add(name, "is no time zone");
}

void ZoneNameTest::refusesWhatIsNone()
{
    QFETCH(QString, name);
    QFETCH(QString, advice);
    QCOMPARE(canonicalZone(name), QString());
    const Error error = badZone(name);
    QCOMPARE(error.code, QStringLiteral("bad_timezone"));
    QVERIFY2(error.message.contains(advice), qPrintable(error.message));
}

void ZoneNameTest::knowsEveryName()
{
    for (const QByteArray &zone : QTimeZone::availableTimeZoneIds()) {
        if (zone.startsWith("UTC"))
            continue; // Qt's own: offsets
        const QString name = canonicalZone(QString::fromLatin1(zone));
        QVERIFY2(!name.isEmpty(), zone.constData());
        QCOMPARE(canonicalZone(name), name);
    }
    for (const ZoneLink &link : kZoneLinks) {
        QVERIFY2(!canonicalZone(QString::fromLatin1(link.name)).isEmpty(), link.name);
        QVERIFY2(QTimeZone(link.target).isValid(), link.target);
    }
}

CLICKSCOPE_TEST(ZoneNameTest)
#include "tst_zonename.moc"
