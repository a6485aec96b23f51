// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/tsanalyticsformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/hitfields.h"
#include "core/ingest/formats/propsbuilder.h"
#include "core/types/fieldlimits.h"
#include "core/types/jsonreader.h"
#include "core/types/urltext.h"

#include <optional>

namespace {

constexpr qsizetype kMaxMessageChars = 500;
constexpr qsizetype kMaxStackChars = 2000;
constexpr double kMaxScreenEdge = 99999;
/// The trackers multiply layout shift by this to send whole numbers.
constexpr double kLayoutShiftScale = 1000;

constexpr QLatin1StringView kCutProperty("long texts of an error cut");

/// The request's object as it is read.
struct Message
{
    QString site, type, url, referrer, title, name, category, browser;
    std::optional<double> width, height, value;
    PropsBuilder props;
    QList<FieldRemark> remarks;
};

/// A value of any other type reads as absent: the reference does not look.
QString readText(JsonReader &reader, QLatin1StringView field, Message *message)
{
    QString text;
    const JsonReader::Type type = reader.peek();
    if (type == JsonReader::Type::String) {
        reader.readString(&text);
        return text;
    }
    if (type != JsonReader::Type::Null)
        message->remarks.append({field, Remarks::kNotText});
    reader.skip();
    return text;
}

std::optional<double> readNumber(JsonReader &reader, QLatin1StringView field, Message *message)
{
    double number = 0;
    const JsonReader::Type type = reader.peek();
    if (type == JsonReader::Type::Number && reader.readNumber(&number))
        return number + 0.0; // -0 is 0
    if (type != JsonReader::Type::Number)
        reader.skip();
    if (type != JsonReader::Type::Null)
        message->remarks.append(
            {field, type == JsonReader::Type::Number ? Remarks::kHugeNumber : Remarks::kNotNumber});
    return {};
}

void readProps(JsonReader &reader, Message *message)
{
    const JsonReader::Type type = reader.peek();
    if (type == JsonReader::Type::Object) {
        message->props.readObject(reader);
        return;
    }
    if (type != JsonReader::Type::Null)
        message->remarks.append({QLatin1StringView("p"), Remarks::kNotObject});
    reader.skip();
}

void readMember(JsonReader &reader, QByteArrayView key, Message *message)
{
    if (key == "s")
        message->site = readText(reader, QLatin1StringView("s"), message);
    else if (key == "e")
        message->type = readText(reader, QLatin1StringView("e"), message);
    else if (key == "u")
        message->url = readText(reader, QLatin1StringView("u"), message);
    else if (key == "r")
        message->referrer = readText(reader, QLatin1StringView("r"), message);
    else if (key == "t")
        message->title = readText(reader, QLatin1StringView("t"), message);
    else if (key == "en")
        message->name = readText(reader, QLatin1StringView("en"), message);
    else if (key == "ec")
        message->category = readText(reader, QLatin1StringView("ec"), message);
    else if (key == "br")
        message->browser = readText(reader, QLatin1StringView("br"), message);
    else if (key == "ev")
        message->value = readNumber(reader, QLatin1StringView("ev"), message);
    else if (key == "sw")
        message->width = readNumber(reader, QLatin1StringView("sw"), message);
    else if (key == "sh")
        message->height = readNumber(reader, QLatin1StringView("sh"), message);
    else if (key == "p")
        readProps(reader, message);
    else
        reader.skip();
}

bool readMessage(const QByteArray &body, Message *message)
{
    JsonReader reader(body);
    if (reader.peek() != JsonReader::Type::Object || !reader.enterObject())
        return false;
    QByteArrayView key;
    while (reader.nextKey(&key))
        readMember(reader, key, message);
    return reader.finish();
}

bool isHeatmap(QStringView type)
{
    return type == QLatin1StringView("hm_click") || type == QLatin1StringView("hm_move")
        || type == QLatin1StringView("hm_scroll");
}

bool isAcceptedUrl(const Message &message)
{
    // The heatmap scripts send location.pathname.
    return isAbsoluteHttpUrl(browsedUrl(message.url))
        || (isHeatmap(message.type) && message.url.startsWith(u'/'));
}

bool isSiteKey(QStringView key)
{
    if (key.size() > kMaxSiteKeyChars)
        return false;
    for (const QChar c : key) {
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
        if (!letter && !(c >= u'0' && c <= u'9') && c != u'_' && c != u'-')
            return false;
    }
    return true;
}

void cutProperty(Message *message, QByteArrayView key, qsizetype maxChars)
{
    const std::optional<QString> text = message->props.text(key);
    if (!text || text->size() <= maxChars)
        return;
    message->props.setText(key, cutText(*text, maxChars));
    message->remarks.append({QLatin1StringView("p"), kCutProperty});
}

/// A field that becomes a property.
void addProperty(Message *message, QLatin1StringView key, const QString &text)
{
    if (text.isEmpty() || message->props.contains(QByteArrayView(key.data(), key.size())))
        return;
    message->props.setText(QByteArrayView(key.data(), key.size()), cutText(text, kMaxNameChars));
    if (text.size() > kMaxNameChars)
        message->remarks.append({key, Remarks::kCutName});
}

void setEvent(Message *message, RawHit *hit)
{
    hit->kind = HitKind::Event;
    hit->event = message->props.text("name").value_or(message->name);
    if (hit->event.isEmpty())
        hit->event = QStringLiteral("unknown");
    hit->value = message->props.number("value");
    if (!hit->value)
        hit->value = message->value;
    if (hit->event == QLatin1StringView("time_on_page") || hit->event == QLatin1StringView("scroll_depth"))
        hit->kind = HitKind::Engagement;
}

void setVitals(Message *message, RawHit *hit)
{
    hit->kind = HitKind::Vitals;
    hit->event = message->props.text("metric").value_or(QString());
    hit->value = message->props.number("value");
    if (hit->value && hit->event == QLatin1StringView("CLS")) {
        *hit->value /= kLayoutShiftScale;
        message->props.setNumber("value", *hit->value);
    }
}

/// Kind, name and value by the event type (reading-hits.md#ts-analytics).
void setKind(Message *message, RawHit *hit)
{
    const QString &type = message->type;
    if (type == QLatin1StringView("pageview")) {
        hit->kind = HitKind::Pageview;
    } else if (type == QLatin1StringView("event")) {
        setEvent(message, hit);
    } else if (type == QLatin1StringView("outbound")) {
        hit->kind = HitKind::Outbound;
        hit->event = QStringLiteral("outbound_click");
    } else if (type == QLatin1StringView("vitals")) {
        setVitals(message, hit);
    } else if (type == QLatin1StringView("error")) {
        hit->kind = HitKind::Error;
        cutProperty(message, "message", kMaxMessageChars);
        cutProperty(message, "stack", kMaxStackChars);
    } else if (isHeatmap(type)) {
        hit->kind = HitKind::Event;
        hit->event = type;
    } else {
        hit->kind = HitKind::Event;
        hit->event = type;
        hit->dropReason = RejectReason::UnknownEventType;
    }
}

QString screenOf(const Message &message)
{
    const auto usable = [](const std::optional<double> &edge) {
        return edge && *edge >= 1 && *edge <= kMaxScreenEdge;
    };
    if (!usable(message.width) || !usable(message.height))
        return {};
    return QString::number(qRound(*message.width)) % u'x' % QString::number(qRound(*message.height));
}

WireError plainError(int status, const QString &message)
{
    return malformedError(status, QStringLiteral("validation_error"), message);
}

} // namespace

ParsedHits TsAnalyticsFormat::parse(const HttpRequest &request) const
{
    if (request.body.size() > kMaxBodyBytes)
        return bodyTooLarge();
    Message message;
    const bool readable = readMessage(request.body, &message);
    if (!readable || message.site.isEmpty() || message.type.isEmpty() || message.url.isEmpty())
        return plainError(400, QStringLiteral("Missing required fields: s, e, u"));
    if (!isAcceptedUrl(message))
        return plainError(400, QStringLiteral("Invalid URL"));
    if (!isSiteKey(message.site))
        return unknownSite(cutText(message.site, kMaxSiteKeyChars), -1);

    RawHit hit;
    setKind(&message, &hit);
    addProperty(&message, QLatin1StringView("ec"), message.category);
    addProperty(&message, QLatin1StringView("br"), message.browser);
    hit.remarks = std::move(message.remarks);
    hit.props = message.props.toJson();
    hit.siteKey = message.site;
    hit.url = message.url;
    hit.referrer = message.referrer;
    hit.title = message.title;
    hit.screen = screenOf(message);
    if (hit.screen.isEmpty() && (message.width || message.height))
        remark(&hit, QLatin1StringView(message.width ? "sw" : "sh"), Remarks::kNoScreen);
    remarkOnProps(&hit, QLatin1StringView("p"), message.props);
    completeFields(&hit, kMaxForeignUrlChars);
    return QList<RawHit> {hit};
}

HttpReply TsAnalyticsFormat::accepted(const HttpRequest &, const IngestOutcome &outcome) const
{
    HttpReply reply;
    reply.status = 204;
    reply.headers = {
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store, no-cache, must-revalidate")},
        {QByteArrayLiteral("Access-Control-Allow-Methods"),
         QByteArrayLiteral("GET, POST, PUT, DELETE, OPTIONS")},
        {QByteArrayLiteral("Access-Control-Allow-Headers"), QByteArrayLiteral("Content-Type, Authorization")},
        {QByteArrayLiteral("Access-Control-Max-Age"), QByteArrayLiteral("86400")},
    };
    addDropHeader(&reply, outcome);
    return reply;
}

HttpReply TsAnalyticsFormat::failed(const WireError &error) const
{
    QByteArray body = QByteArrayLiteral("{\"error\":");
    appendJsonString(&body, QStringView(error.message));
    body += '}';
    HttpReply reply = HttpReply::json(error.status, body);
    addErrorHeaders(&reply, error);
    return reply;
}

WireError TsAnalyticsFormat::unknownSite(const QString &key, int index) const
{
    Q_UNUSED(key)
    WireError error = malformedError(404, QStringLiteral("not_found"), QStringLiteral("Site not found"));
    error.field = QStringLiteral("s");
    error.reason = RejectReason::UnknownSite;
    error.index = index;
    return error;
}

WireError TsAnalyticsFormat::rateLimited(int retryAfterSeconds) const
{
    return rateLimitedError(retryAfterSeconds);
}

WireError TsAnalyticsFormat::overloaded(int retryAfterSeconds) const
{
    return overloadedError(retryAfterSeconds);
}

WireError TsAnalyticsFormat::bodyTooLarge() const
{
    return bodyTooLargeError();
}
