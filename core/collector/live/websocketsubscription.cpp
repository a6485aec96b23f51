// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/websocketsubscription.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

const QLatin1StringView kSite {"site:"};
const QLatin1StringView kLink {"link:"};
const QLatin1StringView kAllSites {"site:*"};

} // namespace

Result<void> WebSocketSubscription::add(const QString &message)
{
    const QJsonValue wanted =
        QJsonDocument::fromJson(message.toUtf8()).object().value(QLatin1StringView("subscribe"));
    if (!wanted.isArray())
        return Error {QStringLiteral("bad_message"),
                      QStringLiteral("Send {\"subscribe\":[\"site:ID\",\"link:CODE\"]}.")};
    const QJsonArray names = wanted.toArray();
    for (const QJsonValue &value : names) {
        if (sites.size() + links.size() >= kMaxNames)
            break;
        const QString name = value.toString();
        if (name == kAllSites) {
            allSites = true;
            continue;
        }
        QStringList *list = name.startsWith(kSite) ? &sites : name.startsWith(kLink) ? &links : nullptr;
        const QString key = list ? name.sliced(kSite.size()) : QString();
        if (!key.isEmpty() && key.size() <= kMaxNameChars && !list->contains(key))
            list->append(key);
    }
    return {};
}

QByteArray WebSocketSubscription::confirmation() const
{
    QJsonArray names;
    if (allSites)
        names.append(kAllSites);
    for (const QString &site : sites)
        names.append(QString(kSite + site));
    for (const QString &link : links)
        names.append(QString(kLink + link));
    return QJsonDocument(QJsonObject {{QStringLiteral("subscribed"), names}}).toJson(QJsonDocument::Compact);
}
