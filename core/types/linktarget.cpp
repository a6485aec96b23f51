// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/linktarget.h"

#include <QJsonDocument>
#include <QJsonObject>

QString linkTarget(const QString &props)
{
    if (props.isEmpty())
        return {};
    const QJsonObject object = QJsonDocument::fromJson(props.toUtf8()).object();
    const QString url = object.value(QLatin1StringView("url")).toString();
    return url.isEmpty() ? object.value(QLatin1StringView("href")).toString() : url;
}
