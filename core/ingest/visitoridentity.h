// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
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

/// semantics 4.1: first 64 bits of HMAC-SHA256(salt, "v1" ␀ site ␀ ip ␀ agent ␀ extra).
quint64 visitorHash(QByteArrayView salt, QByteArrayView site, QByteArrayView ip, QByteArrayView agent,
                    QByteArrayView extra);

/// semantics 4.2, Sparklytics: hex(SHA-256(day ip agent))[0:16]. Reversible; tests and migration only.
QByteArray sparklyticsVisitor(qint64 day, QByteArrayView ip, QByteArrayView agent);

/// semantics 4.2, ts-analytics: hex(SHA-256(ip|agent|site|salt)), `length` 16 or 64 characters.
QByteArray tsAnalyticsVisitor(QByteArrayView ip, QByteArrayView agent, QByteArrayView site,
                              QByteArrayView salt, int length);

/// semantics 2.3: first 64 bits of SHA-256(visitor + site + entry URL + first seen in ms).
quint64 visitHash(QByteArrayView visitor, QByteArrayView site, QByteArrayView entryUrl, qint64 firstSeenMs);

/// 64-bit id of an explicit identity: first 64 bits of SHA-256(identity). Never 0.
quint64 identityHash(QByteArrayView identity);

/// Who a hit belongs to. The raw address comes in, only the salted hash goes out.
///
/// Salts rotate at 00:00 UTC; yesterday's stays until 00:30 for visits that run over midnight
/// (semantics 3.4). Lives in the collector thread. The last 32,768 to 65,536 different ids are
/// remembered per (site, address, agent) and forgotten with their salt.
class VisitorIdentity final
{
public:
    /// Called when a new day's salt was drawn, so that it can be stored before it is needed again.
    using SaltSink = std::function<void(const DailySalt &)>;

    /// `known` are the stored salts of today and yesterday, as far as there are any.
    VisitorIdentity(const QList<DailySalt> &known, SaltSink sink);

    /// The id under the salt of the instant's day.
    quint64 today(Micros now, QByteArrayView site, QByteArrayView ip, QByteArrayView agent);
    /// The id under yesterday's salt, or 0 when that salt is gone (after 00:30 UTC).
    quint64 yesterday(Micros now, QByteArrayView site, QByteArrayView ip, QByteArrayView agent) const;

private:
    static constexpr qsizetype kCached = 32'768;

    void rotate(Micros now);

    SaltSink m_sink;
    DailySalt m_today;
    DailySalt m_yesterday;
    GenerationCache<QByteArray, quint64, kCached> m_cache; ///< by site, address and agent
};
