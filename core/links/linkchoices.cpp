// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkchoices.h"

#include <QJsonObject>

#include <algorithm>

namespace {

const QString kName = QStringLiteral("name");
const QString kUrl = QStringLiteral("url");
const QString kWeight = QStringLiteral("weight");
const QString kDevices = QStringLiteral("devices");
const QString kCountries = QStringLiteral("countries");

bool hasMembers(const QJsonObject &object, const QStringList &names)
{
    return object.size() == names.size()
        && std::ranges::all_of(names, [&object](const QString &name) { return object.contains(name); });
}

std::optional<QStringList> textsOf(const QJsonValue &value)
{
    const QJsonArray array = value.toArray();
    QStringList texts;
    for (const QJsonValue &text : array) {
        if (!text.isString())
            return std::nullopt;
        texts.append(text.toString());
    }
    return value.isArray() ? std::optional(texts) : std::nullopt;
}

} // namespace

QJsonArray toJson(const QList<LinkVariant> &variants)
{
    QJsonArray array;
    for (const LinkVariant &variant : variants)
        array.append(QJsonObject {{kName, variant.name}, {kUrl, variant.url}, {kWeight, variant.weight}});
    return array;
}

QJsonArray toJson(const QList<LinkRule> &rules)
{
    QJsonArray array;
    for (const LinkRule &rule : rules) {
        array.append(QJsonObject {{kDevices, QJsonArray::fromStringList(rule.devices)},
                                  {kCountries, QJsonArray::fromStringList(rule.countries)},
                                  {kUrl, rule.url}});
    }
    return array;
}

std::optional<QList<LinkVariant>> variantsOf(const QJsonArray &array)
{
    QList<LinkVariant> variants;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        const int weight = object[kWeight].toInt(-1); // -1 also for numbers with a fraction
        if (!hasMembers(object, {kName, kUrl, kWeight}) || !object[kName].isString()
            || !object[kUrl].isString() || weight < 0)
            return std::nullopt;
        variants.append({object[kName].toString(), object[kUrl].toString(), weight});
    }
    return variants;
}

std::optional<QList<LinkRule>> rulesOf(const QJsonArray &array)
{
    QList<LinkRule> rules;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        const std::optional<QStringList> devices = textsOf(object[kDevices]);
        const std::optional<QStringList> countries = textsOf(object[kCountries]);
        if (!hasMembers(object, {kDevices, kCountries, kUrl}) || !object[kUrl].isString() || !devices
            || !countries)
            return std::nullopt;
        rules.append({*devices, *countries, object[kUrl].toString()});
    }
    return rules;
}
