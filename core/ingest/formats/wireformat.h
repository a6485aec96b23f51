// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/rawhit.h"
#include "core/types/hit.h"
#include "core/types/http.h"

#include <QList>
#include <QString>

#include <optional>
#include <variant>

using ParsedHits = std::variant<QList<RawHit>, WireError>;

/// A remark on a hit of a request.
struct HitRemark
{
    int index = 0; ///< index of the hit in its batch; 0 for a single one
    FieldRemark remark;
};

/// The result of a request whose hits were understood.
struct IngestOutcome
{
    static constexpr qsizetype kMaxRemarks = 20;

    int accepted = 0; ///< committed
    int dropped = 0; ///< understood but not stored
    int duplicates = 0; ///< stored before, so not stored again
    bool hasIds = false; ///< a hit of the request came with an id
    QList<HitRemark> remarks; ///< the first kMaxRemarks
    QList<RejectReason> dropReasons; ///< each once, in order of first occurrence
    qint64 firstSeq = 0; ///< 0 when nothing was stored
    qint64 lastSeq = 0;
    qint64 queueDepth = 0; ///< hits queued when this request was accepted
    qint64 queueCapacity = 0;
};

/// Limits where protocols differ. The collector applies them and never asks which protocol it is.
struct WireLimits
{
    /// Per site. Hits over them are dropped, and the rest of the request is acknowledged.
    struct PerSite
    {
        qint64 peakPerSecond = 0; ///< as sixty times as many in any minute
        qint64 queued = 0; ///< hits that wait to be stored
    };

    qsizetype bodyBytes = 0; ///< the largest body; the collector's own limit still holds
    int hits = 1; ///< the most in one request
    bool createsSites = true; ///< an unknown key may become a site, if auto-creation is on
    /// Requests of one client in a minute, also from loopback, 0 = any number. Empty: the collector's own
    /// limit, which exempts loopback.
    std::optional<int> requestsPerMinute = {};
    std::optional<PerSite> perSite = {};
};

/// One protocol: bytes → RawHits, and outcome → bytes. Both directions are pure functions without
/// state, so one instance serves every request, and a fuzzer drives parse() alone.
class WireFormat
{
public:
    virtual ~WireFormat() = default;

    virtual Protocol protocol() const = 0;
    virtual WireLimits limits() const = 0;
    /// At most limits().hits. Never throws or stores; work is bounded by the size of the body.
    virtual ParsedHits parse(const HttpRequest &request) const = 0;

    /// The reply after the commit (or when everything was dropped).
    virtual HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const = 0;
    /// The reply for a request that is refused as a whole.
    virtual HttpReply failed(const WireError &error) const = 0;

    // The errors whose wording belongs to the protocol but whose cause the format cannot see.
    virtual WireError unknownSite(const QString &key, int index) const = 0;
    virtual WireError rateLimited(int retryAfterSeconds) const = 0;
    virtual WireError overloaded(int retryAfterSeconds) const = 0;
    virtual WireError bodyTooLarge() const = 0;
};
