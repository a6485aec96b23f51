// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/traffic/trafficmodel.h"

#include "core/ingest/formats/nativeformat.h"
#include "tests/support/testprogram.h"

#include <QHash>
#include <QSet>
#include <QTest>

namespace {

// 2026-03-02, a Monday.
constexpr Micros kMonday = 1772409600LL * kMicrosPerSecond;

QList<SimulatedHit> simulated(quint64 seed, qint64 hits, Micros from = kMonday,
                              Micros to = kMonday + 7 * kMicrosPerDay, const TrafficOptions &options = {})
{
    TrafficModel model(seed, options);
    model.begin(from, to, hits);
    QList<SimulatedHit> list;
    SimulatedHit hit;
    while (model.next(&hit))
        list.append(hit);
    return list;
}

} // namespace

class TrafficModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsTheSameNumbersEverywhere();
    void repeatsItselfForTheSameSeed();
    void differsForAnotherSeed();
    void makesExactlyAsManyHitsAsAsked_data();
    void makesExactlyAsManyHitsAsAsked();
    void staysInOrderInsideTheRange();
    void keepsVisitorsStable();
    void cutsVisitsAtThirtyMinutes();
    void changesVisitorIdsAtMidnightBetweenVisits();
    void hasNightsAndWeekends();
    void mixesKindsPlacesAndSources();
    void knowsWhereVisitorsAre();
    void makesTheAskedShareOfBots();
    void derivesVisitIdsByTheFormula();
    void writesHitsThatTheCollectorAccepts();
};

void TrafficModelTest::drawsTheSameNumbersEverywhere()
{
    // SplitMix64 from seed 0, as published with the algorithm.
    RandomStream random(0);
    QCOMPARE(random.next(), Q_UINT64_C(0xe220a8397b1dcdaf));
    QCOMPARE(random.next(), Q_UINT64_C(0x6e789e6aa1b965f4));
    QCOMPARE(random.next(), Q_UINT64_C(0x06c45d188009454f));
}

void TrafficModelTest::repeatsItselfForTheSameSeed()
{
    const auto first = simulated(7, 2000);
    const auto second = simulated(7, 2000);
    QCOMPARE(first.size(), second.size());
    for (qsizetype i = 0; i < first.size(); ++i) {
        QVERIFY(first[i].hit == second[i].hit);
        QCOMPARE(first[i].address, second[i].address);
    }
}

void TrafficModelTest::differsForAnotherSeed()
{
    QVERIFY(!(simulated(7, 10).first().hit == simulated(8, 10).first().hit));
}

void TrafficModelTest::makesExactlyAsManyHitsAsAsked_data()
{
    QTest::addColumn<qint64>("hits");
    QTest::addColumn<Micros>("span");
    QTest::addRow("none") << qint64(0) << kMicrosPerDay;
    QTest::addRow("one") << qint64(1) << kMicrosPerDay;
    QTest::addRow("few over a year") << qint64(100) << 365 * kMicrosPerDay;
    QTest::addRow("many in a second") << qint64(20000) << kMicrosPerSecond;
    QTest::addRow("more than there are microseconds") << qint64(100) << Micros(10);
    QTest::addRow("no time at all") << qint64(10) << Micros(0);
}

void TrafficModelTest::makesExactlyAsManyHitsAsAsked()
{
    QFETCH(qint64, hits);
    QFETCH(Micros, span);
    const auto list = simulated(1, hits, kMonday, kMonday + span);
    QCOMPARE(list.size(), hits);
    for (const SimulatedHit &hit : list)
        QVERIFY(hit.hit.eventAt >= kMonday && hit.hit.eventAt < kMonday + std::max<Micros>(span, 1));
}

void TrafficModelTest::staysInOrderInsideTheRange()
{
    Micros previous = kMonday;
    for (const SimulatedHit &hit : simulated(3, 20000)) {
        QVERIFY(hit.hit.eventAt >= previous);
        QVERIFY(hit.hit.eventAt < kMonday + 7 * kMicrosPerDay);
        QCOMPARE(hit.hit.receivedAt, hit.hit.eventAt);
        previous = hit.hit.eventAt;
    }
}

void TrafficModelTest::keepsVisitorsStable()
{
    QHash<quint64, Hit> seen;
    for (const SimulatedHit &simulatedHit : simulated(4, 20000)) {
        const Hit &hit = simulatedHit.hit;
        QVERIFY(hit.visitor != 0);
        const auto known = seen.constFind(hit.visitor);
        if (known == seen.cend()) {
            seen.insert(hit.visitor, hit);
            continue;
        }
        QCOMPARE(hit.agent, known->agent);
        QVERIFY(hit.place == known->place);
        QCOMPARE(hit.language, known->language);
        QCOMPARE(hit.screen, known->screen);
    }
}

void TrafficModelTest::cutsVisitsAtThirtyMinutes()
{
    QHash<quint64, Hit> latest; // by visitor
    qsizetype visits = 0;
    for (const SimulatedHit &simulatedHit : simulated(5, 20000)) {
        const Hit &hit = simulatedHit.hit;
        const auto before = latest.constFind(hit.visitor);
        const bool continues = before != latest.cend()
            && hit.eventAt - before->eventAt < 30 * kMicrosPerMinute;
        if (before != latest.cend())
            QCOMPARE(hit.visit == before->visit, continues);
        visits += continues ? 0 : 1;
        latest.insert(hit.visitor, hit);
    }
    // Means of 1–12 hits per visit leave room for overlap, not for single hits only.
    QVERIFY(visits > 20000 / 6);
    QVERIFY(visits < 20000 / 2);
}

void TrafficModelTest::changesVisitorIdsAtMidnightBetweenVisits()
{
    TrafficOptions one;
    one.visitors = 1;
    QSet<quint64> firstDay, secondDay;
    for (const SimulatedHit &hit : simulated(6, 400, kMonday, kMonday + 2 * kMicrosPerDay, one))
        (utcDay(hit.hit.eventAt) == utcDay(kMonday) ? firstDay : secondDay).insert(hit.hit.visitor);
    QCOMPARE(firstDay.size(), 1);
    QVERIFY(secondDay.size() >= 1 && secondDay.size() <= 2); // the carried-over id, and its own
    QVERIFY(secondDay != firstDay);
}

void TrafficModelTest::hasNightsAndWeekends()
{
    qint64 afternoon = 0, night = 0, monday = 0, saturday = 0;
    for (const SimulatedHit &hit : simulated(9, 40000)) {
        const Micros offset = hit.hit.eventAt - kMonday;
        const Micros hour = offset % kMicrosPerDay / kMicrosPerHour;
        const Micros day = offset / kMicrosPerDay;
        afternoon += hour == 14;
        night += hour == 3;
        monday += day == 0;
        saturday += day == 5;
    }
    QVERIFY2(afternoon > 2 * night, qPrintable(QStringLiteral("%1 against %2").arg(afternoon).arg(night)));
    QVERIFY2(monday > saturday * 5 / 4,
             qPrintable(QStringLiteral("%1 against %2").arg(monday).arg(saturday)));
}

void TrafficModelTest::mixesKindsPlacesAndSources()
{
    QSet<QString> countries, browsers, channels, pages, campaigns, links;
    QHash<HitKind, int> kinds;
    for (const SimulatedHit &simulatedHit : simulated(10, 30000)) {
        const Hit &hit = simulatedHit.hit;
        ++kinds[hit.kind];
        countries.insert(hit.place.country);
        channels.insert(hit.channel);
        pages.insert(hit.path());
        campaigns.insert(hit.campaign.source);
        if (!hit.bot.isBot)
            browsers.insert(hit.client.browser);
        if (hit.kind == HitKind::Click)
            links.insert(hit.link);
        QVERIFY(hit.kind != HitKind::Event || !hit.event.isEmpty());
        QCOMPARE(hit.kind == HitKind::Click, !hit.link.isEmpty());
    }
    QVERIFY(countries.size() >= 40);
    QVERIFY(browsers.size() >= 8);
    QVERIFY(channels.size() >= 6);
    QVERIFY(pages.size() >= 150);
    QVERIFY(campaigns.contains(QStringLiteral("newsletter")));
    QCOMPARE(links.size(), 4);
    QVERIFY(kinds[HitKind::Pageview] > 15000);
    for (const HitKind kind :
         {HitKind::Event, HitKind::Outbound, HitKind::Download, HitKind::Click, HitKind::Engagement})
        QVERIFY(kinds[kind] > 50);
}

void TrafficModelTest::knowsWhereVisitorsAre()
{
    QHash<QString, GeoPosition> positions;
    int local = 0, named = 0;
    const auto list = simulated(13, 30000);
    for (const SimulatedHit &simulatedHit : list) {
        const Hit &hit = simulatedHit.hit;
        QCOMPARE(hit.place.position.has_value(), !hit.place.city.isEmpty());
        QCOMPARE(hit.isLocalNetwork(), hit.place.country.isEmpty());
        if (hit.isLocalNetwork()) {
            QVERIFY(hit.network == NetworkClass::Private);
            QVERIFY(simulatedHit.addressText().startsWith("192.168.")
                    || simulatedHit.addressText().startsWith("172.16."));
            ++local;
            named += hit.place.city == QLatin1StringView("Hall B");
        }
        if (!hit.place.position)
            continue;
        const auto known = positions.constFind(hit.place.city);
        QVERIFY(known == positions.cend() || *known == *hit.place.position);
        positions.insert(hit.place.city, *hit.place.position);
    }
    QCOMPARE(positions.value(QStringLiteral("Sydney")), (GeoPosition {-3387, 15121}));
    QCOMPARE(positions.value(QStringLiteral("Los Angeles")), (GeoPosition {3405, -11824}));
    const QByteArray counted = QByteArray::number(local) + " local, " + QByteArray::number(named) + " named";
    QVERIFY2(local > list.size() / 50 && local < list.size() / 25, counted.constData());
    QVERIFY2(named > local / 4 && named < local * 3 / 4, counted.constData());
}

void TrafficModelTest::makesTheAskedShareOfBots()
{
    TrafficOptions options;
    options.botShare = 0;
    for (const SimulatedHit &hit : simulated(11, 3000, kMonday, kMonday + kMicrosPerDay, options))
        QVERIFY(!hit.hit.bot.isBot);
    options.botShare = 0.25;
    int bots = 0;
    for (const SimulatedHit &hit : simulated(11, 20000, kMonday, kMonday + kMicrosPerDay, options)) {
        bots += hit.hit.bot.isBot;
        QCOMPARE(hit.hit.bot.isBot, !hit.hit.bot.reason.isEmpty());
    }
    QVERIFY2(bots > 4000 && bots < 6000, qPrintable(QString::number(bots)));
}

void TrafficModelTest::derivesVisitIdsByTheFormula()
{
    // The example of privacy.md#the-visitor-id.
    QCOMPARE(simulatedVisitId(0x0123456789abcdefULL, QStringLiteral("site_abc1234567"),
                              QStringLiteral("https://example.com/"),
                              Q_INT64_C(1705276800000) * kMicrosPerMilli),
             Q_UINT64_C(0xf8a26f8ae5f7d6ea));
}

void TrafficModelTest::writesHitsThatTheCollectorAccepts()
{
    for (const SimulatedHit &simulatedHit : simulated(12, 3000)) {
        HttpRequest request;
        request.body = simulatedHit.toJson();
        const ParsedHits parsed = NativeFormat().parse(request);
        if (const auto *error = std::get_if<WireError>(&parsed))
            QFAIL(qPrintable(error->message + QString::fromUtf8(request.body)));
        const RawHit raw = std::get<QList<RawHit>>(parsed).first();
        QCOMPARE(raw.url, simulatedHit.hit.url);
        QCOMPARE(raw.title, simulatedHit.hit.title);
        QCOMPARE(raw.kind == HitKind::Click ? raw.event : QString(), simulatedHit.hit.link);
        QCOMPARE(raw.props, simulatedHit.hit.props);
    }
}

CLICKSCOPE_TEST(TrafficModelTest)
#include "tst_trafficmodel.moc"
