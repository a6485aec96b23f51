// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/trackerassets.h"

#include "core/http/httptext.h"

#include <QCryptographicHash>
#include <QFile>

HttpReply trackerScript(const HttpRequest &request)
{
    static const QByteArray script = [] {
        QFile file(QStringLiteral(":/tracker/tracker.js"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    static const QByteArray tag =
        QByteArray("\"")
            .append(QCryptographicHash::hash(script, QCryptographicHash::Sha256).toHex().first(16))
            .append('"');
    HttpReply reply;
    reply.status = holdsEntityTag(request.headerList("if-none-match"), tag) ? 304 : 200;
    reply.headers.emplaceBack("ETag", tag);
    reply.headers.emplaceBack("Cache-Control", "public, max-age=3600");
    reply.headers.emplaceBack("Cross-Origin-Resource-Policy", "cross-origin");
    if (reply.status == 200) {
        reply.contentType = "text/javascript; charset=utf-8";
        reply.body = script;
    }
    return reply;
}
