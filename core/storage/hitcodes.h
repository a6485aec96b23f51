// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/hit.h"

#include <array>

/// The texts of a stored hit that a scan may need, as ids of `dictionary`.
enum class HitText : quint8 {
    Page, ///< origin and path of the URL; all of it where the fragment names the page
    Title,
    Referrer,
    Channel,
    Campaign, ///< joined, see campaignOf()
    Place, ///< joined, see placeOf()
    Client, ///< joined, see clientOf()
    Screen,
    Language,
    Event,
    Link,
    Origin,
};
constexpr std::size_t kHitTextCount = 12;

/// A row of table `hit` without its texts, cheap enough to read millions of them.
struct HitCodes
{
    qint64 seq = 0;
    Micros receivedAt = 0;
    Micros eventAt = 0;
    HitKind kind = HitKind::Pageview;
    Protocol protocol = Protocol::Native;
    NetworkClass network = NetworkClass::Public;
    IdentityRung rung = IdentityRung::None;
    bool isBot = false;
    bool hasValue = false;
    double value = 0;
    quint64 visitor = 0;
    quint64 visit = 0;
    std::array<qint64, kHitTextCount> texts {}; ///< 0 = none

    qint64 text(HitText which) const { return texts[static_cast<std::size_t>(which)]; }
};

/// Reads the hits of one site between two sequences, oldest first. Belongs to the thread of its connection.
class HitCodeReader final
{
public:
    explicit HitCodeReader(const Database &database);

    /// Starts reading firstSeq to lastSeq, both included.
    void start(qint64 siteNumber, qint64 firstSeq, qint64 lastSeq);
    /// False at the end and after a failure; failed() tells them apart.
    bool next(HitCodes *hit);
    bool failed() const { return m_failed; }
    /// Props of the hit that next() returned last.
    QString props() const;

private:
    Statement m_rows;
    bool m_failed = false;
};
