// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segmentcache.h"
#include "core/analytics/visitpass.h"
#include "core/questions/statsquery.h"

#include <map>
#include <memory>
#include <optional>

/// Where a page of visits ends: VisitsPage::nextCursor is its text.
struct VisitCursor
{
    Micros last = 0;
    quint64 visit = 0;

    static std::optional<VisitCursor> parse(const QString &text);
    QString text() const;
    /// True for visits that come behind this one: newest first, ties by id descending.
    bool isBefore(const VisitCursor &other) const
    {
        return other.last != last ? other.last < last : other.visit < visit;
    }
};

/// A visit before anybody looks up what it was: most of a day's are on no page.
struct MetVisit
{
    std::shared_ptr<LoadedSegment> segment; ///< holds its first hit
    VisitRecord record;
};

/// The newest visits met so far, each once.
class VisitList final
{
public:
    VisitList(int limit, std::optional<VisitCursor> cursor) :
        m_limit(static_cast<std::size_t>(limit)), m_cursor(cursor)
    {
    }

    void add(const VisitCursor &at, const MetVisit &visit);
    /// True when no visit that ended before `time` can be on the page any more.
    bool isFullBefore(Micros time) const;
    /// Those of the page, in its order.
    std::vector<MetVisit> page() const;
    /// Where the next page goes on; empty when this is the last one.
    QString nextCursor() const;

private:
    struct NewestFirst
    {
        bool operator()(const VisitCursor &a, const VisitCursor &b) const { return a.isBefore(b); }
    };

    std::size_t m_limit;
    std::optional<VisitCursor> m_cursor;
    std::map<VisitCursor, MetVisit, NewestFirst>
        m_visits; ///< one more than the limit, to know of a next page
};
