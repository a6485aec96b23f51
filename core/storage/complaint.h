// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QString>

/// Logs a repeated failure once, and then once a minute how often it happened.
/// Belongs to one thread.
class Complaint final
{
public:
    void say(const QString &what);
    /// The operation succeeded; logged if its failure was logged.
    void settle(const QString &what);

private:
    QString m_said; ///< text of the last message; empty = none
    Micros m_saidAt = 0; ///< monotonic
    qint64 m_times = 0; ///< since then
};
