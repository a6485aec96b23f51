// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/sparklyticsformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/hitfields.h"
#include "core/ingest/formats/propsbuilder.h"
#include "core/types/fieldlimits.h"
#include "core/types/jsonreader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace {

// event_data is bounded by its bytes; more members than this do not fit with any meaning.
constexpr qsizetype kMaxEventDataMembers = 200;

enum class Field : quint8 {
    WebsiteId,
    Type,
    Url,
    Referrer,
    Language,
    EventName,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmTerm,
    UtmContent,
    Screen,
    ScreenWidth,
    ScreenHeight,
    EventData,
    VisitorId,
    Unknown
};

struct FieldName
{
    QByteArrayView key;
    Field field;
};

constexpr std::array<FieldName, 16> kFields {{
    {"website_id", Field::WebsiteId},
    {"type", Field::Type},
    {"url", Field::Url},
    {"referrer", Field::Referrer},
    {"language", Field::Language},
    {"event_name", Field::EventName},
    {"utm_source", Field::UtmSource},
    {"utm_medium", Field::UtmMedium},
    {"utm_campaign", Field::UtmCampaign},
    {"utm_term", Field::UtmTerm},
    {"utm_content", Field::UtmContent},
    {"screen", Field::Screen},
    {"screen_width", Field::ScreenWidth},
    {"screen_height", Field::ScreenHeight},
    {"event_data", Field::EventData},
    {"visitor_id", Field::VisitorId},
}};

struct CampaignField
{
    QLatin1StringView key;
    QString Campaign::*value;
};

constexpr std::array<CampaignField, 5> kCampaignFields {{
    {QLatin1StringView("utm_source"), &Campaign::source},
    {QLatin1StringView("utm_medium"), &Campaign::medium},
    {QLatin1StringView("utm_campaign"), &Campaign::name},
    {QLatin1StringView("utm_term"), &Campaign::term},
    {QLatin1StringView("utm_content"), &Campaign::content},
}};

Field fieldOf(QByteArrayView key)
{
    const auto *found = std::ranges::find(kFields, key, &FieldName::key);
    return found == kFields.end() ? Field::Unknown : found->field;
}

/// REQUIRES: a field that is known.
QLatin1StringView nameOf(Field field)
{
    const QByteArrayView key = kFields[static_cast<std::size_t>(field)].key;
    return QLatin1StringView(key.data(), key.size());
}

/// One event as it is read; what parse() needs besides the hit itself.
struct Event
{
    RawHit hit;
    QString type;
    std::optional<quint32> width, height;
    PropsBuilder data {kMaxEventDataMembers, SparklyticsFormat::kMaxEventDataBytes * 2};
    qsizetype dataBytes = 0; ///< event_data, serialised
    quint32 seen = 0; ///< bit per Field
    QString problemField;
    QString problem; ///< first breach of check 4

    void note(const QString &field, const QString &message)
    {
        if (problem.isEmpty()) {
            problemField = field;
            problem = message;
        }
    }
};

/// The fields without which there is no event: nothing else will do.
void readRequired(JsonReader &reader, QByteArrayView key, QString *text, Event *event)
{
    if (reader.peek() == JsonReader::Type::String) {
        reader.readString(text);
        return;
    }
    event->note(QString::fromLatin1(key), QStringLiteral("must be a string"));
    reader.skip();
}

void readText(JsonReader &reader, Field field, QString *text, Event *event)
{
    const JsonReader::Type type = reader.peek();
    if (type == JsonReader::Type::String) {
        reader.readString(text);
        return;
    }
    if (type != JsonReader::Type::Null)
        remark(&event->hit, nameOf(field), Remarks::kNotText);
    reader.skip();
}

/// A number that is no size is refused, as trackers of this protocol expect; anything else is left out.
void readSize(JsonReader &reader, Field field, std::optional<quint32> *size, Event *event)
{
    const JsonReader::Type type = reader.peek();
    if (type != JsonReader::Type::Number) {
        if (type != JsonReader::Type::Null)
            remark(&event->hit, nameOf(field), Remarks::kNotNumber);
        reader.skip();
        return;
    }
    double number = -1;
    bool integer = false;
    reader.readNumber(&number, &integer);
    if (integer && number >= 0 && number <= std::numeric_limits<quint32>::max())
        *size = static_cast<quint32>(number);
    else
        event->note(nameOf(field), QStringLiteral("must be an unsigned 32-bit integer"));
}

void readEventData(JsonReader &reader, Event *event)
{
    const JsonReader::Type type = reader.peek();
    if (type == JsonReader::Type::Null) {
        reader.skip();
        return;
    }
    QByteArray json;
    if (!reader.appendCompact(&json))
        return;
    event->dataBytes = json.size();
    if (json.size() > SparklyticsFormat::kMaxEventDataBytes)
        return; // the request fails
    JsonReader data(json);
    if (type == JsonReader::Type::Object)
        event->data.readObject(data);
    else
        event->data.readMember(data, "data");
}

void readField(JsonReader &reader, Field field, QByteArrayView key, Event *event)
{
    RawHit &hit = event->hit;
    switch (field) {
    case Field::WebsiteId: readRequired(reader, key, &hit.siteKey, event); break;
    case Field::Type: readRequired(reader, key, &event->type, event); break;
    case Field::Url: readRequired(reader, key, &hit.url, event); break;
    case Field::Referrer: readText(reader, field, &hit.referrer, event); break;
    case Field::Language: readText(reader, field, &hit.language, event); break;
    case Field::EventName: readText(reader, field, &hit.event, event); break;
    case Field::UtmSource: readText(reader, field, &hit.campaign.source, event); break;
    case Field::UtmMedium: readText(reader, field, &hit.campaign.medium, event); break;
    case Field::UtmCampaign: readText(reader, field, &hit.campaign.name, event); break;
    case Field::UtmTerm: readText(reader, field, &hit.campaign.term, event); break;
    case Field::UtmContent: readText(reader, field, &hit.campaign.content, event); break;
    case Field::Screen: readText(reader, field, &hit.screen, event); break;
    case Field::ScreenWidth: readSize(reader, field, &event->width, event); break;
    case Field::ScreenHeight: readSize(reader, field, &event->height, event); break;
    case Field::EventData: readEventData(reader, event); break;
    case Field::VisitorId: readText(reader, field, &hit.identity, event); break;
    case Field::Unknown:
        event->note(QString::fromUtf8(key.first(std::min<qsizetype>(key.size(), kMaxNameChars))),
                    QStringLiteral("is not a field of this protocol"));
        reader.skip();
        break;
    }
}

void readEvent(JsonReader &reader, Event *event)
{
    if (reader.peek() != JsonReader::Type::Object) {
        event->note({}, QStringLiteral("must be an object"));
        reader.skip();
        return;
    }
    reader.enterObject();
    QByteArrayView key;
    while (reader.nextKey(&key)) {
        const Field field = fieldOf(key);
        const quint32 bit = 1U << static_cast<unsigned>(field);
        if (field != Field::Unknown && (event->seen & bit) != 0)
            event->note(QString::fromLatin1(key), QStringLiteral("is given twice"));
        event->seen |= bit;
        readField(reader, field, key, event);
    }
    for (const Field required : {Field::WebsiteId, Field::Type, Field::Url}) {
        if ((event->seen & (1U << static_cast<unsigned>(required))) == 0)
            event->note(QString::fromLatin1(kFields[static_cast<std::size_t>(required)].key),
                        QStringLiteral("is missing"));
    }
}

/// The kind (reading-hits.md#sparklytics).
HitKind kindOf(const Event &event)
{
    if (event.type == QLatin1StringView("pageview"))
        return HitKind::Pageview;
    if (event.hit.event == QLatin1StringView("link_click") && event.data.isTrue("external"))
        return HitKind::Outbound;
    if (event.type == QLatin1StringView("identify"))
        return HitKind::Identify;
    return HitKind::Event;
}

/// Fills in what depends on several fields, and cuts what is too long to keep.
RawHit finished(Event *event)
{
    RawHit &hit = event->hit;
    hit.kind = kindOf(*event);
    if (hit.kind != HitKind::Pageview && event->type != QLatin1StringView("event")) {
        if (hit.event.isEmpty())
            hit.event = event->type;
        if (!event->data.contains("type"))
            event->data.setText("type", cutText(event->type, kMaxNameChars));
    }
    hit.props = event->data.toJson();
    for (const CampaignField &field : kCampaignFields) {
        const QString &value = hit.campaign.*(field.value);
        if (value.size() > kMaxNameChars)
            remark(&hit, field.key, Remarks::kCutName); // by the pipeline
    }
    if (hit.screen.isEmpty() && event->width.has_value() != event->height.has_value())
        remark(&hit, QLatin1StringView(event->width ? "screen_width" : "screen_height"), Remarks::kNoScreen);
    if (hit.screen.isEmpty() && event->width && event->height)
        hit.screen = QString::number(*event->width) % u'x' % QString::number(*event->height);
    hit.siteKey = cutText(hit.siteKey, kMaxSiteKeyChars); // longer than any site's: stays unknown
    remarkOnProps(&hit, QLatin1StringView("event_data"), event->data);
    completeFields(&hit, kMaxForeignUrlChars);
    return std::move(hit);
}

bool isJsonType(const QByteArray &contentType)
{
    const qsizetype parameters = contentType.indexOf(';');
    const QByteArray mime =
        contentType.first(parameters < 0 ? contentType.size() : parameters).trimmed().toLower();
    return mime == "application/json" || (mime.startsWith("application/") && mime.endsWith("+json"));
}

WireError badEvent(const Event &event, int index)
{
    const QString subject = event.problemField.isEmpty() ? QStringLiteral("event") : event.problemField;
    WireError error = malformedError(422, QStringLiteral("unprocessable"), QString());
    error.message = index < 0
        ? QString(subject % u' ' % event.problem)
        : QString(u"event " % QString::number(index) % u": " % subject % u' ' % event.problem);
    error.field = event.problemField;
    error.index = index;
    return error;
}

} // namespace

WireLimits SparklyticsFormat::limits() const
{
    return {.bodyBytes = kMaxBodyBytes,
            .hits = kMaxBatch,
            .createsSites = false,
            .requestsPerMinute = m_requestsPerMinute,
            .perSite = m_perSite};
}

ParsedHits SparklyticsFormat::parse(const HttpRequest &request) const
{
    if (!isJsonType(request.contentType)) {
        return malformedError(415, QStringLiteral("unsupported_media_type"),
                              QStringLiteral("Send the body as Content-Type: application/json"));
    }
    if (request.body.size() > kMaxBodyBytes)
        return bodyTooLarge();

    JsonReader reader(request.body);
    const bool batch = reader.peek() == JsonReader::Type::Array;
    QList<RawHit> hits;
    std::optional<WireError> problem; // the first breach of check 4
    bool dataTooLarge = false;
    int count = 0;
    const auto readOne = [&] {
        Event event;
        readEvent(reader, &event);
        if (!event.problem.isEmpty() && !problem)
            problem = badEvent(event, batch ? count : -1);
        dataTooLarge |= event.dataBytes > kMaxEventDataBytes;
        if (!problem && count < kMaxBatch)
            hits.append(finished(&event));
        ++count;
    };
    if (batch) {
        reader.enterArray();
        while (reader.nextElement())
            readOne();
    } else {
        readOne();
    }

    if (!reader.finish() || reader.holdsHugeNumber()) { // as its original reads numbers
        return malformedError(400, QStringLiteral("invalid_json"),
                              QStringLiteral("The body is not valid JSON in UTF-8"));
    }
    if (problem)
        return *problem;
    if (count > kMaxBatch) {
        return malformedError(400, QStringLiteral("batch_too_large"),
                              QStringLiteral("Batch exceeds maximum of 50 events"));
    }
    if (count == 0)
        return malformedError(400, QStringLiteral("validation_error"), QStringLiteral("empty batch"));
    if (dataTooLarge) {
        WireError error = malformedError(400, QStringLiteral("payload_too_large"),
                                         QStringLiteral("Payload exceeds size limit"));
        error.field = QStringLiteral("event_data");
        return error;
    }
    return hits;
}

HttpReply SparklyticsFormat::accepted(const HttpRequest &, const IngestOutcome &outcome) const
{
    HttpReply reply = HttpReply::json(202, QByteArrayLiteral("{\"ok\":true}"));
    reply.headers = {
        {QByteArrayLiteral("x-sparklytics-ingest-ack"), QByteArrayLiteral("queued")},
        {QByteArrayLiteral("x-sparklytics-ingest-queue-events"), QByteArray::number(outcome.queueDepth)},
        {QByteArrayLiteral("x-sparklytics-ingest-queue-capacity"), QByteArray::number(outcome.queueCapacity)},
        {QByteArrayLiteral("x-sparklytics-ingest-accepted-events"), QByteArray::number(outcome.accepted)},
        {QByteArrayLiteral("x-sparklytics-ingest-dropped-events"), QByteArray::number(outcome.dropped)},
    };
    if (outcome.dropped > 0) {
        reply.headers.append(
            {QByteArrayLiteral("x-sparklytics-ingest-drop-reason"), codesOf(outcome.dropReasons)});
    }
    addDropHeader(&reply, outcome);
    return reply;
}

HttpReply SparklyticsFormat::failed(const WireError &error) const
{
    WireError shown = error;
    shown.index = -1; // not part of this protocol's envelope
    return errorEnvelope(shown);
}

WireError SparklyticsFormat::unknownSite(const QString &key, int index) const
{
    WireError error = malformedError(404, QStringLiteral("not_found"),
                                     QStringLiteral("Unknown website_id: %1").arg(key));
    error.reason = RejectReason::UnknownSite;
    error.index = index;
    return error;
}

WireError SparklyticsFormat::rateLimited(int retryAfterSeconds) const
{
    return rateLimitedError(retryAfterSeconds);
}

WireError SparklyticsFormat::overloaded(int retryAfterSeconds) const
{
    return overloadedError(retryAfterSeconds);
}

WireError SparklyticsFormat::bodyTooLarge() const
{
    return bodyTooLargeError();
}
