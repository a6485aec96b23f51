// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/frontpage.h"

#include "core/collector/htmlpage.h"
#include "core/types/snippet.h"

namespace {

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
    return htmlPage(
        200, QStringLiteral("Clickscope"),
        QStringLiteral(
            "<h1>Clickscope is running</h1>"
            "<p>This address collects web hits. Nothing needs to be opened here.</p>%1"
            "<p class=\"quiet\">The manual is in the window (F1), and <code>man clickscope</code> has "
            "every command and route. <a href=\"/healthz\">/healthz</a> says whether hits are being "
            "stored.</p>")
            .arg(sites ? sections(*sites, QStringLiteral("http://") + QString::fromUtf8(request.host))
                       : QString()));
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
