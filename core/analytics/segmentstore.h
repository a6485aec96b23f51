// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"
#include "core/analytics/valuetables.h"
#include "core/storage/database.h"
#include "core/types/result.h"

#include <QByteArray>

#include <vector>

/// A stored segment, without its parts.
struct SegmentInfo
{
    qint64 num = 0; ///< never reused
    qint64 site = 0;
    qint64 day = 0;
    qint64 through = 0; ///< hits with a higher sequence are not in it
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

/// Each counts up when something has changed.
struct SegmentMarks
{
    qint64 epoch = -1; ///< segments, or anything below
    qint64 verdicts = -1; ///< verdicts about stored hits
    qint64 erasures = -1; ///< values were erased
};

/// Reads segments from the tables of 0003_history.sql. Belongs to the thread of its connection.
class SegmentReader final
{
public:
    explicit SegmentReader(const Database &database);

    Result<SegmentMarks> marks() const;
    /// Those of this format that no verdict has made stale.
    Result<std::vector<SegmentInfo>> list() const;
    /// The stored bytes; empty when the part is gone or is one of another segment or place in it.
    QByteArray part(const SegmentInfo &segment, int part);
    /// Adds what was stored since to the tables. False when it cannot be read, or the tables hold something
    /// else under a stored number.
    bool loadValues(ValueTables &values) const;

private:
    const Database &m_database;
    Statement m_part;
};

/// Keeps segments. Belongs to the thread of its connection, which may write.
class SegmentWriter final
{
public:
    explicit SegmentWriter(Database &database);

    /// Replaces the segment of this site and day. Each part is a short transaction of its own, so that the
    /// collector's writer never waits long; the last one makes the segment visible. A writer that is killed
    /// before leaves parts that nobody sees, and the next one begins by erasing them.
    /// `generation` is that of the values when its hits were read.
    /// Errors: "database_failed"; "values_changed" when another program gave codes meanwhile, or erased some.
    Result<void> save(const Segment &segment, qint64 through, const ValueTables &values, quint64 generation);

private:
    Result<void> forgetParts(qint64 num);
    Result<void> putPart(const SegmentInfo &segment, int part, const QByteArray &bytes);
    Result<void> publish(qint64 num, const Segment &segment, qint64 through, const ValueTables &values,
                         quint64 generation);
    bool saveValues(const ValueTables &values, bool *isOutOfStep);

    Database &m_database;
};
