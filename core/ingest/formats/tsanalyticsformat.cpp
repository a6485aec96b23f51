// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/tsanalyticsformat.h"

#include "core/ingest/formats/answers.h"
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

/// The request's object as it is read.
struct Message
{
    QString site, type, url, referrer, title, name, category, browser;
    std::optional<double> width, height, value;
    PropsBuilder props;
};

/// A value of any other type reads as absent: the reference does not look.
QString readText(JsonReader &reader)
{
    QString text;
    if (reader.peek() == JsonReader::Type::String)
        reader.readString(&text);
    else
        reader.skip();
    return text;
}

std::optional<double> readNumber(JsonReader &reader)
{
    double number = 0;
    if (reader.peek() == JsonReader::Type::Number)
        return reader.readNumber(&number) ? std::optional(number) : std::nullopt;
    reader.skip();
    return {};
}

void readMember(JsonReader &reader, QByteArrayView key, Message *message)
{
    if (key == "s")
        message->site = readText(reader);
    else if (key == "e")
        message->type = readText(reader);
    else if (key == "u")
        message->url = readText(reader);
    else if (key == "r")
        message->referrer = readText(reader);
    else if (key == "t")
        message->title = readText(reader);
    else if (key == "en")
        message->name = readText(reader);
    else if (key == "ec")
        message->category = readText(reader);
    else if (key == "br")
        message->browser = readText(reader);
    else if (key == "ev")
        message->value = readNumber(reader);
    else if (key == "sw")
        message->width = readNumber(reader);
    else if (key == "sh")
        message->height = readNumber(reader);
    else if (key == "p" && reader.peek() == JsonReader::Type::Object)
        message->props.readObject(reader);
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
    return isAbsoluteHttpUrl(message.url) || (isHeatmap(message.type) && message.url.startsWith(u'/'));
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

void cutProperty(PropsBuilder *props, QByteArrayView key, qsizetype maxChars)
{
    const std::optional<QString> text = props->text(key);
    if (text && text->size() > maxChars)
        props->setText(key, cutText(*text, maxChars));
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

/// Kind, name and value by the event type (wire-formats 4.2).
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
        cutProperty(&message->props, "message", kMaxMessageChars);
        cutProperty(&message->props, "stack", kMaxStackChars);
    } else if (isHeatmap(type)) {
        hit->kind = HitKind::Event;
        hit->event = type;
    } else {
        hit->kind = HitKind::Event;
        hit->event = type;
        hit->dropReason = QStringLiteral("unknown_event_type");
    }
}

QString screenText(const Message &message)
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
    if (!message.category.isEmpty() && !message.props.contains("ec"))
        message.props.setText("ec", cutText(message.category, kMaxNameChars));
    if (!message.browser.isEmpty() && !message.props.contains("br"))
        message.props.setText("br", cutText(message.browser, kMaxNameChars));
    hit.props = message.props.toJson();
    hit.siteKey = message.site;
    hit.url = cutText(message.url, kMaxForeignUrlChars);
    hit.referrer = cutText(message.referrer, kMaxUrlChars);
    hit.title = cutText(message.title, kMaxTitleChars);
    hit.event = cutText(hit.event, kMaxNameChars);
    hit.screen = screenText(message);
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
    error.reason = QStringLiteral("unknown_site");
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
