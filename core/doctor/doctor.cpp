// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/doctor.h"

#include "core/doctor/probes.h"
#include "core/query/localaddresses.h"

void Doctor::look(const Observations &known, const Asked<Observations> &asked)
{
    m_thread.post([known, asked](const std::atomic<bool> &isEnding) {
        Observations seen = known;
        seen.addresses = localAddresses();
        Probes::lookAt(seen, [&] { return isEnding || asked.isCancelled(); });
        asked.answer(seen);
    });
}
