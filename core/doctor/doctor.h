// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/jobthread.h"
#include "core/questions/observations.h"

/// Looks at what hits need on their way here, in a thread of its own: the network is waited for.
class Doctor final
{
    Q_DISABLE_COPY_MOVE(Doctor)

public:
    Doctor() : m_thread(QStringLiteral("doctor")) { }

    /// Adds to what the program knows of itself what can be seen from outside, and answers. Any thread.
    void look(const Observations &known, const Asked<Observations> &asked);

private:
    JobThread m_thread;
};
