// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/hitproperties.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace {

QJsonObject objectOf(const QString &props)
{
    return props.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(props.toUtf8()).object();
}

QString textOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String: return value.toString();
    case QJsonValue::Bool: return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double: return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    default: return {};
    }
}

} // namespace

bool HitProperties::areListed(HitKind kind)
{
    switch (kind) {
    case HitKind::Pageview:
    case HitKind::Click:
    case HitKind::Event:
    case HitKind::Outbound:
    case HitKind::Download:
    case HitKind::Pixel: return true;
    default: return false;
    }
}

QString HitProperties::value(const QString &props, const QString &name)
{
    return textOf(objectOf(props).value(name));
}

QStringList HitProperties::names(const QString &props)
{
    QStringList names;
    const QJsonObject object = objectOf(props);
    for (auto property = object.begin(); property != object.end(); ++property) {
        if (!property.key().isEmpty() && !textOf(property.value()).isEmpty())
            names.append(property.key());
    }
    return names;
}
