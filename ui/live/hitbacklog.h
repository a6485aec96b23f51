// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QList>

#include <algorithm>

/// Hits that arrived but are not shown yet, ordered by sequence, in bounded memory: beyond the limit the
/// oldest are only counted; they can be read back from storage by their run of sequences.
class HitBacklog final
{
public:
    static constexpr qsizetype kMaxHits = 4096;

    void append(const Hit &hit)
    {
        m_hits.append(hit);
        if (m_hits.size() >= 2 * kMaxHits)
            shedTo(kMaxHits);
    }

    /// Drops hits that another answer already counted. The count of a partly dropped run of shed hits is
    /// estimated; loading its block corrects the count.
    void dropUpTo(qint64 seq)
    {
        const auto kept = std::ranges::upper_bound(m_hits, seq, {}, &Hit::seq);
        m_hits.erase(m_hits.cbegin(), kept);
        if (m_shedCount > 0 && seq >= m_shedFirst) {
            m_shedFirst = seq + 1;
            m_shedCount = std::clamp<qint64>(m_shedLast - seq, 0, m_shedCount);
        }
    }

    /// Keeps at most `limit` hits in memory.
    void shedTo(qsizetype limit)
    {
        const qsizetype surplus = m_hits.size() - limit;
        if (surplus <= 0)
            return;
        if (m_shedCount == 0)
            m_shedFirst = m_hits.constFirst().seq;
        m_shedLast = m_hits.at(surplus - 1).seq;
        m_shedCount += surplus;
        m_hits.remove(0, surplus);
    }

    void clear() { *this = HitBacklog(); }
    qint64 size() const { return m_shedCount + m_hits.size(); }
    const QList<Hit> &hits() const { return m_hits; }
    qint64 shedCount() const { return m_shedCount; }
    qint64 shedFirst() const { return m_shedFirst; }
    qint64 shedLast() const { return m_shedLast; }

private:
    QList<Hit> m_hits;
    qint64 m_shedCount = 0; ///< older than m_hits, in [m_shedFirst, m_shedLast]
    qint64 m_shedFirst = 0;
    qint64 m_shedLast = 0;
};
