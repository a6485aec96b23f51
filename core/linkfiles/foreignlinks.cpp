// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/linkfiles/instanttext.h"
#include "core/linkfiles/linkrows.h"
#include "core/links/linkcheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

// Files of other services.

namespace {

/// Names of columns, the more telling first.
struct ForeignColumns
{
    LinkFileFormat format;
    QLatin1StringView code, url, name, tags, made, expires, clicks, maxClicks, archived;
};

constexpr std::array kForeign {
    // Its export, and that of its plugin for imports and exports: source,target,hits.
    ForeignColumns {LinkFileFormat::Yourls,
                    QLatin1StringView("keyword source"),
                    QLatin1StringView("url longurl target"),
                    QLatin1StringView("title"),
                    {},
                    QLatin1StringView("timestamp"),
                    {},
                    QLatin1StringView("clicks hits"),
                    {},
                    {}},
    // What its web client exports, and what its import takes.
    ForeignColumns {LinkFileFormat::Shlink,
                    QLatin1StringView("shortcode"),
                    QLatin1StringView("longurl"),
                    QLatin1StringView("title"),
                    QLatin1StringView("tags"),
                    QLatin1StringView("createdat datecreated"),
                    QLatin1StringView("validuntil"),
                    QLatin1StringView("visits visitscount"),
                    QLatin1StringView("maxvisits"),
                    {}},
    ForeignColumns {LinkFileFormat::Sink,
                    QLatin1StringView("slug"),
                    QLatin1StringView("url"),
                    QLatin1StringView("comment title"),
                    QLatin1StringView("tags"),
                    QLatin1StringView("createdat"),
                    QLatin1StringView("expiration"),
                    QLatin1StringView("clicks visits views"),
                    {},
                    {}},
    ForeignColumns {LinkFileFormat::Bitly,
                    QLatin1StringView("customlink custombitlink custombitlinks customshorturl customurl "
                                      "custombackhalf bitlink link shortlink shorturl backhalf id"),
                    QLatin1StringView("longurl destinationurl originalurl"),
                    QLatin1StringView("title"),
                    QLatin1StringView("tags"),
                    QLatin1StringView("created createdat datecreated createddate creationdate"),
                    {},
                    QLatin1StringView("clicks totalclicks linkclicks engagements totalengagements"),
                    {},
                    QLatin1StringView("archived")},
};

const ForeignColumns &columnsOf(LinkFileFormat format)
{
    return *std::ranges::find(kForeign, format, &ForeignColumns::format);
}

/// Titles of pages are longer than names, and have line ends.
QString nameOf(const QString &title)
{
    QString name = title.simplified();
    std::ranges::replace_if(
        name, [](QChar c) { return c < u' ' || c == u'\x7f'; }, u' ');
    if (name.size() <= kMaxLinkNameChars)
        return name;
    name.truncate(kMaxLinkNameChars - 1);
    if (name.back().isHighSurrogate())
        name.chop(1);
    return name.trimmed() + u'…';
}

/// Separated by "|" (Shlink) or ",".
QStringList tagsOf(QString text)
{
    QStringList tags;
    const QStringList words = text.replace(u'|', u',').split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (const QString tag = word.trimmed(); !tag.isEmpty() && !tags.contains(tag))
            tags.append(tag);
    }
    return tags;
}

/// "spring" of "https://bit.ly/spring?x=1" and of "/spring/".
QString lastPart(const QString &text)
{
    QString path = text.section(u'#', 0, 0).section(u'?', 0, 0);
    while (path.endsWith(u'/'))
        path.chop(1);
    return path.section(u'/', -1);
}

/// "1234", "1,234" and "1.234".
std::optional<qint64> countOf(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,15}|[0-9]{1,3}([,. ][0-9]{3}){1,4})\\z"));
    constexpr qsizetype kLongest = 20;
    if (text.size() > kLongest || !form.match(text).hasMatch())
        return std::nullopt;
    return QString(text).remove(u',').remove(u'.').remove(u' ').toLongLong();
}

void addRemark(LinkFileRow &row, const QString &remark)
{
    row.remark += row.remark.isEmpty() ? remark : QStringLiteral("; ") + remark;
}

void readMade(LinkFileRow &row, const QString &text)
{
    if (text.isEmpty())
        return;
    if (const std::optional<Micros> made = instantOfText(text))
        row.link.madeAt = *made;
    else
        addRemark(row, QStringLiteral("when it was made is left out: \"%1\" is no time").arg(text));
}

void readClicks(LinkFileRow &row, const QString &text)
{
    if (text.isEmpty())
        return;
    if (const std::optional<qint64> clicks = countOf(text))
        row.link.earlierClicks = *clicks;
    else
        addRemark(row, QStringLiteral("its clicks are left out: \"%1\" is no number").arg(text));
}

/// What ends a link is not left out: it would lead on for ever.
void readEnd(LinkFileRow &row, const QString &expires, const QString &maxClicks)
{
    if (!expires.isEmpty()) {
        row.link.expiresAt = instantOfText(expires).value_or(0);
        if (row.link.expiresAt == 0)
            row.problem = QStringLiteral("the end of its time, \"%1\", cannot be read").arg(expires);
    }
    if (!maxClicks.isEmpty()) {
        row.link.maxClicks = countOf(maxClicks).value_or(0);
        if (row.link.maxClicks == 0)
            row.problem = QStringLiteral("its limit of clicks, \"%1\", cannot be read").arg(maxClicks);
    }
}

bool isTrue(const QString &text)
{
    return text.compare(QLatin1StringView("true"), Qt::CaseInsensitive) == 0
        || text.compare(QLatin1StringView("yes"), Qt::CaseInsensitive) == 0 || text == QLatin1StringView("1");
}

/// {"DE": "https://…"}: destinations by country.
void readCountries(LinkFileRow &row, const QJsonObject &countries)
{
    for (auto country = countries.begin(); country != countries.end(); ++country)
        row.link.rules.append({{}, {country.key()}, country->toString()});
}

constexpr QLatin1StringView kOfOnePassword("password");

void refusePassword(LinkFileRow &row)
{
    row.problem =
        QStringLiteral("it has a password, which is not taken over; add the link with one of its own");
}

void readSinkLink(LinkFileRow &row, const QJsonObject &object)
{
    const auto text = [&object](const char *name) {
        return object[QLatin1StringView(name)].toVariant().toString();
    };
    Link &link = row.link;
    link.code = text("slug");
    link.url = text("url");
    const QString comment = text("comment");
    link.name = nameOf(comment.isEmpty() ? text("title") : comment);
    QStringList tags;
    const QJsonArray words = object[QLatin1StringView("tags")].toArray();
    for (const QJsonValue &word : words)
        tags.append(word.toString());
    link.tags = tagsOf(tags.join(u','));
    readMade(row, text("createdAt"));
    readClicks(row, text("clicks"));
    readEnd(row, text("expiration"), {});
    readCountries(row, object[QLatin1StringView("geo")].toObject());
    if (object[QLatin1StringView("redirectWithQuery")].toBool())
        link.forwardQuery = Link::ForwardQuery::Append;
    if (!text("apple").isEmpty() || !text("google").isEmpty())
        addRemark(row, QStringLiteral("its destinations in stores of apps are left out"));
    if (!text("password").isEmpty())
        refusePassword(row);
}

} // namespace

LinkFileFormat foreignFormatOf(const LinkColumns &columns)
{
    for (const ForeignColumns &foreign : kForeign) {
        if (isOfForeignFormat(columns, foreign.format))
            return foreign.format;
    }
    return LinkFileFormat::Auto;
}

bool isOfForeignFormat(const LinkColumns &columns, LinkFileFormat format)
{
    const ForeignColumns &names = columnsOf(format);
    return columns.hasOneOf(names.code) && columns.hasOneOf(names.url);
}

LinkRowReader foreignRowReader(const LinkColumns &columns, LinkFileFormat format, Micros now)
{
    const ForeignColumns names = columnsOf(format);
    return [columns, names, now](const QStringList &cells, LinkFileRow &row) {
        const auto value = [&](QLatin1StringView of) { return columns.value(cells, of).trimmed(); };
        const QString code = value(names.code);
        const bool isPath = names.format == LinkFileFormat::Bitly || code.startsWith(u'/');
        row.link.code = isPath ? lastPart(code) : code;
        row.link.url = value(names.url);
        row.link.name = nameOf(value(names.name));
        row.link.tags = tagsOf(value(names.tags));
        readMade(row, value(names.made));
        readClicks(row, value(names.clicks));
        readEnd(row, value(names.expires), value(names.maxClicks));
        if (isTrue(value(names.archived)))
            row.link.archivedAt = now;
        if (!value(kOfOnePassword).isEmpty())
            refusePassword(row);
    };
}

Result<QList<LinkFileRow>> readSinkJson(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    const QJsonValue links = document.object()[QLatin1StringView("links")];
    if (error.error != QJsonParseError::NoError || !links.isArray()) {
        return Error {QStringLiteral("bad_link_file"),
                      error.error == QJsonParseError::NoError
                          ? QStringLiteral("it is JSON without a list \"links\", as Sink writes it")
                          : QStringLiteral("it is no JSON that can be read: %1, byte %2")
                                .arg(error.errorString(), QString::number(error.offset))};
    }
    QList<LinkFileRow> rows;
    const QJsonArray array = links.toArray();
    if (array.size() > kMaxLinksInFile)
        return tooManyLinks();
    for (const QJsonValue &value : array) {
        LinkFileRow row;
        row.number = rows.size() + 1;
        if (value.isObject())
            readSinkLink(row, value.toObject());
        else
            row.problem = QStringLiteral("it is no object");
        rows.append(row);
    }
    return rows;
}
