// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/jsonvalues.h"

#include "core/types/timebuckets.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue numberOrNull(std::optional<double> number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QString isoMillis(Micros instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString zonedText(Micros instant, const QString &zoneName)
{
    const QTimeZone zone(zoneName.toUtf8());
    const int offset = zone.isValid()
        ? zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, Qt::UTC))
        : 0;
    return toRfc3339(TimeBucket {instant, instant, offset});
}

double roundedTo(double number, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(number * scale) / scale;
}

double percentage(qint64 part, qint64 whole)
{
    return whole == 0 ? 0 : roundedTo(100.0 * static_cast<double>(part) / static_cast<double>(whole), 1);
}

QString countryName(const QString &code)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory ? code : QLocale::territoryToString(territory);
}

QString countryFlag(const QString &code)
{
    const auto isLetter = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    if (code.size() != 2 || !std::ranges::all_of(code, isLetter))
        return {};
    constexpr char32_t kRegionalA = 0x1F1E6;
    const char32_t letters[] = {kRegionalA + (code[0].unicode() - u'A'),
                                kRegionalA + (code[1].unicode() - u'A')};
    return QString::fromUcs4(letters, 2);
}

std::optional<bool> flagOf(const QString &text)
{
    if (text == QLatin1StringView("1") || text == QLatin1StringView("true"))
        return true;
    if (text == QLatin1StringView("0") || text == QLatin1StringView("false"))
        return false;
    return std::nullopt;
}

Result<std::optional<bool>> flagOf(const QString &text, const char *name)
{
    const std::optional<bool> flag = flagOf(text);
    if (text.isEmpty() || flag)
        return flag;
    return Error {QStringLiteral("bad_flag"),
                  QStringLiteral("%1 is 1 or 0, true or false").arg(QLatin1StringView(name))};
}
