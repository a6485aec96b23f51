// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QString>

/// Something that fails again and again is logged once, and then once a minute how often it did.
/// Belongs to one thread.
class Complaint final
{
public:
    void say(const QString &what);
    /// It works again; said when it was said that it did not.
    void settle(const QString &what);

private:
    QString m_said; ///< empty = nothing
    Micros m_saidAt = 0; ///< monotonic
    qint64 m_times = 0; ///< since then
};
