// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/numericproperty.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

std::vector<std::pair<QString, double>> numbersOf(const QString &props)
{
    std::vector<std::pair<QString, double>> numbers;
    const bool hasDigit = std::ranges::any_of(props, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!hasDigit)
        return numbers; // most properties are words, and reading JSON takes its time
    const QJsonObject object = QJsonDocument::fromJson(props.toUtf8()).object();
    for (auto property = object.begin(); property != object.end(); ++property) {
        const QJsonValue value = property.value();
        bool isNumber = value.isDouble();
        const double number = value.isString() ? value.toString().toDouble(&isNumber) : value.toDouble();
        const QString name = property.key();
        if (!isNumber || !std::isfinite(number) || name.isEmpty() || name.size() > kMaxNumberName)
            continue;
        numbers.emplace_back(name, number);
        if (numbers.size() == kMaxNumbersOfHit)
            break;
    }
    return numbers;
}
