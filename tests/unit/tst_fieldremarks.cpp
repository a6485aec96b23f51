// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/formats/nativeformat.h"
#include "core/ingest/formats/nativepixelformat.h"
#include "core/ingest/formats/sparklyticsformat.h"
#include "core/ingest/formats/tsanalyticsformat.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <memory>

namespace {

enum class Wire { Native, Pixel, Sparklytics, TsAnalytics };

std::unique_ptr<WireFormat> formatOf(Wire wire)
{
    switch (wire) {
    case Wire::Native: return std::make_unique<NativeFormat>();
    case Wire::Pixel: return std::make_unique<NativePixelFormat>();
    case Wire::Sparklytics: return std::make_unique<SparklyticsFormat>();
    case Wire::TsAnalytics: return std::make_unique<TsAnalyticsFormat>();
    }
    return nullptr;
}

/// A hit with one more member, of JSON or of the pixel's query.
HttpRequest requestOf(Wire wire, const QByteArray &member)
{
    HttpRequest request;
    request.contentType = "application/json";
    switch (wire) {
    case Wire::Native: request.body = R"({"site":"s","url":"/",)" + member + '}'; break;
    case Wire::Pixel: request.query = "site=s&url=/&" + member; break;
    case Wire::Sparklytics:
        request.body = R"({"website_id":"s","type":"pageview","url":"/",)" + member + '}';
        break;
    case Wire::TsAnalytics:
        request.body = R"({"s":"s","e":"error","u":"https://e.com/",)" + member + '}';
        break;
    }
    return request;
}

} // namespace

Q_DECLARE_METATYPE(Wire)

/// An optional field of any format never refuses a hit, and what was done to it is said.
class FieldRemarksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatWasChanged_data();
    void saysWhatWasChanged();
    void takesNoOffenceAtWrongTypes_data();
    void takesNoOffenceAtWrongTypes();
    void leavesAnEmptyKindOut();
};

void FieldRemarksTest::saysWhatWasChanged_data()
{
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("remarks");
    const auto add = [](Wire wire, const QByteArray &member, const char *remarks) {
        QTest::addRow("%d %s", static_cast<int>(wire), member.left(60).constData())
            << wire << member << QByteArray(remarks);
    };
    const QByteArray longName = QByteArray(256, 'a');
    const char *const kLanguageCut = "language: without what is no part of a language's name";
    const char *const kNoLanguage = "language: left out: not a language";
    const char *const kNoReferrer = "referrer: left out: not a URL";
    const char *const kBadId = "id: left out: not 1 to 64 printable ASCII characters";
    add(Wire::Native, R"("language":"en-US")", "");
    add(Wire::Native, R"("language":"zh-Hant-TW","referrer":"https://e.com/","props":{"a":1},"id":"x")", "");
    add(Wire::Native, R"("language":null,"referrer":"","title":"","screen":"","identity":"")", "");
    add(Wire::Native, R"("language":"en-US@posix")", kLanguageCut);
    add(Wire::Native, R"("language":"en.UTF-8")", kLanguageCut);
    add(Wire::Native, R"("language":"xx-\u0000bad")", "language: without its null characters");
    add(Wire::Native, R"("language":"de,en")", "language: the first of a list");
    add(Wire::Native, R"("language":"POSIX")", kNoLanguage);
    add(Wire::Native, R"("language":"1-2")", kNoLanguage);
    const char *const kNoPage = "url: left out: not the address of a page";
    add(Wire::Native, R"("kind":"event","name":"n","url":"about:srcdoc")", kNoPage);
    add(Wire::Native, R"("kind":"event","name":"n","url":" DATA:text/html,x")", kNoPage);
    add(Wire::Pixel, "kind=pixel&url=javascript%3A1", kNoPage);
    add(Wire::Native, R"("referrer":"newsletter")", kNoReferrer);
    add(Wire::Native, R"("referrer":"https-like text")", kNoReferrer);
    add(Wire::Native, R"("referrer":"/a")", kNoReferrer);
    add(Wire::Native, R"("referrer":"javascript://e.com/%0aalert")", kNoReferrer);
    add(Wire::Native, R"("referrer":"data:text/html,https://e.com")", kNoReferrer);
    add(Wire::Native, R"("referrer":"about:blank")", kNoReferrer);
    add(Wire::Native, R"("props":{"a":[1]})", "props: values inside values kept as their JSON text");
    add(Wire::Native, R"("id":"")", kBadId);
    add(Wire::Native, R"("title":["a"])", "title: left out: not a text");
    add(Wire::Native, R"("value":true)", "value: left out: not a number");
    add(Wire::Native, R"("screen":"wide")", "screen: left out: not of the form 1920x1080");
    add(Wire::Pixel, "language=en-US&id=1&props=%7B%22a%22:1%7D", "");
    add(Wire::Pixel, "language=en-US%40posix", kLanguageCut);
    add(Wire::Pixel, "language=xx-%00bad", "language: without its null characters");
    add(Wire::Pixel, "language=%2A", kNoLanguage);
    add(Wire::Pixel, "referrer=newsletter", kNoReferrer);
    add(Wire::Pixel, "props=%7B%22a%22:%7B%7D%7D", "props: values inside values kept as their JSON text");
    add(Wire::Pixel, "id=", kBadId);
    add(Wire::Pixel, "value=", "value: left out: not a number");
    add(Wire::Sparklytics, R"("language":"de","screen_width":1,"screen_height":2,"utm_source":"a")", "");
    add(Wire::Sparklytics, R"("language":"en-US@posix")", kLanguageCut);
    add(Wire::Sparklytics, R"("referrer":"newsletter")", kNoReferrer);
    add(Wire::Sparklytics, R"("event_data":{"a":{}})",
        "event_data: values inside values kept as their JSON text");
    for (const char *field : {"utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"})
        add(Wire::Sparklytics, QByteArray("\"") + field + "\":\"" + longName + '"',
            QByteArray(field).append(": cut at 255 characters").constData());
    add(Wire::Sparklytics, R"("screen_width":5)", "screen_width: left out: not of the form 1920x1080");
    add(Wire::Sparklytics, R"("event_name":")" + longName + '"', "name: cut at 255 characters");
    add(Wire::TsAnalytics, R"("sw":1,"sh":2,"r":"","t":"a","ec":"b","p":{"message":"m"})", "");
    add(Wire::TsAnalytics, R"("r":"newsletter")", kNoReferrer);
    add(Wire::TsAnalytics, R"("p":{"a":{}})", "p: values inside values kept as their JSON text");
    add(Wire::TsAnalytics, R"("p":{"message":")" + QByteArray(9000, 'm').left(6000) + "\"}",
        "p: long texts of an error cut");
    add(Wire::TsAnalytics, R"("sw":1)", "sw: left out: not of the form 1920x1080");
    add(Wire::TsAnalytics, R"("sw":0,"sh":9)", "sw: left out: not of the form 1920x1080");
    add(Wire::TsAnalytics, R"("ec":")" + longName + '"', "ec: cut at 255 characters");
    add(Wire::TsAnalytics, R"("br":")" + longName + '"', "br: cut at 255 characters");
    add(Wire::TsAnalytics, R"("ev":"1")", "ev: left out: not a number");
}

void FieldRemarksTest::saysWhatWasChanged()
{
    QFETCH(Wire, wire);
    QFETCH(QByteArray, member);
    const ParsedHits parsed = formatOf(wire)->parse(requestOf(wire, member));
    if (const auto *error = std::get_if<WireError>(&parsed))
        QFAIL(qPrintable(error->message));
    QByteArrayList said;
    const auto &remarks = std::get<QList<RawHit>>(parsed).constFirst().remarks;
    for (const FieldRemark &remark : remarks)
        said.append(QByteArray(remark.field.data(), remark.field.size()) + ": "
                    + QByteArray(remark.what.data(), remark.what.size()));
    QTEST(said.join("; "), "remarks");
}

void FieldRemarksTest::takesNoOffenceAtWrongTypes_data()
{
    struct Optional
    {
        Wire wire;
        const char *field;
        const char *takes; ///< first letters of the types that it takes
    };
    // Everything that the manual calls optional, of every format that sends types.
    static const Optional kOptional[] = {
        {Wire::Native, "referrer", "s"},
        {Wire::Native, "title", "sn"},
        {Wire::Native, "name", "sn"},
        {Wire::Native, "value", "n"},
        {Wire::Native, "props", "o"},
        {Wire::Native, "screen", "s"},
        {Wire::Native, "language", "s"},
        {Wire::Native, "identity", "sn"},
        {Wire::Native, "id", "sn"},
        {Wire::Native, "anything", "snbao"},
        {Wire::Sparklytics, "referrer", "s"},
        {Wire::Sparklytics, "language", "s"},
        {Wire::Sparklytics, "event_name", "s"},
        {Wire::Sparklytics, "utm_source", "s"},
        {Wire::Sparklytics, "utm_medium", "s"},
        {Wire::Sparklytics, "utm_campaign", "s"},
        {Wire::Sparklytics, "utm_term", "s"},
        {Wire::Sparklytics, "utm_content", "s"},
        {Wire::Sparklytics, "screen", "s"},
        {Wire::Sparklytics, "screen_width", "n"},
        {Wire::Sparklytics, "screen_height", "n"},
        {Wire::Sparklytics, "event_data", "snbao"},
        {Wire::Sparklytics, "visitor_id", "s"},
        {Wire::TsAnalytics, "r", "s"},
        {Wire::TsAnalytics, "t", "s"},
        {Wire::TsAnalytics, "sw", "n"},
        {Wire::TsAnalytics, "sh", "n"},
        {Wire::TsAnalytics, "p", "o"},
        {Wire::TsAnalytics, "en", "s"},
        {Wire::TsAnalytics, "ev", "n"},
        {Wire::TsAnalytics, "ec", "s"},
        {Wire::TsAnalytics, "br", "s"},
        {Wire::TsAnalytics, "sid", "snbao"},
        {Wire::TsAnalytics, "ts", "snbao"},
    };
    struct Value
    {
        char type;
        QByteArray json;
    };
    const QList<Value> values {{'s', R"("text")"},
                               {'s', '"' + QByteArray(70'000, 'x') + '"'},
                               {'n', "7"},
                               {'n', "123456"},
                               {'b', "true"},
                               {'b', "false"},
                               {'0', "null"},
                               {'a', "[]"},
                               {'a', R"([1,["a"]])"},
                               {'o', "{}"},
                               {'o', R"({"a":{"b":1}})"}};
    QTest::addColumn<Wire>("wire");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<bool>("isWrongType");
    for (const Optional &optional : kOptional) {
        for (const Value &value : values) {
            // 4,096 bytes is a documented limit of its own.
            if (QByteArrayView(optional.field) == "event_data" && value.json.size() > 4096)
                continue;
            const bool isWrong = value.type != '0' && !QByteArrayView(optional.takes).contains(value.type);
            QTest::addRow("%d %s %s", static_cast<int>(optional.wire), optional.field,
                          value.json.left(20).constData())
                << optional.wire << QByteArray('"' + QByteArray(optional.field) + "\":" + value.json)
                << isWrong;
        }
    }
}

void FieldRemarksTest::takesNoOffenceAtWrongTypes()
{
    QFETCH(Wire, wire);
    QFETCH(QByteArray, member);
    QFETCH(bool, isWrongType);
    const ParsedHits parsed = formatOf(wire)->parse(requestOf(wire, member));
    if (const auto *error = std::get_if<WireError>(&parsed))
        QFAIL(qPrintable(error->message));
    const RawHit &hit = std::get<QList<RawHit>>(parsed).constFirst();
    QVERIFY(!isWrongType || !hit.remarks.isEmpty());
}

void FieldRemarksTest::leavesAnEmptyKindOut()
{
    for (const auto &[wire, member] :
         {std::pair(Wire::Native, R"("kind":"")"), std::pair(Wire::Pixel, "kind=")}) {
        const ParsedHits parsed = formatOf(wire)->parse(requestOf(wire, member));
        QVERIFY(std::holds_alternative<QList<RawHit>>(parsed));
    }
}

CLICKSCOPE_TEST(FieldRemarksTest)
#include "tst_fieldremarks.moc"
