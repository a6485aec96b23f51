// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/senderhost.h"

#include "core/types/allowedhosts.h"
#include "core/types/rejectreason.h"

#include <QRegularExpression>
#include <QStringBuilder>
#include <QUrl>

QString senderHost(const Rejection &rejection)
{
    static const QRegularExpression kOrigin(QStringLiteral("https?://[^/\\s]+"));
    static const QRegularExpression kPage(QStringLiteral("\\burl\\W{1,4}(https?:[\\\\/]+[^\\\\/\\s\"?#&]+)"));
    // Other details hold what was sent: a key may look like an address.
    const bool namesHost = rejection.reason == codeOf(RejectReason::OriginNotAllowed);
    QString url = namesHost ? kOrigin.match(rejection.detail).captured(0) : QString();
    if (url.isEmpty())
        url = kOrigin.match(rejection.source).captured(0);
    if (url.isEmpty())
        url = kPage.match(QUrl::fromPercentEncoding(rejection.excerpt.toUtf8())).captured(1).remove(u'\\');
    return allowedHost(url).value_or(QString());
}
