// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/campaigntags.h"

#include "core/types/querypart.h"
#include "core/types/urltext.h"

#include <QStringList>
#include <QUrl>

#include <array>

namespace {

struct Tag
{
    QLatin1StringView name;
    QString Campaign::*field;
};

constexpr std::array<Tag, 5> kTags {{
    {QLatin1StringView("utm_source"), &Campaign::source},
    {QLatin1StringView("utm_medium"), &Campaign::medium},
    {QLatin1StringView("utm_campaign"), &Campaign::name},
    {QLatin1StringView("utm_term"), &Campaign::term},
    {QLatin1StringView("utm_content"), &Campaign::content},
}};

const Tag *tagOf(QStringView pair)
{
    const qsizetype equals = pair.indexOf(u'=');
    const QString name = decodedQueryPart((equals < 0 ? pair : pair.first(equals)).toUtf8());
    for (const Tag &tag : kTags) {
        if (name.compare(tag.name, Qt::CaseInsensitive) == 0)
            return &tag;
    }
    return nullptr;
}

/// Puts a query between the page and the fragment of a URL.
QString withPairs(const QString &url, const QStringList &pairs)
{
    const qsizetype hash = url.indexOf(u'#');
    const QString page = hash < 0 ? url : url.first(hash);
    const qsizetype mark = page.indexOf(u'?');
    QString result = mark < 0 ? page : page.first(mark);
    if (!pairs.isEmpty())
        result += u'?' + pairs.join(u'&');
    return hash < 0 ? result : result + url.sliced(hash);
}

void append(QStringList &pairs, const Campaign &tags, const Campaign &present)
{
    for (const Tag &tag : kTags) {
        if (const QString value = (tags.*tag.field).trimmed();
            !value.isEmpty() && (present.*tag.field).isEmpty())
            pairs.append(tag.name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
}

/// The pairs of the query, without those `dropped` is true of.
template <typename Dropped>
QStringList pairsOf(const QString &url, Dropped dropped)
{
    QStringList pairs;
    QStringView query = urlQuery(url);
    while (!query.isEmpty()) {
        if (const QStringView pair = takePair(&query); !pair.isEmpty() && !dropped(pair))
            pairs.append(pair.toString());
    }
    return pairs;
}

bool isEmptyTag(QStringView pair)
{
    const qsizetype equals = pair.indexOf(u'=');
    return tagOf(pair) && (equals < 0 || equals == pair.size() - 1);
}

} // namespace

QString withCampaignTags(const QString &url, const Campaign &tags)
{
    if (tags.isEmpty())
        return url;
    QStringList pairs = pairsOf(url, isEmptyTag);
    append(pairs, tags, campaignTagsOf(url));
    return withPairs(url, pairs);
}

QString withOnlyCampaignTags(const QString &url, const Campaign &tags)
{
    if (tags == campaignTagsOf(url))
        return url;
    QStringList pairs = pairsOf(url, [](QStringView pair) { return tagOf(pair) != nullptr; });
    append(pairs, tags, {});
    return withPairs(url, pairs);
}

Campaign campaignTagsOf(const QString &url)
{
    Campaign tags;
    QStringView query = urlQuery(url);
    while (!query.isEmpty()) {
        const QStringView pair = takePair(&query);
        const Tag *tag = tagOf(pair);
        const qsizetype equals = pair.indexOf(u'=');
        if (tag && equals >= 0 && (tags.*tag->field).isEmpty())
            tags.*tag->field = decodedQueryPart(pair.sliced(equals + 1).toUtf8());
    }
    return tags;
}
