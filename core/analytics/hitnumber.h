// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

/// A number that a hit carries: its own value, or one of its properties. What goals may be worth.
struct HitNumber
{
    quint32 hit = 0; ///< row of a day, index in a segment
    quint16 name = 0; ///< of the property; 0 = the hit's own value
    double value = 0; ///< finite

    friend bool operator==(const HitNumber &, const HitNumber &) = default;
    friend bool operator<(const HitNumber &a, const HitNumber &b)
    {
        return a.hit != b.hit ? a.hit < b.hit : a.name < b.name;
    }
};

/// Of one hit this many properties are kept, in the order of their names.
constexpr std::size_t kMaxNumbersOfHit = 16;
constexpr qsizetype kMaxNumberName = 100;

/// The properties that are numbers, or texts that read as one, by name (glossary.md#goal). `props` is a JSON
/// object; anything else has none.
std::vector<std::pair<QString, double>> numbersOf(const QString &props);
