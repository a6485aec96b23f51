// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segmentcache.h"
#include "core/analytics/visitpass.h"
#include "core/questions/statsquery.h"

#include <map>
#include <memory>
#include <optional>

/// The position after a page of visits: VisitsPage::nextCursor is its text.
struct VisitCursor
{
    Micros last = 0;
    quint64 visit = 0;

    static std::optional<VisitCursor> parse(const QString &text);
    QString text() const;
    /// True for visits after this one: newest first, ties by id descending.
    bool isBefore(const VisitCursor &other) const
    {
        return other.last != last ? other.last < last : other.visit < visit;
    }
};

/// A visit whose details are not looked up yet: most of a day's visits are on no page.
struct MetVisit
{
    std::shared_ptr<LoadedSegment> segment; ///< holds its first hit
    VisitRecord record;
};

/// Collects the newest visits, each once.
class VisitList final
{
public:
    VisitList(int limit, std::optional<VisitCursor> cursor) :
        m_limit(static_cast<std::size_t>(limit)), m_cursor(cursor)
    {
    }

    void add(const VisitCursor &at, const MetVisit &visit);
    /// True when no visit that ended before `time` can be on the page.
    bool isFullBefore(Micros time) const;
    /// The visits of the page, in order.
    std::vector<MetVisit> page() const;
    /// The cursor of the next page; empty when this is the last one.
    QString nextCursor() const;

private:
    struct NewestFirst
    {
        bool operator()(const VisitCursor &a, const VisitCursor &b) const { return a.isBefore(b); }
    };

    std::size_t m_limit;
    std::optional<VisitCursor> m_cursor;
    std::map<VisitCursor, MetVisit, NewestFirst> m_visits; ///< one more than the limit, to detect a next page
};
