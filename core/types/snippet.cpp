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

/// The same text within quotes of JavaScript, also where HTML reads it first.
QString quotedForScript(const QString &text)
{
    QString quoted;
    for (const QChar one : text) {
        if (one.isLetterOrNumber() || QStringView(u":/.-_[]%").contains(one))
            quoted.append(one);
        else
            quoted.append(QStringLiteral("\\u%1").arg(one.unicode(), 4, 16, QLatin1Char('0')));
    }
    return quoted;
}

/// Lines of JavaScript that add the tracker to the page: managers of tags drop its data-site from a tag.
QString addedScript(const QString &collector, const QString &key, const QString &indent)
{
    const QStringList lines {
        QStringLiteral("var scope = document.createElement('script');"),
        QStringLiteral("scope.src = '%1/scope.js';").arg(quotedForScript(collector)),
        QStringLiteral("scope.setAttribute('data-site', '%1');").arg(quotedForScript(key)),
        QStringLiteral("document.head.appendChild(scope);"),
    };
    QString text;
    for (const QString &line : lines)
        text += indent + line + u'\n';
    return text;
}

} // namespace

QLatin1StringView toString(SnippetKind kind)
{
    switch (kind) {
    case SnippetKind::WordPress: return QLatin1StringView("wordpress");
    case SnippetKind::TagManager: return QLatin1StringView("tag-manager");
    case SnippetKind::Module: return QLatin1StringView("npm");
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
    const QString script =
        QStringLiteral("<script defer src=\"%1/scope.js\" data-site=\"%2\"></script>").arg(url, key);
    switch (kind) {
    case SnippetKind::WordPress:
        return QStringLiteral("add_action('wp_head', function () { ?>\n%1\n<?php });").arg(script);
    case SnippetKind::TagManager:
        return QStringLiteral("<script>\n(function () {\n%1})();\n</script>")
            .arg(addedScript(collector, site.id, QStringLiteral("  ")));
    case SnippetKind::Module: return addedScript(collector, site.id, QString()).trimmed();
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
    return script;
}
