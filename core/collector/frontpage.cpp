// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/frontpage.h"

#include "core/types/snippet.h"

#include <QCryptographicHash>

namespace {

const QByteArray kStyle = QByteArrayLiteral(
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:12vh auto;max-width:44rem;"
    "padding:0 1.5rem;color:#16202a;background:#f6f7f9}h1{font-size:1.5rem;margin:0 0 .5rem}"
    "h2{font-size:1rem;margin:2rem 0 .5rem}p{margin:.5rem 0}pre{margin:0;padding:1rem;overflow-x:auto;"
    "border-radius:6px;background:#eaeef2}code,pre{font:13px/1.6 ui-monospace,monospace}"
    ".quiet{color:#566472}"
    "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0f1317}pre{background:#1b232b}"
    ".quiet{color:#8b98a5}}");

/// Nothing but this style is let in, whatever a name may hold that got past the escaping.
QByteArray contentPolicy()
{
    static const QByteArray policy = "default-src 'none'; style-src 'sha256-"
        + QCryptographicHash::hash(kStyle, QCryptographicHash::Sha256).toBase64()
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return policy;
}

QString sections(const QList<Site> &sites, const QString &url)
{
    if (sites.isEmpty()) {
        return QStringLiteral("<h2>No site yet</h2><p>Create one in the window, or with</p>"
                              "<pre>clickscope site add shop --domain shop.example</pre>");
    }
    QString text = sites.size() == 1
        ? QStringLiteral("<p>Put this line into every page, before &lt;/head&gt;:</p>")
        : QStringLiteral("<p>Put the line of its site into every page, before "
                         "&lt;/head&gt;:</p>");
    for (const Site &site : sites) {
        text += QStringLiteral("<h2><bdi>%1</bdi></h2><pre>%2</pre>")
                    .arg(site.displayName().toHtmlEscaped(), snippetOf(site, url).toHtmlEscaped());
    }
    return text;
}

} // namespace

HttpReply frontPage(const HttpRequest &request, const std::optional<QList<Site>> &sites)
{
    const QString page =
        QStringLiteral(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\"><title>Clickscope</title>"
            "<style>%1</style><h1>Clickscope is running</h1>"
            "<p>This address collects web hits. Nothing needs to be opened here.</p>%2"
            "<p class=\"quiet\">The manual is in the window (F1), and <code>man clickscope</code> has every "
            "command and route. <a href=\"/healthz\">/healthz</a> says whether hits are being stored.</p>"
            "</html>\n")
            .arg(QString::fromLatin1(kStyle),
                 sites ? sections(*sites, QStringLiteral("http://") + QString::fromUtf8(request.host))
                       : QString());
    HttpReply reply;
    reply.contentType = "text/html; charset=utf-8";
    reply.body = page.toUtf8();
    reply.headers.emplaceBack("Content-Security-Policy", contentPolicy());
    reply.headers.emplaceBack("Referrer-Policy", "no-referrer");
    reply.headers.emplaceBack("Cache-Control", "no-store"); // it depends on who asks, and on the sites
    return reply;
}

void addUnaskedRoutes(Router &router)
{
    router.add(HttpMethod::Get, "/robots.txt", Access::Open, [](Exchange &&exchange) {
        exchange.reply(HttpReply::text(200, "User-agent: *\nDisallow: /\n"));
    });
    for (const char *icon : {"/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"})
        router.add(HttpMethod::Get, icon, Access::Open,
                   [](Exchange &&exchange) { exchange.reply(HttpReply::text(404, {})); });
}
