// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/zonename.h"

#include "core/types/zonelinks.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr qsizetype kLongestName = 64;

const ZoneLink *linkOf(const QByteArray &name)
{
    const auto *link = std::ranges::find_if(kZoneLinks, [&name](const ZoneLink &each) {
        return name.compare(each.name, Qt::CaseInsensitive) == 0;
    });
    return link == kZoneLinks.end() ? nullptr : link;
}

// A name as the database of zones forms them, and no rule of POSIX ("CET-1CEST", "<+02>-2"), which Qt reads
// as a zone, too: what has no slash counts only when it is listed. Systems do not list every name with one.
bool isKnown(const QByteArray &name)
{
    static const QRegularExpression parts(QStringLiteral("^[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*$"));
    if (!parts.match(QString::fromLatin1(name)).hasMatch())
        return false;
    return name.contains('/') ? QTimeZone(name).isValid() : QTimeZone::availableTimeZoneIds().contains(name);
}

} // namespace

QString canonicalZone(const QString &text)
{
    const QByteArray name = text.trimmed().toUtf8();
    if (name.isEmpty() || name.size() > kLongestName)
        return {};
    if (name.compare("UTC", Qt::CaseInsensitive) == 0)
        return QStringLiteral("UTC");
    if (const ZoneLink *link = linkOf(name);
        link && (isKnown(link->target) || QByteArray(link->target) == "UTC"))
        return QString::fromLatin1(link->target);
    if (name.toUpper().startsWith("UTC"))
        return {};
    if (isKnown(name))
        return QString::fromUtf8(name);
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    const auto found = std::ranges::find_if(zones, [&name](const QByteArray &zone) {
        return zone.compare(name, Qt::CaseInsensitive) == 0 && !zone.startsWith("UTC");
    });
    return found == zones.end() ? QString() : QString::fromUtf8(*found);
}

Error badZone(const QString &typed)
{
    static const QRegularExpression offset(
        QStringLiteral("^(?:UTC|GMT|Z)?\\s*([+\u2212-])?\\s*(\\d{1,2})(?::?(\\d{2}))?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = offset.match(typed.trimmed());
    const QString code = QStringLiteral("bad_timezone");
    if (!match.hasMatch())
        return {code,
                QStringLiteral("\"%1\" is no time zone; use an IANA name such as Europe/Warsaw").arg(typed)};
    const bool isFullHour = match.captured(3).isEmpty() || match.captured(3) == QLatin1StringView("00");
    const int hours = match.captured(2).toInt();
    const bool isWest = match.captured(1) == QStringLiteral("-")
        || match.captured(1) == QStringLiteral("\u2212");
    if (!isFullHour || hours == 0 || hours > (isWest ? 12 : 14))
        return {code,
                QStringLiteral("\"%1\" is an offset, and clocks change; use the IANA name of a place such as "
                               "Europe/Warsaw")
                    .arg(typed)};
    return {code,
            QStringLiteral("\"%1\" is an offset, and clocks change; use the IANA name of a place such as "
                           "Europe/Warsaw, or Etc/GMT%2%3, which never changes")
                .arg(typed, isWest ? QStringLiteral("+") : QStringLiteral("-"), QString::number(hours))};
}
