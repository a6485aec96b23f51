// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QList>
#include <QString>

/// What a site sent lately. Immutable value.
struct SiteActivity
{
    /// Numbers order the chips of the page.
    enum class State : quint8 { Receiving, Silent, Never };
    static constexpr int kHours = 48;
    /// Silent is who sent nothing for longer than so many of its usual gaps, and at least an hour.
    static constexpr int kGaps = 20;

    bool isKnown = false; ///< whether the store has answered
    Micros lastHit = 0; ///< when it was received; 0 = none was ever stored
    qint64 today = 0; ///< hits since midnight in the site's zone, without bots unless it counts them
    double perSecond = 0; ///< mean of the last SiteWatch::kRateSeconds
    QList<qint64> hours = {}; ///< the same hits by hour, the running one last; kHours of them, or none

    State stateAt(Micros now) const;
    /// "Receiving", "Silent", "Never".
    static QString nameOf(State state);
    /// "Receiving · 5.4 hits/s", "Silent for 3 days", "Never · no hit yet".
    QString textAt(Micros now) const;

    friend bool operator==(const SiteActivity &, const SiteActivity &) = default;
};
