// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/siteactivity.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SiteActivity", text);
}

} // namespace

SiteActivity::State SiteActivity::stateAt(Micros now) const
{
    if (lastHit == 0)
        return State::Never;
    const qint64 hits = std::accumulate(hours.cbegin(), hours.cend(), qint64(0));
    const Micros gap = hits > 0 ? kHours * kMicrosPerHour / hits : 0;
    return now - lastHit > std::max(kMicrosPerHour, kGaps * gap) ? State::Silent : State::Receiving;
}

QString SiteActivity::nameOf(State state)
{
    switch (state) {
    case State::Receiving: return tr("Receiving");
    case State::Silent: return tr("Silent");
    case State::Never: break;
    }
    return tr("Never");
}

QString SiteActivity::textAt(Micros now) const
{
    if (!isKnown)
        return tr("Reading…");
    const Micros age = std::max<Micros>(0, now - lastHit);
    switch (stateAt(now)) {
    case State::Receiving:
        return perSecond > 0 ? LineText::fill(tr("%1 hits/s"), Format::rate(perSecond))
                             : LineText::fill(tr("last hit %1"), Format::age(age));
    case State::Silent: return LineText::fill(tr("for %1"), Format::span(age));
    case State::Never: break;
    }
    return tr("no hit yet");
}
