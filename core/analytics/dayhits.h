// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"
#include "core/analytics/numericproperty.h"
#include "core/types/clock.h"
#include "core/types/hit.h"

#include <QHash>
#include <QStringList>

#include <array>
#include <limits>
#include <vector>

/// Whether the id of a hit may also be in use on another day.
enum class Roaming : quint8 {
    No, ///< it was made with the salt of this day
    Persistent, ///< the visitor's own id
    Late, ///< it was made with the salt of the next day, on which this hit came in
};

/// The sort key of a hit in a segment: visitor, time, sequence.
struct HitKey
{
    quint64 visitor;
    Micros eventAt;
    quint32 row; ///< breaks ties: rows are in order of sequence

    friend bool operator<(const HitKey &a, const HitKey &b)
    {
        if (a.visitor != b.visitor)
            return a.visitor - 1 < b.visitor - 1; // 0, anonymous, sorts last
        return a.eventAt != b.eventAt ? a.eventAt < b.eventAt : a.row < b.row;
    }
};

/// The hits of one site and UTC day in the order they arrived, column by column: input of a segment builder.
struct DayHits
{
    qint64 site = 0; ///< its number
    qint64 day = 0; ///< UTC day number of every eventAt
    std::vector<Micros> eventAt;
    std::vector<quint64> visitor;
    std::vector<quint64> visit;
    std::vector<quint8> kind;
    std::vector<quint8> isBot;
    std::vector<Roaming> roaming;
    std::vector<NumericProperty> numbers; ///< by row; `name` is a place in `names`
    QStringList names {QString()}; ///< of numeric properties; the first one means "none"
    QHash<QString, quint16> places; ///< in `names`
    /// Codes; empty while every hit so far has none.
    std::array<std::vector<quint32>, kColumnCount> codes;

    std::vector<HitKey> order; ///< for the rows that existed at the last sort()

    std::size_t size() const { return eventAt.size(); }
    /// Updates `order`. Sorts only the new rows and merges them in, since a day grows with each question.
    void sort();
    /// Attaches a number to the last row; ignored once a day has 65,535 names.
    void addNumber(const QString &name, double value)
    {
        auto place = places.constFind(name);
        if (place == places.constEnd()) {
            if (names.size() > std::numeric_limits<quint16>::max())
                return;
            place = places.insert(name, static_cast<quint16>(names.size()));
            names.append(name);
        }
        numbers.push_back({static_cast<quint32>(size() - 1), *place, value});
    }
    void setCode(Column column, quint32 code)
    {
        std::vector<quint32> &codesOfColumn = codes[indexOf(column)];
        if (code == 0 && codesOfColumn.empty())
            return;
        codesOfColumn.resize(size());
        codesOfColumn.back() = code;
    }
};
