// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QList>
#include <QString>

/// A few hundred hits of two or three sites over some days around an instant that is awkward for time: a
/// change of clocks, a leap day, a turn of the year. Adversarial but legal:
///
/// - values of small alphabets, so that they collide; missing ones; in some sets many;
/// - bots as whole visitors and as single hits in the middle of a visit; anonymous hits;
/// - identified visitors (ExplicitId, StoredId) on many days and several sites;
/// - hashed visitors (AddressAndAgent, Address) whose ids obey brokenContract();
/// - gaps of 30 minutes and a microsecond less, ties, endless visits over several midnights, hits in the
/// first and
///   the last microsecond of days;
/// - late hits of protocol Native, up to a day; Imported and Simulated ones, up to a year.
///
/// In seq order from 1, receivedAt strictly increasing; what was received first is a legal set, too. The
/// visit of a hit is noise, as nothing may read it.
QList<Hit> randomHits(quint64 seed);

/// What an engine may rely on, and a set breaks; empty when all is well. A hashed id is used only on one UTC
/// day (of receivedAt; of eventAt for Imported and Simulated) and in the visit that runs over its end, over
/// at most one midnight; Native hits are at most a day late, and no hit happens after it was received.
QString brokenContract(const QList<Hit> &hits);
