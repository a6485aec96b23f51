// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativeformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/hitfields.h"
#include "core/ingest/formats/propsbuilder.h"
#include "core/types/fieldlimits.h"
#include "core/types/jsonreader.h"
#include "core/types/site.h"

#include <algorithm>
#include <array>

namespace {

enum class Field : quint8 {
    Site,
    Kind,
    Url,
    Referrer,
    Title,
    Name,
    Value,
    Props,
    Screen,
    Language,
    Identity,
    Id,
    Unknown
};

struct FieldName
{
    QLatin1StringView key;
    Field field;
};

constexpr std::array<FieldName, 12> kFields {{
    {QLatin1StringView("site"), Field::Site},
    {QLatin1StringView("kind"), Field::Kind},
    {QLatin1StringView("url"), Field::Url},
    {QLatin1StringView("referrer"), Field::Referrer},
    {QLatin1StringView("title"), Field::Title},
    {QLatin1StringView("name"), Field::Name},
    {QLatin1StringView("value"), Field::Value},
    {QLatin1StringView("props"), Field::Props},
    {QLatin1StringView("screen"), Field::Screen},
    {QLatin1StringView("language"), Field::Language},
    {QLatin1StringView("identity"), Field::Identity},
    {QLatin1StringView("id"), Field::Id},
}};

/// Null when the key names none.
const FieldName *fieldOf(QByteArrayView key)
{
    const auto *found = std::ranges::find_if(kFields, [key](const FieldName &name) {
        return QByteArrayView(name.key.data(), name.key.size()) == key;
    });
    return found == kFields.end() ? nullptr : found;
}

/// The first problem is the one that is reported; reading goes on, because bad syntax further
/// down would be the more basic error.
void note(HitProblem *problem, QByteArrayView field, const QString &message)
{
    if (!*problem)
        *problem = {QString::fromLatin1(field), message};
}

/// The fields without which there is no hit: nothing else will do.
void readRequired(JsonReader &reader, QByteArrayView key, QString *text, HitProblem *problem)
{
    switch (reader.peek()) {
    case JsonReader::Type::String: reader.readString(text); return;
    case JsonReader::Type::Null: text->clear(); break;
    default: note(problem, key, QStringLiteral("must be a text"));
    }
    reader.skip();
}

void readText(JsonReader &reader, QLatin1StringView field, QString *text, RawHit *hit)
{
    switch (reader.peek()) {
    case JsonReader::Type::String: reader.readString(text); return;
    case JsonReader::Type::Number: {
        QByteArray digits;
        if (reader.appendCompact(&digits)) {
            *text = QString::fromLatin1(digits).remove(u'"'); // a huge one comes as a text
            remark(hit, field, Remarks::kNumberAsText);
        }
        return;
    }
    case JsonReader::Type::Null: text->clear(); break;
    default: remark(hit, field, Remarks::kNotText);
    }
    reader.skip();
}

void readId(JsonReader &reader, QLatin1StringView field, RawHit *hit)
{
    const bool isText = reader.peek() == JsonReader::Type::String;
    readText(reader, field, &hit->id, hit);
    if (isText)
        remarkOnEmptyId(hit);
}

/// A URL or a title: no number is one.
void readWords(JsonReader &reader, QLatin1StringView field, QString *text, RawHit *hit)
{
    if (reader.peek() == JsonReader::Type::Number) {
        remark(hit, field, Remarks::kNotText);
        reader.skip();
        return;
    }
    readText(reader, field, text, hit);
}

/// A tag, or the list that browsers call navigator.languages.
void readLanguage(JsonReader &reader, QLatin1StringView field, RawHit *hit)
{
    if (reader.peek() != JsonReader::Type::Array) {
        readWords(reader, field, &hit->language, hit);
        return;
    }
    hit->language.clear();
    reader.enterArray();
    while (reader.nextElement()) {
        if (hit->language.isEmpty() && reader.peek() == JsonReader::Type::String)
            reader.readString(&hit->language);
        else
            reader.skip();
    }
    remark(hit, field, Remarks::kFirstOfList);
}

QStringList kindNames()
{
    QStringList names;
    for (int kind = 0; kind < kHitKindCount; ++kind)
        names.append(toString(static_cast<HitKind>(kind)));
    return names;
}

void readKind(JsonReader &reader, RawHit *hit, HitProblem *problem)
{
    QString kind;
    readRequired(reader, "kind", &kind, problem);
    if (!kind.isEmpty() && !fromString(kind, &hit->kind))
        note(problem, "kind", QStringLiteral("is none of %1").arg(kindNames().join(QStringLiteral(", "))));
}

void readValue(JsonReader &reader, QLatin1StringView field, RawHit *hit)
{
    double value = 0;
    QString text;
    switch (reader.peek()) {
    case JsonReader::Type::Number:
        if (reader.readNumber(&value))
            hit->value = value + 0.0; // -0 is 0
        else
            remark(hit, field, Remarks::kHugeNumber);
        return;
    case JsonReader::Type::String:
        if (reader.readString(&text)) {
            hit->value = numberOf(text);
            remark(hit, field, hit->value ? Remarks::kNumberFromText : Remarks::kNotNumber);
        }
        return;
    case JsonReader::Type::Null: hit->value.reset(); break;
    default: remark(hit, field, Remarks::kNotNumber);
    }
    reader.skip();
}

void readProps(JsonReader &reader, QLatin1StringView field, RawHit *hit)
{
    QString text;
    switch (reader.peek()) {
    case JsonReader::Type::Object: {
        PropsBuilder props;
        props.readObject(reader);
        remarkOnProps(hit, field, props);
        hit->props = props.toJson();
        return;
    }
    case JsonReader::Type::String:
        if (reader.readString(&text))
            setPropsFromText(hit, text);
        return;
    case JsonReader::Type::Null: hit->props.clear(); break;
    default: remark(hit, field, Remarks::kNotObject);
    }
    reader.skip();
}

HitProblem readHit(JsonReader &reader, RawHit *hit)
{
    HitProblem problem;
    if (reader.peek() != JsonReader::Type::Object) {
        reader.skip();
        return {{}, QStringLiteral("must be an object")};
    }
    reader.enterObject();
    QByteArrayView key;
    while (reader.nextKey(&key)) {
        const FieldName *known = fieldOf(key);
        const QLatin1StringView field = known ? known->key : QLatin1StringView();
        switch (known ? known->field : Field::Unknown) {
        case Field::Site: readRequired(reader, key, &hit->siteKey, &problem); break;
        case Field::Kind: readKind(reader, hit, &problem); break;
        case Field::Url: readWords(reader, field, &hit->url, hit); break;
        case Field::Referrer: readWords(reader, field, &hit->referrer, hit); break;
        case Field::Title: readText(reader, field, &hit->title, hit); break;
        case Field::Name: readText(reader, field, &hit->event, hit); break;
        case Field::Value: readValue(reader, field, hit); break;
        case Field::Props: readProps(reader, field, hit); break;
        case Field::Screen: readWords(reader, field, &hit->screen, hit); break;
        case Field::Language: readLanguage(reader, field, hit); break;
        case Field::Identity: readText(reader, field, &hit->identity, hit); break;
        case Field::Id: readId(reader, field, hit); break;
        case Field::Unknown: reader.skip(); break;
        }
    }
    return problem ? problem : completeNativeHit(hit);
}

WireError badHit(const HitProblem &problem, int index)
{
    const QString subject = problem.field.isEmpty() ? QStringLiteral("hit") : problem.field;
    WireError error = malformedError(422, QStringLiteral("validation_error"), QString());
    error.message = index < 0
        ? QString(subject % u' ' % problem.message)
        : QString(u"hit " % QString::number(index) % u": " % subject % u' ' % problem.message);
    error.field = problem.field;
    error.index = index;
    return error;
}

QByteArray remarksJson(const QList<HitRemark> &remarks)
{
    QByteArray json;
    for (const HitRemark &entry : remarks) {
        json += json.isEmpty() ? "[" : ",";
        json += "{\"index\":" + QByteArray::number(entry.index) + ",\"field\":";
        appendJsonString(&json, QByteArrayView(entry.remark.field.data(), entry.remark.field.size()));
        json += ",\"what\":";
        appendJsonString(&json, QByteArrayView(entry.remark.what.data(), entry.remark.what.size()));
        json += '}';
    }
    return json + ']';
}

WireError invalidJson()
{
    return malformedError(400, QStringLiteral("invalid_json"),
                          QStringLiteral("The body is not valid JSON in UTF-8"));
}

} // namespace

HitProblem completeNativeHit(RawHit *hit)
{
    hit->fragmentNamesPage = true; // our tags send no other fragments
    if (hit->siteKey.isEmpty())
        return {QStringLiteral("site"), QStringLiteral("is missing")};
    if (hit->siteKey.size() > kMaxSiteKeyChars)
        return {QStringLiteral("site"), QStringLiteral("is longer than %1 characters").arg(kMaxSiteKeyChars)};
    completeFields(hit, kMaxUrlChars);
    if (hit->url.isEmpty() && hit->kind == HitKind::Pageview)
        return {QStringLiteral("url"), QStringLiteral("is missing")};
    if (hit->event.isEmpty() && hit->kind == HitKind::Event)
        return {QStringLiteral("name"), QStringLiteral("is missing")};
    return {};
}

void setPropsFromText(RawHit *hit, const QString &json)
{
    const QByteArray text = json.toUtf8();
    JsonReader reader(text);
    PropsBuilder props;
    const QLatin1StringView field("props");
    if (reader.peek() != JsonReader::Type::Object || !props.readObject(reader) || !reader.finish()) {
        remark(hit, field, Remarks::kNotObject);
        return;
    }
    hit->props = props.toJson();
    remarkOnProps(hit, field, props);
    if (!props.overflowed())
        remark(hit, field, Remarks::kObjectFromText);
}

ParsedHits NativeFormat::parse(const HttpRequest &request) const
{
    if (request.body.size() > kMaxBodyBytes)
        return bodyTooLarge();
    JsonReader reader(request.body);
    QList<RawHit> hits;
    const bool batch = reader.peek() == JsonReader::Type::Array;
    HitProblem problem;
    int problemIndex = -1;
    if (!batch) {
        problem = readHit(reader, &hits.emplaceBack());
    } else {
        hits.reserve(std::clamp<qsizetype>(request.body.size() / 128, 1, kMaxBatch));
        reader.enterArray();
        while (reader.nextElement()) {
            if (hits.size() >= kMaxBatch) {
                return malformedError(400, QStringLiteral("batch_too_large"),
                                      QStringLiteral("Batch exceeds maximum of 500 hits"));
            }
            HitProblem found = readHit(reader, &hits.emplaceBack());
            if (found && !problem) {
                problem = std::move(found);
                problemIndex = static_cast<int>(hits.size()) - 1;
            }
        }
    }
    if (!reader.finish())
        return invalidJson();
    if (hits.isEmpty())
        return malformedError(400, QStringLiteral("validation_error"), QStringLiteral("empty batch"));
    if (problem)
        return badHit(problem, problemIndex);
    return hits;
}

HttpReply NativeFormat::accepted(const HttpRequest &, const IngestOutcome &outcome) const
{
    const auto sequence = [](qint64 seq) {
        return seq > 0 ? QByteArray::number(seq) : QByteArrayLiteral("null");
    };
    QByteArray body = "{\"accepted\":" + QByteArray::number(outcome.accepted)
        + ",\"first_seq\":" + sequence(outcome.firstSeq) + ",\"last_seq\":" + sequence(outcome.lastSeq);
    if (outcome.hasIds)
        body += ",\"duplicates\":" + QByteArray::number(outcome.duplicates);
    if (outcome.dropped > 0)
        body += ",\"dropped\":" + QByteArray::number(outcome.dropped);
    if (!outcome.remarks.isEmpty())
        body += ",\"remarks\":" + remarksJson(outcome.remarks);
    body += '}';
    HttpReply reply = HttpReply::json(202, body);
    addDropHeader(&reply, outcome);
    return reply;
}

HttpReply NativeFormat::failed(const WireError &error) const
{
    return errorEnvelope(error);
}

WireError NativeFormat::unknownSite(const QString &key, int index) const
{
    WireError error = malformedError(404, QStringLiteral("not_found"), QString());
    // A command to copy, so that it holds no text that could be another command.
    error.message = isValidSiteId(key) && !key.startsWith(u'-')
        ? QStringLiteral("No site is named %1; add it with: clickscope site add %1").arg(key)
        : QStringLiteral("No site is named %1; correct data-site or \"site\"").arg(key);
    error.field = QStringLiteral("site");
    error.reason = RejectReason::UnknownSite;
    error.index = index;
    return error;
}

WireError NativeFormat::rateLimited(int retryAfterSeconds) const
{
    return rateLimitedError(retryAfterSeconds);
}

WireError NativeFormat::overloaded(int retryAfterSeconds) const
{
    return overloadedError(retryAfterSeconds);
}

WireError NativeFormat::bodyTooLarge() const
{
    return bodyTooLargeError();
}
