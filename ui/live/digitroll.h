// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

/// How a big number goes to its next value so that it can be read at any rate of changes: what changes within
/// kGatherMs is one change, which moves for kRollMs. At least half of every second it stands still.
///
/// Has no clock: every call passes a time in milliseconds that never goes back.
class DigitRoll final
{
public:
    static constexpr qint64 kRollMs = 180;
    static constexpr qint64 kGatherMs = 500; ///< from one start to the next

    /// Shows the value at once.
    void jumpTo(qint64 value)
    {
        m_goal = m_from = m_to = value;
        m_isMoving = false;
    }
    void setGoal(qint64 value, qint64 now)
    {
        m_goal = value;
        advance(now);
    }
    /// Moves on. True when a move began.
    bool advance(qint64 now)
    {
        m_now = now;
        if (m_isMoving && now - *m_startedAt >= kRollMs)
            m_isMoving = false;
        if (m_isMoving || m_to == m_goal || (m_startedAt && now - *m_startedAt < kGatherMs))
            return false;
        m_from = m_to;
        m_to = m_goal;
        m_startedAt = now;
        m_isMoving = true;
        return true;
    }

    qint64 goal() const { return m_goal; }
    qint64 from() const { return m_from; }
    qint64 shown() const { return m_to; } ///< the value that stands, or rolls in
    bool isMoving() const { return m_isMoving; }
    bool isDone() const { return !m_isMoving && m_to == m_goal; }
    /// 0 to 1; 1 at rest.
    double progress() const
    {
        return m_isMoving ? static_cast<double>(m_now - *m_startedAt) / static_cast<double>(kRollMs) : 1;
    }

private:
    qint64 m_goal = 0;
    qint64 m_from = 0;
    qint64 m_to = 0;
    qint64 m_now = 0;
    std::optional<qint64> m_startedAt; ///< of the latest move
    bool m_isMoving = false;
};
