// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativeformat.h"
#include "core/ingest/formats/sparklyticsformat.h"
#include "core/ingest/formats/tsanalyticsformat.h"
#include "core/visitor/referrer/campaign.h"

#include <QTest>

// How long reading a request takes. The collector has about 25 µs for everything that a request costs.

class ParseBench final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void extractsTheCampaign();
};

void ParseBench::parses_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("body");
    const QByteArray page =
        R"({"site":"demo","kind":"pageview","url":"https://shop.example/products/oscilloscope?utm_source=newsletter",)"
        R"("referrer":"https://news.ycombinator.com/","title":"Oscilloscope","screen":"1920x1080","language":"en-US"})";
    const QByteArray event =
        R"({"site":"demo","kind":"event","url":"https://shop.example/signup","name":"signup","value":9.5,)"
        R"("props":{"plan":"pro","seats":3,"trial":true}})";
    QTest::addRow("native pageview") << 0 << page;
    QTest::addRow("native event with properties") << 0 << event;
    QTest::addRow("native batch of 10")
        << 0 << QByteArray("[" + QByteArray(page + ",").repeated(9) + event + "]");
    QTest::addRow("sparklytics pageview")
        << 1
        << QByteArray(
               R"({"website_id":"site_x","type":"pageview","url":"https://e.com/p?utm_source=a",)"
               R"("referrer":"https://news.ycombinator.com/item?id=1","language":"en-US","screen":"1920x1080"})");
    QTest::addRow("ts-analytics event")
        << 2
        << QByteArray(
               R"({"s":"site-1","sid":"k3j","e":"event","u":"https://e.com/c","p":{"name":"purchase","value":99.99}})");
}

void ParseBench::parses()
{
    QFETCH(int, format);
    HttpRequest request;
    request.contentType = "application/json";
    QFETCH(QByteArray, body);
    request.body = body;
    const NativeFormat native;
    const SparklyticsFormat sparklytics;
    const TsAnalyticsFormat ts;
    const std::array<const WireFormat *, 3> formats {&native, &sparklytics, &ts};
    const WireFormat &chosen = *formats.at(static_cast<std::size_t>(format));
    QVERIFY(std::holds_alternative<QList<RawHit>>(chosen.parse(request)));
    QBENCHMARK
    {
        const ParsedHits parsed = chosen.parse(request);
        Q_UNUSED(parsed)
    }
}

void ParseBench::extractsTheCampaign()
{
    const QString url =
        QStringLiteral("https://shop.example/p?id=17&utm_source=newsletter&utm_campaign=spring%20launch");
    QBENCHMARK
    {
        const Campaign campaign = campaignFromUrl(url);
        Q_UNUSED(campaign)
    }
}

QTEST_APPLESS_MAIN(ParseBench)
#include "bench_parse.moc"
