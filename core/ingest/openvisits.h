// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clockstep.h"

#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <utility>

/// The open visits: which visit a hit belongs to, by the rule of core/types/visitrule.h. Lives in the
/// collector thread; expired visits are removed, so that memory grows with the visitors of the last half
/// hour, up to a limit: beyond it the visits that were seen longest ago end early.
class OpenVisits final
{
public:
    static constexpr qsizetype kMost = 2'000'000; ///< 150 MB

    explicit OpenVisits(qsizetype most = kMost) : m_most(most) { }

    /// The id of the visit; starts one when the visitor has none open. A visitor who was last seen half an
    /// hour ahead of `time` or more was seen before the clock was set back: that visit has ended. `visitor` 0
    /// is an anonymous hit and gets a visit of its own (id 0).
    quint64 visitOf(const QString &site, quint64 visitor, const QString &visitorText, const QString &url,
                    Micros time);
    /// The id of the visitor's open visit, which the hit at `time` continues; 0 if there is none.
    quint64 goOn(const QString &site, quint64 visitor, Micros time);
    /// True when the visitor was seen less than 30 minutes from `time`.
    bool isOpen(const QString &site, quint64 visitor, Micros time) const;
    /// Adds a visit from storage, so that a restart does not cut it in two.
    void resume(const QString &site, quint64 visitor, quint64 visit, Micros lastSeen);
    /// Call when the clock was set. Visits that were open before it went forward are kept for half an hour
    /// and continue if it is set back.
    void takeClockStep(const ClockStep &step);
    qsizetype count() const { return m_open.size(); }

private:
    struct Visit
    {
        quint64 id = 0;
        Micros began = 0;
        Micros lastSeen = 0;
    };
    static bool goesOn(const Visit &visit, Micros time);
    using Key = std::pair<QString, quint64>;

    void sweep(Micros time);
    /// Ends the quarter of the visits that were seen longest ago.
    void makeRoom();

    const qsizetype m_most;
    QHash<Key, Visit> m_open;
    QHash<Key, Visit> m_putBy; ///< were open when the clock was set forward
    Micros m_putByUntil = 0;
    Micros m_sweptAt = 0;
};
