// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/kepturl.h"

#include "core/ingest/privacy/secretparts.h"
#include "core/types/clickid.h"
#include "core/types/querypart.h"
#include "core/types/urltext.h"
#include "core/types/urluserinfo.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

bool isKept(QStringView pair, const QStringList &names)
{
    const qsizetype equals = pair.indexOf(u'=');
    const QStringView sent = equals < 0 ? pair : pair.first(equals);
    if (isCampaignParameter(sent))
        return true;
    if (names.isEmpty())
        return false;
    const QString key = decodedQueryPart(sent.toUtf8());
    return std::ranges::any_of(
        names, [&key](const QString &name) { return key.compare(name, Qt::CaseInsensitive) == 0; });
}

/// Whether keptQueryOf() would be what was sent.
bool keepsAll(QStringView query, const QStringList &names)
{
    if (query.endsWith(u'&'))
        return false;
    while (!query.isEmpty()) {
        const QStringView pair = takePair(&query);
        if (pair.isEmpty() || !isKept(pair, names))
            return false;
    }
    return true;
}

/// The query of a route without pairs that hold a secret; with the '?', or empty.
QString withoutSecretPairs(QStringView query)
{
    QStringList kept;
    for (const QStringView pair : query.split(u'&')) {
        if (!holdsSecretPair(pair))
            kept.append(pair.toString());
    }
    return kept.isEmpty() ? QString() : u'?' + kept.join(u'&');
}

/// With the '?', or empty.
QString keptQueryOf(QStringView query, const QStringList &names)
{
    QString kept;
    while (!query.isEmpty()) {
        const QStringView pair = takePair(&query);
        if (pair.isEmpty() || !isKept(pair, names))
            continue;
        kept += kept.isEmpty() ? u'?' : u'&';
        kept += pair;
    }
    return kept;
}

QString keptRoute(QStringView route, const Site &site, bool keepsEverything)
{
    const qsizetype query = route.indexOf(u'?');
    const QString page = withoutSecretParts(query < 0 ? route : route.first(query));
    if (query < 0)
        return page;
    const QStringView pairs = route.sliced(query + 1);
    return page % (keepsEverything ? withoutSecretPairs(pairs) : keptQueryOf(pairs, site.keptQuery));
}

/// The URL with all of its query. Of its fragment, secrets are removed; all of it when it is no route.
QString withoutSecretsInFragment(const QString &url)
{
    const QStringView fragment = urlFragment(url);
    if (!mayHoldSecretParts(fragment))
        return url;
    const QStringView page = QStringView(url).first(url.size() - fragment.size() - 1);
    if (isRoute(url))
        return page % u'#' % keptRoute(fragment, {}, true);
    return holdsSecretPair(fragment) ? page.toString() : url;
}

/// Of its origin and path; a query is the site's choice.
QString withoutSecrets(const QString &sent)
{
    const QString url = withoutUserInfo(sent);
    const UrlParts parts = splitUrl(url);
    return mayHoldSecretParts(parts.path) ? parts.origin % withoutSecretParts(parts.path) % parts.suffix
                                          : url;
}

QString withoutSecretsInTarget(const QString &json)
{
    QJsonObject props = QJsonDocument::fromJson(json.toUtf8()).object();
    bool isChanged = false;
    for (const QLatin1StringView key : {QLatin1StringView("url"), QLatin1StringView("href")}) {
        const QString target = props.value(key).toString();
        const QString clean = withoutSecretsInFragment(withoutSecrets(browsedUrl(target)));
        if (clean == target)
            continue;
        props.insert(key, clean);
        isChanged = true;
    }
    return isChanged ? QString::fromUtf8(QJsonDocument(props).toJson(QJsonDocument::Compact)) : json;
}

} // namespace

bool isCampaignParameter(QStringView sent)
{
    const QString decoded = sent.contains(u'%') ? decodedQueryPart(sent.toUtf8()) : QString();
    const QStringView key = sent.contains(u'%') ? QStringView(decoded) : sent;
    const auto is = [key](const char16_t *name) {
        return key.compare(QStringView(name), Qt::CaseInsensitive) == 0;
    };
    return key.startsWith(QStringView(u"utm_"), Qt::CaseInsensitive) || is(u"ref") || is(u"source")
        || is(u"via") || isClickIdName(key);
}

bool isRoute(QStringView url)
{
    const QStringView fragment = urlFragment(url);
    return fragment.startsWith(u'/') || fragment.startsWith(QStringView(u"!/"));
}

QString keptUrl(const QString &sent, const Site &site, bool fragmentNamesPage)
{
    const UrlParts sentParts = splitUrl(sent);
    const QStringView sentPage = QStringView(sent).first(sent.size() - sentParts.suffix.size());
    const bool isClean = !sentPage.contains(u'@') && !mayHoldSecretParts(sentParts.path);
    if (sentParts.suffix.isEmpty() && isClean)
        return sent;
    const QString url = isClean ? sent : withoutSecrets(sent);
    const UrlParts parts = splitUrl(url);
    const bool keepsEverything = site.keptQuery.contains(QStringLiteral("*"));
    const QStringView sentQuery = urlQuery(url);
    if (parts.suffix.isEmpty()
        || (!sentQuery.isEmpty() && sentQuery.size() + 1 == parts.suffix.size()
            && (keepsEverything || keepsAll(sentQuery, site.keptQuery))))
        return url; // nearly every link of a campaign, without a copy
    if (keepsEverything)
        return withoutSecretsInFragment(url);
    const QStringView page = QStringView(url).first(url.size() - parts.suffix.size());
    const QString kept = page % keptQueryOf(sentQuery, site.keptQuery);
    return fragmentNamesPage ? kept % u'#' % keptRoute(urlFragment(url), site, false) : kept;
}

void forgetSecrets(Hit &hit)
{
    if (hit.kind != HitKind::Outbound && hit.kind != HitKind::Download)
        return;
    hit.event = withoutSecretsInFragment(withoutSecrets(browsedUrl(hit.event)));
    if (hit.props.contains(u'@') || mayHoldSecretParts(hit.props))
        hit.props = withoutSecretsInTarget(hit.props);
}
