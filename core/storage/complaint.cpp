// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/complaint.h"

#include "core/types/logging.h"

void Complaint::say(const QString &what)
{
    const Micros now = monotonicMicros();
    ++m_times;
    if (what == m_said && now - m_saidAt < kMicrosPerMinute)
        return;
    if (what == m_said)
        qCCritical(lcStorage).noquote() << what << QStringLiteral("(%1 times in a minute)").arg(m_times);
    else
        qCCritical(lcStorage).noquote() << what;
    m_said = what;
    m_saidAt = now;
    m_times = 0;
}

void Complaint::settle(const QString &what)
{
    if (m_said.isEmpty())
        return;
    m_said.clear();
    m_times = 0;
    qCWarning(lcStorage).noquote() << what;
}
