// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/websocketsubscription.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QJsonArray>
#include <QJsonObject>

// One message of a WebSocket client a line.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    WebSocketSubscription wanted;
    const QStringList messages = QString::fromUtf8(viewOf(data, size)).split(u'\n');
    for (const QString &message : messages) {
        const Result<void> added = wanted.add(message);
        require(added || !added.error().message.isEmpty(), "a refusal says why");
    }
    require(wanted.sites.size() + wanted.links.size() <= WebSocketSubscription::kMaxNames,
            "the names are bounded");
    for (const QString &name : wanted.sites + wanted.links)
        require(!name.isEmpty() && name.size() <= WebSocketSubscription::kMaxNameChars, "so is each of them");

    const QJsonArray names = QJsonDocument::fromJson(wanted.confirmation())
                                 .object()
                                 .value(QLatin1StringView("subscribed"))
                                 .toArray();
    WebSocketSubscription again;
    const QJsonObject message {{QStringLiteral("subscribe"), names}};
    require(bool(again.add(QString::fromUtf8(QJsonDocument(message).toJson()))),
            "a confirmation can be sent back");
    require(again.confirmation() == wanted.confirmation(), "and asks for the same");
    return 0;
}
