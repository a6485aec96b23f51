// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/snippet.h"

#include <QUrl>

namespace {

/// No browser can ask for the address that means "all of mine".
QString askableUrl(QString url)
{
    for (const auto everywhere : {QLatin1StringView("//0.0.0.0"), QLatin1StringView("//[::]")})
        url.replace(everywhere, QLatin1StringView("//127.0.0.1"));
    return url;
}

/// A page of the site, for what is not told its own address. "*.shop.example" has no host of its own.
QString pageOf(const Site &site)
{
    for (const QString &host : site.domains) {
        if (!host.startsWith(u'*'))
            return QStringLiteral("https://%1/").arg(host);
    }
    return {};
}

QString pixelUrl(const Site &site, const QString &collector)
{
    const QString url = QStringLiteral("%1/pixel.gif?site=%2").arg(collector, site.id);
    const QString page = pageOf(site);
    return page.isEmpty()
        ? url // the browser says where it is
        : url + QStringLiteral("&url=") + QString::fromLatin1(QUrl::toPercentEncoding(page));
}

} // namespace

QLatin1StringView toString(SnippetKind kind)
{
    switch (kind) {
    case SnippetKind::Pixel: return QLatin1StringView("pixel");
    case SnippetKind::Sparklytics: return QLatin1StringView("sparklytics");
    case SnippetKind::TsAnalytics: return QLatin1StringView("ts-analytics");
    case SnippetKind::Script: break;
    }
    return QLatin1StringView("script");
}

std::optional<SnippetKind> snippetKindNamed(QStringView text)
{
    for (const SnippetKind kind : kSnippetKinds) {
        if (text == toString(kind))
            return kind;
    }
    return std::nullopt;
}

QString snippetOf(const Site &site, const QString &collectorUrl, SnippetKind kind)
{
    const QString collector = askableUrl(collectorUrl);
    const QString url = collector.toHtmlEscaped();
    const QString key = site.id.toHtmlEscaped();
    switch (kind) {
    case SnippetKind::Pixel:
        return QStringLiteral("<img src=\"%1\" alt=\"\" referrerpolicy=\"no-referrer-when-downgrade\">")
            .arg(pixelUrl(site, collector).toHtmlEscaped());
    case SnippetKind::Sparklytics:
        return QStringLiteral(
                   "<script defer src=\"/s.js\" data-website-id=\"%1\" data-api-host=\"%2\"></script>")
            .arg(key, url);
    case SnippetKind::TsAnalytics:
        return QStringLiteral("generateFullTrackingScript({ siteId: '%1', apiEndpoint: '%2/api/analytics' })")
            .arg(key, url);
    case SnippetKind::Script: break;
    }
    return QStringLiteral("<script defer src=\"%1/scope.js\" data-site=\"%2\"></script>").arg(url, key);
}
