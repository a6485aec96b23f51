// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/htmlpage.h"

#include <QCryptographicHash>

namespace {

const QByteArray kStyle = QByteArrayLiteral(
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:44rem;"
    "padding:0 1.5rem;color:#16202a;background:#f6f7f9}h1{font-size:1.5rem;margin:0 0 .5rem}"
    "h2{font-size:1rem;margin:2rem 0 .5rem}p{margin:.5rem 0}pre{margin:0;padding:1rem;overflow-x:auto;"
    "border-radius:6px;background:#eaeef2}code,pre{font:13px/1.6 ui-monospace,monospace}"
    "input,button{font:inherit;padding:.5rem .75rem;border-radius:6px;border:1px solid #7b8894}"
    "label{display:block;margin:1rem 0 .25rem}button{margin-top:1rem;background:#066c61;color:#fff;border:0}"
    ".quiet{color:#566472}.wrong{color:#b3261e}"
    "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0f1317}pre{background:#1b232b}"
    "button{background:#35c2b0;color:#0f1317}.quiet{color:#8b98a5}.wrong{color:#ff8a80}}");

/// Nothing but this style is let in, whatever a name may hold that got past the escaping.
QByteArray contentPolicy(PageForm form)
{
    static const QByteArray policy = "default-src 'none'; style-src 'sha256-"
        + QCryptographicHash::hash(kStyle, QCryptographicHash::Sha256).toBase64()
        + "'; base-uri 'none'; frame-ancestors 'none'";
    return form == PageForm::Post ? policy : policy + "; form-action 'none'";
}

} // namespace

HttpReply htmlPage(int status, const QString &title, const QString &body, PageForm form)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "text/html; charset=utf-8";
    reply.body =
        QStringLiteral(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\">"
            "<meta name=\"robots\" content=\"noindex\"><title>%1</title><style>%2</style>%3</html>\n")
            .arg(title.toHtmlEscaped(), QString::fromLatin1(kStyle), body)
            .toUtf8();
    reply.headers.emplaceBack("Cache-Control", "no-store");
    reply.headers.emplaceBack("Content-Security-Policy", contentPolicy(form));
    reply.headers.emplaceBack("Referrer-Policy", "no-referrer");
    return reply;
}
