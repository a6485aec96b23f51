// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativeformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/propsbuilder.h"
#include "core/types/fieldlimits.h"
#include "core/types/jsonreader.h"

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
    Unknown
};

struct FieldName
{
    QByteArrayView key;
    Field field;
};

constexpr std::array<FieldName, 11> kFields {{
    {"site", Field::Site},
    {"kind", Field::Kind},
    {"url", Field::Url},
    {"referrer", Field::Referrer},
    {"title", Field::Title},
    {"name", Field::Name},
    {"value", Field::Value},
    {"props", Field::Props},
    {"screen", Field::Screen},
    {"language", Field::Language},
    {"identity", Field::Identity},
}};

Field fieldOf(QByteArrayView key)
{
    const auto *found = std::ranges::find(kFields, key, &FieldName::key);
    return found == kFields.end() ? Field::Unknown : found->field;
}

/// The first problem is the one that is reported; reading goes on, because bad syntax further
/// down would be the more basic error.
void note(HitProblem *problem, QByteArrayView field, const QString &message)
{
    if (!*problem)
        *problem = {QString::fromLatin1(field), message};
}

void readText(JsonReader &reader, QByteArrayView key, QString *text, HitProblem *problem)
{
    switch (reader.peek()) {
    case JsonReader::Type::String: reader.readString(text); return;
    case JsonReader::Type::Null: text->clear(); break;
    default: note(problem, key, QStringLiteral("must be a text"));
    }
    reader.skip();
}

void readKind(JsonReader &reader, RawHit *hit, HitProblem *problem)
{
    QString kind;
    readText(reader, "kind", &kind, problem);
    if (!kind.isEmpty() && !fromString(kind, &hit->kind))
        note(problem, "kind",
             QStringLiteral("is none of pageview, event, click, outbound, download, engagement"));
}

void readValue(JsonReader &reader, RawHit *hit, HitProblem *problem)
{
    double value = 0;
    switch (reader.peek()) {
    case JsonReader::Type::Number:
        if (reader.readNumber(&value))
            hit->value = value;
        return;
    case JsonReader::Type::Null: hit->value.reset(); break;
    default: note(problem, "value", QStringLiteral("must be a number"));
    }
    reader.skip();
}

void readProps(JsonReader &reader, RawHit *hit, HitProblem *problem)
{
    switch (reader.peek()) {
    case JsonReader::Type::Object: {
        PropsBuilder props;
        props.readObject(reader);
        if (props.overflowed())
            note(problem, "props", QStringLiteral("holds more than 50 properties or 8192 bytes"));
        hit->props = props.toJson();
        return;
    }
    case JsonReader::Type::Null: hit->props.clear(); break;
    default: note(problem, "props", QStringLiteral("must be an object"));
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
        switch (fieldOf(key)) {
        case Field::Site: readText(reader, key, &hit->siteKey, &problem); break;
        case Field::Kind: readKind(reader, hit, &problem); break;
        case Field::Url: readText(reader, key, &hit->url, &problem); break;
        case Field::Referrer: readText(reader, key, &hit->referrer, &problem); break;
        case Field::Title: readText(reader, key, &hit->title, &problem); break;
        case Field::Name: readText(reader, key, &hit->event, &problem); break;
        case Field::Value: readValue(reader, hit, &problem); break;
        case Field::Props: readProps(reader, hit, &problem); break;
        case Field::Screen: readText(reader, key, &hit->screen, &problem); break;
        case Field::Language: readText(reader, key, &hit->language, &problem); break;
        case Field::Identity: readText(reader, key, &hit->identity, &problem); break;
        case Field::Unknown: reader.skip(); break;
        }
    }
    return problem ? problem : checkNativeHit(*hit);
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

WireError invalidJson()
{
    return malformedError(400, QStringLiteral("invalid_json"),
                          QStringLiteral("The body is not valid JSON in UTF-8"));
}

bool tooLong(const QString &text, qsizetype maxChars)
{
    return text.size() > maxChars;
}

QString atMost(qsizetype count, const QString &unit)
{
    return QStringLiteral("is longer than %1 %2").arg(QString::number(count), unit);
}

} // namespace

bool isScreenText(QStringView screen)
{
    const qsizetype x = screen.indexOf(u'x');
    const auto isNumber = [](QStringView digits) {
        return !digits.isEmpty() && digits.size() <= 5
            && std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    return x > 0 && isNumber(screen.first(x)) && isNumber(screen.sliced(x + 1));
}

HitProblem checkNativeHit(const RawHit &hit)
{
    const QString characters = QStringLiteral("characters");
    if (hit.siteKey.isEmpty())
        return {QStringLiteral("site"), QStringLiteral("is missing")};
    if (tooLong(hit.siteKey, kMaxSiteKeyChars))
        return {QStringLiteral("site"), atMost(kMaxSiteKeyChars, characters)};
    if (hit.url.isEmpty() && hit.kind == HitKind::Pageview)
        return {QStringLiteral("url"), QStringLiteral("is missing")};
    if (hit.event.isEmpty() && hit.kind == HitKind::Event)
        return {QStringLiteral("name"), QStringLiteral("is missing")};
    if (tooLong(hit.url, kMaxUrlChars))
        return {QStringLiteral("url"), atMost(kMaxUrlChars, characters)};
    if (tooLong(hit.referrer, kMaxUrlChars))
        return {QStringLiteral("referrer"), atMost(kMaxUrlChars, characters)};
    if (tooLong(hit.title, kMaxTitleChars))
        return {QStringLiteral("title"), atMost(kMaxTitleChars, characters)};
    if (tooLong(hit.event, kMaxNameChars))
        return {QStringLiteral("name"), atMost(kMaxNameChars, characters)};
    if (tooLong(hit.language, kMaxLanguageChars))
        return {QStringLiteral("language"), atMost(kMaxLanguageChars, characters)};
    if (!hit.screen.isEmpty() && !isScreenText(hit.screen))
        return {QStringLiteral("screen"), QStringLiteral("is not of the form 1920x1080")};
    // A quarter of the limit in UTF-16 units cannot exceed it in UTF-8, and saves the conversion.
    if (hit.identity.size() > kMaxIdentityBytes / 4 && hit.identity.toUtf8().size() > kMaxIdentityBytes)
        return {QStringLiteral("identity"), atMost(kMaxIdentityBytes, QStringLiteral("bytes"))};
    return {};
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
    if (outcome.dropped > 0)
        body += ",\"dropped\":" + QByteArray::number(outcome.dropped);
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
    error.message = QStringLiteral("No site is named %1; add it with: clickscope site add %1").arg(key);
    error.field = QStringLiteral("site");
    error.reason = QStringLiteral("unknown_site");
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
