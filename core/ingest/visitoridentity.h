// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clockstep.h"
#include "core/types/generationcache.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

/// 32 secret bytes of one UTC day.
struct DailySalt
{
    qint64 day = 0; ///< utcDay()
    QByteArray salt;

    friend bool operator==(const DailySalt &, const DailySalt &) = default;
};

/// When the next salt after `now` expires: at 00:30 UTC.
Micros nextEndOfSalt(Micros now);

/// First 64 bits of HMAC-SHA256(salt, "v1" ␀ site ␀ ip ␀ agent ␀ extra), see privacy.md#the-visitor-id.
quint64 visitorHash(QByteArrayView salt, QByteArrayView site, QByteArrayView ip, QByteArrayView agent,
                    QByteArrayView extra);

/// First 64 bits of SHA-256(visitor + site + entry URL + first seen in ms), see privacy.md#the-visitor-id.
quint64 visitHash(QByteArrayView visitor, QByteArrayView site, QByteArrayView entryUrl, qint64 firstSeenMs);

/// 64-bit id of an explicit identity: first 64 bits of SHA-256(identity). Never 0.
quint64 identityHash(QByteArrayView identity);

/// Computes the visitor id of a hit. The raw address comes in, only the salted hash goes out.
///
/// Salts change at 00:00 UTC; yesterday's stays until 00:30 for visits across midnight
/// (visits.md#midnight). Setting the clock does not change a visitor's id: set back over midnight, the
/// day has the salt that it had; set forward, its salt is kept here, and nowhere else, until the day
/// really ends. Lives in the collector thread. The last 32,768 to 65,536 different ids are cached per
/// (site, address, agent) and dropped with their salt.
class VisitorIdentity final
{
public:
    /// Called when a salt is first used, so that it can be stored before it is needed again.
    using SaltSink = std::function<void(const DailySalt &)>;

    /// `known` are the stored salts of today and yesterday, if any.
    VisitorIdentity(const QList<DailySalt> &known, SaltSink sink);

    /// The id under the salt of the day of an instant.
    quint64 today(Micros now, QByteArrayView site, QByteArrayView ip, QByteArrayView agent);
    /// The id under yesterday's salt, or 0 when that salt is gone (after 00:30 UTC).
    quint64 yesterday(Micros now, QByteArrayView site, QByteArrayView ip, QByteArrayView agent) const;

    /// Call when the clock was set; `elapsed` is Clock::elapsed().
    void takeClockStep(const ClockStep &step, Micros elapsed);
    /// Overwrites expired salts.
    void forgetOld(Micros now, Micros elapsed);

private:
    static constexpr qsizetype kCached = 32'768;

    void rotate(Micros now);

    SaltSink m_sink;
    DailySalt m_today;
    DailySalt m_yesterday;
    DailySalt m_putBy; ///< for the day from which the clock was set forward
    Micros m_putByUntil = 0; ///< Clock::elapsed() when that day really ends
    GenerationCache<QByteArray, quint64, kCached> m_cache; ///< by site, address and agent
};
