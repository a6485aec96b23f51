// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/clockstep.h"

#include <QStringList>

#include <cstdlib>

namespace {

struct Unit
{
    qint64 seconds;
    const char *one;
    const char *many;
};

constexpr Unit kUnits[] = {
    {365 * 86'400, "1 year", "years"}, {86'400, "1 day", "days"},  {3600, "1 hour", "hours"},
    {60, "1 minute", "minutes"},       {1, "1 second", "seconds"},
};

} // namespace

QString toText(const ClockStep &step)
{
    return (step.by < 0 ? QStringLiteral("The clock was set back by ")
                        : QStringLiteral("The clock was set forward by "))
        + spanText(step.by) + u'.';
}

QString spanText(Micros span)
{
    qint64 seconds = (std::abs(span) + kMicrosPerSecond / 2) / kMicrosPerSecond;
    QStringList parts;
    for (const Unit &unit : kUnits) {
        const qint64 count = seconds / unit.seconds;
        seconds %= unit.seconds;
        if (count > 0)
            parts.append(count == 1
                             ? QString::fromLatin1(unit.one)
                             : QString(QString::number(count) + u' ' + QString::fromLatin1(unit.many)));
        if (parts.size() == 2 || (parts.size() == 1 && count == 0))
            break;
    }
    return parts.isEmpty() ? QStringLiteral("0 seconds") : parts.join(u' ');
}
