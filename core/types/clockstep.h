// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QMetaType>
#include <QString>

/// The machine's clock was set, by a person, a time server or an empty battery. Immutable value.
struct ClockStep
{
    qint64 id = 0; ///< 0 = not stored yet
    Micros at = 0; ///< what the clock showed afterwards
    Micros by = 0; ///< by how much it was set: forward > 0, back < 0

    friend bool operator==(const ClockStep &, const ClockStep &) = default;
};

/// "The clock was set back by 3 days."
QString toText(const ClockStep &step);
/// "3 days", "1 hour 30 minutes": the largest unit and the next one.
QString spanText(Micros span);

Q_DECLARE_METATYPE(ClockStep)
