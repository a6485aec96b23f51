// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/referrer/campaign.h"

#include "core/types/fieldlimits.h"
#include "core/types/querypart.h"
#include "core/types/urltext.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace {

struct Parameter
{
    QLatin1StringView key;
    QString Campaign::*field;
};

constexpr std::array<Parameter, 5> kParameters {{
    {QLatin1StringView("utm_source"), &Campaign::source},
    {QLatin1StringView("utm_medium"), &Campaign::medium},
    {QLatin1StringView("utm_campaign"), &Campaign::name},
    {QLatin1StringView("utm_term"), &Campaign::term},
    {QLatin1StringView("utm_content"), &Campaign::content},
}};

QString cleaned(const QString &value)
{
    return cutText(value.trimmed(), kMaxNameChars).trimmed(); // the cut may fall behind a blank
}

/// The name in a parameter that may hold anything.
QString sourceOf(const QString &value)
{
    constexpr qsizetype kLongestName = 64;
    if (isAbsoluteHttpUrl(value))
        return cleaned(bareHost(value));
    const bool isName = std::ranges::any_of(value, [](QChar c) { return c.isLetter(); })
        && std::ranges::none_of(value, [](QChar c) {
                            return !c.isPrint() || c == u'/' || c == u'\\' || c == u'<' || c == u'>'
                                || c == u'=';
                        });
    return isName && value.size() <= kLongestName ? value : QString();
}

QString Campaign::*fieldOf(QStringView key)
{
    // Nearly every query parameter is something else; its key costs one comparison.
    if (!key.contains(u'%') && !key.startsWith(QLatin1StringView("utm_"), Qt::CaseInsensitive))
        return nullptr;
    const QString name = decodedQueryPart(key.toUtf8());
    for (const Parameter &parameter : kParameters) {
        if (name.compare(parameter.key, Qt::CaseInsensitive) == 0)
            return parameter.field;
    }
    return nullptr;
}

} // namespace

Campaign campaignFromUrl(QStringView url)
{
    Campaign campaign;
    QStringView rest = urlQuery(url);
    while (!rest.isEmpty()) {
        const QStringView pair = takePair(&rest);
        const qsizetype equals = pair.indexOf(u'=');
        if (equals < 0)
            continue;
        QString Campaign::*const field = fieldOf(pair.first(equals));
        if (field && (campaign.*field).isEmpty())
            campaign.*field = cleaned(decodedQueryPart(pair.sliced(equals + 1).toUtf8()));
    }
    return campaign;
}

QString linkSource(QStringView url)
{
    constexpr std::array<QLatin1StringView, 3> keys {QLatin1StringView("ref"), QLatin1StringView("source"),
                                                     QLatin1StringView("via")};
    std::array<QString, keys.size()> found;
    for (QStringView rest = urlQuery(url); !rest.isEmpty();) {
        const QStringView pair = takePair(&rest);
        const qsizetype equals = pair.indexOf(u'=');
        const QStringView name = pair.first(std::max<qsizetype>(equals, 0));
        const auto *const key = std::ranges::find_if(
            keys, [name](QLatin1StringView one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
        if (key == keys.end())
            continue;
        QString &value = found[static_cast<std::size_t>(key - keys.begin())];
        if (value.isEmpty())
            value = sourceOf(decodedQueryPart(pair.sliced(equals + 1).toUtf8()).trimmed());
    }
    const auto *const first = std::ranges::find_if(found,
                                                   [](const QString &value) { return !value.isEmpty(); });
    return first == found.end() ? QString() : *first;
}

Campaign completedCampaign(const Campaign &sent, QStringView url)
{
    Campaign campaign = campaignFromUrl(url);
    for (const Parameter &parameter : kParameters) {
        const QString &sentValue = sent.*(parameter.field);
        const QString explicitValue = sentValue.isEmpty() ? QString() : cleaned(sentValue);
        if (!explicitValue.isEmpty())
            campaign.*(parameter.field) = explicitValue;
    }
    return campaign;
}
