// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/statsquery.h"

#include <map>
#include <optional>

/// Where a page of visits ends: VisitsPage::nextCursor is its text.
struct VisitCursor
{
    Micros last = 0;
    quint64 visit = 0;

    static std::optional<VisitCursor> parse(const QString &text);
    QString text() const;
    /// True for visits that come behind the cursor: newest first, ties by id descending.
    bool isBefore(const VisitSummary &other) const
    {
        return other.last != last ? other.last < last : other.visit < visit;
    }
};

/// The newest visits met so far, each once.
class VisitList final
{
public:
    VisitList(int limit, std::optional<VisitCursor> cursor) : m_limit(limit), m_cursor(cursor) { }

    void add(const VisitSummary &visit);
    /// True when no visit that ended before `time` can be on the page any more.
    bool isFullBefore(Micros time) const;
    VisitsPage page() const;

private:
    struct NewestFirst
    {
        bool operator()(const VisitCursor &a, const VisitCursor &b) const
        {
            return a.last != b.last ? a.last > b.last : a.visit > b.visit;
        }
    };

    qsizetype m_limit;
    std::optional<VisitCursor> m_cursor;
    std::map<VisitCursor, VisitSummary, NewestFirst>
        m_visits; ///< one more than the limit, to know of a next page
};
