// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"
#include "core/types/clock.h"
#include "core/types/hit.h"

#include <array>
#include <vector>

/// Whether the id of a hit may also be in use on another day.
enum class Roaming : quint8 {
    No, ///< it was made with the salt of this day
    Persistent, ///< the visitor's own
    Late, ///< it was made with the salt of the next day, on which this hit came in
};

/// The hits of one site and UTC day as they came in, column by column: what a segment is built from.
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
    std::vector<std::pair<quint32, double>> values; ///< row and value, of hits that have one
    /// Codes; empty while every hit so far has none.
    std::array<std::vector<quint32>, kColumnCount> codes;

    std::size_t size() const { return eventAt.size(); }
    void setCode(Column column, quint32 code)
    {
        std::vector<quint32> &codesOfColumn = codes[indexOf(column)];
        if (code == 0 && codesOfColumn.empty())
            return;
        codesOfColumn.resize(size());
        codesOfColumn.back() = code;
    }
};
