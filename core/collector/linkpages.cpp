// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/linkpages.h"

#include <QCryptographicHash>

namespace {

const QByteArray kStyle = QByteArrayLiteral(
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;"
    "padding:0 1rem;color:#16202a;background:#f6f7f9}h1{font-size:1.5rem;margin:0 0 .5rem}"
    "input,button{font:inherit;padding:.5rem .75rem;border-radius:6px;border:1px solid #7b8894}"
    "label{display:block;margin:1rem 0 .25rem}button{margin-top:1rem;background:#0b6bcb;color:#fff;border:0}"
    ".wrong{color:#b3261e}@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0f1317}"
    "button{background:#4da3ff;color:#06121f}.wrong{color:#ff8a80}}");

/// No form-action: browsers apply it to where an answer redirects to, which is the destination of the link.
HttpReply page(int status, const QString &title, const QString &body)
{
    static const QByteArray policy = "default-src 'none'; style-src 'sha256-"
        + QCryptographicHash::hash(kStyle, QCryptographicHash::Sha256).toBase64()
        + "'; base-uri 'none'; frame-ancestors 'none'";
    HttpReply reply;
    reply.status = status;
    reply.contentType = "text/html; charset=utf-8";
    reply.body = QStringLiteral(
                     "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                     "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" "
                     "content=\"noindex\"><title>%1</title><style>%2</style><h1>%1</h1>%3</html>\n")
                     .arg(title, QString::fromLatin1(kStyle), body)
                     .toUtf8();
    reply.headers.emplaceBack("Cache-Control", "no-store");
    reply.headers.emplaceBack("Content-Security-Policy", policy);
    reply.headers.emplaceBack("Referrer-Policy", "no-referrer");
    return reply;
}

QString hidden(const char *name, const QString &value)
{
    return QStringLiteral("<input type=\"hidden\" name=\"%1\" value=\"%2\">")
        .arg(QLatin1StringView(name), value.toHtmlEscaped());
}

} // namespace

HttpReply linkNotFoundPage()
{
    return page(
        404, QStringLiteral("Link not found"),
        QStringLiteral("<p>This short link does not exist. It may have been mistyped or taken away.</p>"));
}

HttpReply linkOverPage(LinkState state)
{
    const QString why = state == LinkState::Expired ? QStringLiteral("Its time has passed.")
        : state == LinkState::UsedUp                ? QStringLiteral("It was opened as often as it may be.")
                                                    : QStringLiteral("Its owner has put it away.");
    return page(410, QStringLiteral("This link is over"),
                QStringLiteral("<p>%1 Ask the person who gave it to you.</p>").arg(why));
}

HttpReply passwordPage(const PasswordForm &form)
{
    const int status = form.wait > 0 ? 429 : form.wasWrong ? 401 : 200;
    const QString said = form.wait > 0
        ? QStringLiteral(
              "<p class=\"wrong\" role=\"alert\">Too many tries. Wait %1 minutes, then try again.</p>")
              .arg((form.wait + 59) / 60)
        : form.wasWrong ? QStringLiteral("<p class=\"wrong\" role=\"alert\">That is not the password.</p>")
                        : QString();
    HttpReply reply = page(
        status, QStringLiteral("This link has a password"),
        said
            + QStringLiteral(
                  "<form method=\"post\" action=\"/api/url/verify-password\">%1%2%3<label for=\"w\">Password</label>"
                  "<input id=\"w\" type=\"password\" name=\"password\" maxlength=\"200\" required autofocus "
                  "autocomplete=\"off\"><br><button>Open the link</button></form>")
                  .arg(hidden("shortCode", form.code), hidden("query", QString::fromUtf8(form.query)),
                       hidden("referrer", QString::fromUtf8(form.referrer))));
    if (form.wait > 0)
        reply.headers.emplaceBack("Retry-After", QByteArray::number(form.wait));
    return reply;
}
