// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/daycatalog.h"
#include "core/analytics/dayreader.h"
#include "core/analytics/segmentstore.h"
#include "core/analytics/valuetables.h"
#include "core/storage/database.h"
#include "core/types/pagepath.h"

#include <atomic>
#include <memory>

/// One connection's view of hits and segments at one moment. Belongs to one thread.
class SegmentSource final
{
public:
    enum class Change : quint8 {
        None,
        Segments, ///< stored segments changed
        Verdicts, ///< bot verdicts changed: cached hits may be wrong
        Everything, ///< codes are invalid: the value tables were cleared
    };

    /// `values` may be shared with the source of another thread and must outlive this.
    static Result<std::unique_ptr<SegmentSource>> open(const QString &fileName, Database::Mode mode,
                                                       ValueTables &values);

    /// Reads what changed. Call it inside a ReadSnapshot of database(), which must last while the answer
    /// is used. Errors: "database_failed".
    Result<Change> sync();
    Database &database() { return m_database; }
    const DayCatalog &catalog() const { return m_catalog; }
    qint64 lastSeq() const { return m_lastSeq; }
    /// Number of a site, -1 when there is none; an empty name stands for hits without a site.
    qint64 siteNumber(const QString &site);
    /// Which paths the site groups into one page.
    PageGrouping pageGrouping(const QString &site);
    QByteArray part(const SegmentInfo &segment, int part) { return m_reader.part(segment, part); }
    /// Adds the hits of a day with sequences from `after` + 1 to lastSeq().
    Result<void> read(DayHits &day, qint64 after, const std::atomic<bool> &isCancelled)
    {
        return m_days.read(day, after + 1, m_lastSeq, isCancelled);
    }

private:
    SegmentSource(Database database, ValueTables &values);

    Database m_database;
    ValueTables &m_values;
    SegmentReader m_reader;
    DayReader m_days;
    DayCatalog m_catalog;
    Statement m_site;
    Statement m_pages;
    qint64 m_lastSeq = 0;
    SegmentMarks m_marks;
    quint64 m_generation = 0;
};
