// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

/// A goal of a site (glossary.md#goal). Changing one changes past results, too: nothing about
/// goals is stored with a hit. Immutable value.
struct Goal
{
    /// Which hits can convert. Numbers are stored.
    enum class Target : quint8 {
        Page = 0, ///< a pageview, by its path
        Event = 1, ///< an event, by its name
        Outbound = 2, ///< an outbound click, by the address it leads to
        Link = 3, ///< a click of a short link, by its code
    };
    /// Literal and case-sensitive, all of them. Numbers are stored.
    enum class Match : quint8 {
        Equals = 0,
        Contains = 1,
        Wildcard = 2, ///< `*` stands for any run of characters; the whole text must match
    };
    /// What one conversion is worth. Numbers are stored.
    enum class Worth : quint8 {
        None = 0,
        Fixed = 1, ///< `fixedValue`
        Hit = 2, ///< the value of the hit, or else its property `valueKey`; otherwise nothing
    };

    QString id; ///< 1–64 of A-Za-z0-9_-, unique in the program
    QString site;
    QString name;
    Target target = Target::Page;
    Match match = Match::Equals;
    QString pattern; ///< 1–500 characters
    Worth worth = Worth::None;
    double fixedValue = 0; ///< of one conversion, with Worth::Fixed
    QString valueKey = {}; ///< with Worth::Hit: name of a property that is a number; empty = none
    QString currency = {}; ///< ISO 4217, or empty; shown, never converted

    friend bool operator==(const Goal &, const Goal &) = default;
};

Q_DECLARE_METATYPE(Goal)
