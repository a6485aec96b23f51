// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/dayhits.h"
#include "core/analytics/valuetables.h"
#include "core/storage/dictionary.h"
#include "core/storage/hitcodes.h"
#include "core/types/result.h"

#include <QHash>

#include <atomic>
#include <utility>
#include <vector>

/// Reads stored hits of a day and converts their texts to codes, each text once. Belongs to the thread of its
/// connection.
class DayReader final
{
public:
    DayReader(const Database &database, ValueTables &values);

    /// Appends the hits of `day.site` and `day.day` with firstSeq <= seq <= lastSeq to `day`. Only blocks of
    /// the zone map that can hold one are read. Errors: "database_failed", "cancelled".
    Result<void> read(DayHits &day, qint64 firstSeq, qint64 lastSeq, const std::atomic<bool> &isCancelled);
    /// Drops cached codes; call it after values.clear().
    void forget();

private:
    /// Up to five codes derived from one text.
    using Codes = std::array<quint32, 5>;

    void append(DayHits &day, const HitCodes &hit);
    const Codes &codesOf(HitText which, qint64 id);
    Codes encode(HitText which, const QString &text);
    quint32 sourceOf(const HitCodes &hit);
    quint32 placeCode(const HitCodes &hit);
    quint32 touchCode(const HitCodes &hit);

    const Database &m_database;
    ValueTables &m_values;
    DictionaryReader m_texts;
    HitCodeReader m_hits;
    Statement m_blocks;
    std::array<QHash<qint64, Codes>, kHitTextCount> m_known;
    /// Ids of the texts that describe where a hit came from.
    struct TouchKey
    {
        qint64 origin, channel, referrer, campaign;
        qint64 page; ///< only where the channel was not stored, else 0

        friend bool operator==(const TouchKey &, const TouchKey &) = default;
        friend size_t qHash(const TouchKey &key, size_t seed)
        {
            return qHashMulti(seed, key.origin, key.channel, key.referrer, key.campaign, key.page);
        }
    };

    QHash<TouchKey, quint32> m_touches;
    QHash<qint64, quint32> m_places; ///< by id of the text × 2, + 1 for local networks
    std::array<quint32, kProtocolCount> m_protocols {};
};
