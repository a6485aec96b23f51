// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativepixelformat.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

HttpRequest get(const QByteArray &query, const QByteArray &referer = {})
{
    HttpRequest request;
    request.path = "/pixel.gif";
    request.query = query;
    request.referer = referer;
    return request;
}

} // namespace

class NativePixelFormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheQuery();
    void takesTheLastOfEqualNames();
    void fallsBackToTheRefererHeader();
    void cutsAndSkipsInsteadOfRefusing();
    void refusesUnusableHits_data();
    void refusesUnusableHits();
    void answersEverythingWithTheGif();
};

void NativePixelFormatTest::readsTheQuery()
{
    const auto parsed = NativePixelFormat().parse(get(
        QByteArray(
            "site=demo&url=https%3A%2F%2Fe.com%2Fp%3Fa%3D1%26b%3D2&referrer=https%3A%2F%2Fg.com%2F&title=Caf%C3%A9+bar"
            "&kind=event&name=sign+up&value=2.5&props=%7B%22plan%22%3A%22pro%22%7D&screen=800x600&language=pl&identity=u1&id=x-1&hash=1")
            + QByteArray("&a=1").repeated(100),
        "https://ignored.example/"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const RawHit hit = std::get<QList<RawHit>>(parsed).first();
    QCOMPARE(hit.siteKey, QStringLiteral("demo"));
    QCOMPARE(hit.url, QStringLiteral("https://e.com/p?a=1&b=2"));
    QCOMPARE(hit.referrer, QStringLiteral("https://g.com/"));
    QCOMPARE(hit.title, QStringLiteral("Café bar"));
    QCOMPARE(QString(toString(hit.kind)), QStringLiteral("event"));
    QCOMPARE(hit.event, QStringLiteral("sign up"));
    QCOMPARE(hit.value, 2.5);
    QCOMPARE(hit.props, QStringLiteral(R"({"plan":"pro"})"));
    QCOMPARE(hit.screen, QStringLiteral("800x600"));
    QCOMPARE(hit.language, QStringLiteral("pl"));
    QCOMPARE(hit.identity, QStringLiteral("u1"));
    QVERIFY(hit.fragmentNamesPage);
    QCOMPARE(hit.id, QStringLiteral("x-1"));
    QVERIFY(hit.remarks.isEmpty());
}

void NativePixelFormatTest::takesTheLastOfEqualNames()
{
    const auto parsed =
        NativePixelFormat().parse(get("site=a&site=demo&url=/a&url=/b%2Bc&title=a+b&title=c%20d+e&=x&&name"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const RawHit hit = std::get<QList<RawHit>>(parsed).first();
    QCOMPARE(hit.siteKey, QStringLiteral("demo"));
    QCOMPARE(hit.url, QStringLiteral("/b+c"));
    QCOMPARE(hit.title, QStringLiteral("c d e"));
}

void NativePixelFormatTest::fallsBackToTheRefererHeader()
{
    const auto parsed = NativePixelFormat().parse(get("site=demo", "https://e.com/page"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const RawHit hit = std::get<QList<RawHit>>(parsed).first();
    QCOMPARE(hit.url, QStringLiteral("https://e.com/page"));
    QCOMPARE(QString(toString(hit.kind)), QStringLiteral("pageview"));
}

void NativePixelFormatTest::cutsAndSkipsInsteadOfRefusing()
{
    const auto parsed = NativePixelFormat().parse(
        get("site=demo&url=/" + QByteArray(3000, 'a') + "&title=" + QByteArray(600, 't')
            + "&identity=" + QByteArray(65, 'i') + "&value=x&props=%5B1%5D&screen=wide"));
    QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    const RawHit hit = std::get<QList<RawHit>>(parsed).first();
    QCOMPARE(hit.url.size(), 2048);
    QCOMPARE(hit.remarks.size(), 6);
    QCOMPARE(hit.title.size(), 500);
    QVERIFY(hit.identity.isEmpty());
    QVERIFY(!hit.value);
    QVERIFY(hit.props.isEmpty());
    QVERIFY(hit.screen.isEmpty());
}

void NativePixelFormatTest::refusesUnusableHits_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addRow("nothing") << QByteArray();
    QTest::addRow("no site") << QByteArray("url=/");
    QTest::addRow("no URL and no Referer") << QByteArray("site=demo");
    QTest::addRow("unknown kind") << QByteArray("site=demo&url=/&kind=wat");
    QTest::addRow("event without a name") << QByteArray("site=demo&url=/&kind=event");
}

void NativePixelFormatTest::refusesUnusableHits()
{
    QFETCH(QByteArray, query);
    const auto parsed = NativePixelFormat().parse(get(query));
    QVERIFY(std::holds_alternative<WireError>(parsed));
    QCOMPARE(std::get<WireError>(parsed).status, 400);
}

void NativePixelFormatTest::answersEverythingWithTheGif()
{
    const NativePixelFormat format;
    const QByteArray gif = QByteArray::fromHex(
        "47 49 46 38 39 61 01 00 01 00 80 00 00 00 00 00 FF FF FF 21 F9 04 01 00 00 00 00"
        "2C 00 00 00 00 01 00 01 00 00 02 02 44 01 00 3B");
    QCOMPARE(gif.size(), 43);
    const QList<HttpReply> replies {
        format.accepted(get({}), {}),
        format.failed(format.unknownSite(QStringLiteral("x"), -1)),
        format.failed(format.rateLimited(3)),
        format.failed(format.overloaded(1)),
        format.failed(std::get<WireError>(format.parse(get({})))),
    };
    const QList<int> statuses {200, 404, 429, 503, 400};
    for (qsizetype i = 0; i < replies.size(); ++i) {
        const HttpReply &reply = replies[i];
        QCOMPARE(reply.status, statuses[i]);
        QCOMPARE(reply.body, gif);
        QCOMPARE(reply.contentType, QByteArray("image/gif"));
        QVERIFY(reply.headers.contains(
            {QByteArray("Cache-Control"), QByteArray("no-store, no-cache, must-revalidate")}));
        QVERIFY(reply.headers.contains({QByteArray("Pragma"), QByteArray("no-cache")}));
        QVERIFY(
            reply.headers.contains({QByteArray("Cross-Origin-Resource-Policy"), QByteArray("cross-origin")}));
    }
}

CLICKSCOPE_TEST(NativePixelFormatTest)
#include "tst_nativepixelformat.moc"
