// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/referrer/campaign.h"

#include "core/types/fieldlimits.h"
#include "core/types/urltext.h"

#include <QByteArray>

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

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

QString cleaned(const QString &value)
{
    return cutText(value.trimmed(), kMaxNameChars).trimmed(); // the cut may fall behind a blank
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

QString decodedQueryPart(QByteArrayView part)
{
    if (!part.contains('%') && !part.contains('+'))
        return QString::fromUtf8(part);
    QByteArray bytes;
    bytes.reserve(part.size());
    for (qsizetype i = 0; i < part.size(); ++i) {
        const char c = part[i];
        const int high = c == '%' && i + 2 < part.size() ? hexValue(part[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(part[i + 2]) : -1;
        if (low >= 0) {
            bytes.append(static_cast<char>(high << 4 | low));
            i += 2;
        } else {
            bytes.append(c == '+' ? ' ' : c);
        }
    }
    return QString::fromUtf8(bytes);
}

Campaign campaignFromUrl(QStringView url)
{
    Campaign campaign;
    QStringView rest = urlQuery(url);
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf(u'&');
        const QStringView pair = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QStringView() : rest.sliced(end + 1);
        const qsizetype equals = pair.indexOf(u'=');
        if (equals < 0)
            continue;
        QString Campaign::*const field = fieldOf(pair.first(equals));
        if (field && (campaign.*field).isEmpty())
            campaign.*field = cleaned(decodedQueryPart(pair.sliced(equals + 1).toUtf8()));
    }
    return campaign;
}

Campaign completedCampaign(const Campaign &sent, QStringView url)
{
    Campaign campaign = campaignFromUrl(url);
    for (const Parameter &parameter : kParameters) {
        const QString explicitValue = cleaned(sent.*(parameter.field));
        if (!explicitValue.isEmpty())
            campaign.*(parameter.field) = explicitValue;
    }
    return campaign;
}
