// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

/// A numeric property of a hit, or the hit's own value. Goals can sum them.
struct NumericProperty
{
    quint32 hit = 0; ///< row of a day, index in a segment
    quint16 name = 0; ///< of the property; 0 = the hit's own value
    double value = 0; ///< finite

    friend bool operator==(const NumericProperty &, const NumericProperty &) = default;
    friend bool operator<(const NumericProperty &a, const NumericProperty &b)
    {
        return a.hit != b.hit ? a.hit < b.hit : a.name < b.name;
    }
};

/// Maximum number kept of one hit, in the order of their names.
constexpr std::size_t kMaxNumbersOfHit = 16;
constexpr qsizetype kMaxNumberName = 100;

/// The properties that are numbers or texts that parse as numbers, by name (glossary.md#goal). `props` is a
/// JSON object; anything else gives an empty result.
std::vector<std::pair<QString, double>> numbersOf(const QString &props);
