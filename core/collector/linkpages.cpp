// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/linkpages.h"

#include "core/collector/htmlpage.h"

namespace {

HttpReply page(int status, const QString &title, const QString &body, PageForm form = PageForm::None)
{
    return htmlPage(status, title, QStringLiteral("<h1>%1</h1>%2").arg(title, body), form);
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
                       hidden("referrer", QString::fromUtf8(form.referrer))),
        PageForm::Post);
    if (form.wait > 0)
        reply.headers.emplaceBack("Retry-After", QByteArray::number(form.wait));
    return reply;
}
