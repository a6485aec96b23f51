// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"
#include "core/analytics/valuetables.h"
#include "core/storage/database.h"
#include "core/types/result.h"

#include <QByteArray>

#include <vector>

/// The row of a stored segment, without its parts.
struct SegmentInfo
{
    qint64 num = 0; ///< never reused
    qint64 site = 0;
    qint64 day = 0;
    qint64 through = 0; ///< highest sequence that is in it
    quint32 hits = 0;
    Micros firstEvent = 0;
    Micros lastEvent = 0;
};

/// Number of a part of a segment in table `segment_part`.
enum class SegmentPart : quint8 { Frame = 0, Details = 1, FirstColumn = 8 };
constexpr int partOf(Column column)
{
    return static_cast<int>(SegmentPart::FirstColumn) + static_cast<int>(column);
}

/// Counters; each grows when something has changed.
struct SegmentMarks
{
    qint64 epoch = -1; ///< segments, or anything below
    qint64 verdicts = -1; ///< bot verdicts of stored hits
    qint64 erasures = -1; ///< erasures of values
};

/// Reads segments from the tables of 0003_history.sql. Belongs to the thread of its connection.
class SegmentReader final
{
public:
    explicit SegmentReader(const Database &database);

    Result<SegmentMarks> marks() const;
    /// The segments of this format that no changed verdict has made stale.
    Result<std::vector<SegmentInfo>> list() const;
    /// The stored bytes; empty when the part is missing or belongs to another segment or column.
    QByteArray part(const SegmentInfo &segment, int part);
    /// Adds values stored since to the tables. False when they cannot be read, or the tables hold another
    /// text under a stored number.
    bool loadValues(ValueTables &values) const;

private:
    const Database &m_database;
    Statement m_part;
};

/// Writes segments. Belongs to the thread of its connection, which may write.
class SegmentWriter final
{
public:
    explicit SegmentWriter(Database &database);

    /// Replaces the segment of this site and day. Each part is a short transaction of its own, so that the
    /// collector's writer never waits long; the last one makes the segment visible. A writer that is killed
    /// before that leaves parts that no one reads; the next one begins by erasing them.
    /// `generation` is that of the value tables when the hits were read.
    /// Errors: "database_failed"; "values_changed" when another program added or erased values meanwhile.
    Result<void> save(const Segment &segment, qint64 through, const ValueTables &values, quint64 generation);

private:
    Result<void> forgetParts(qint64 num);
    Result<void> putPart(const SegmentInfo &segment, int part, const QByteArray &bytes);
    Result<void> publish(qint64 num, const Segment &segment, qint64 through, const ValueTables &values,
                         quint64 generation);
    bool saveValues(const ValueTables &values, bool *isOutOfStep);

    Database &m_database;
};
