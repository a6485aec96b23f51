// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/rawhit.h"
#include "core/types/hit.h"
#include "core/types/http.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

using ParsedHits = std::variant<QList<RawHit>, WireError>;

/// What became of a request whose hits were understood.
struct IngestOutcome
{
    int accepted = 0; ///< committed
    int dropped = 0; ///< understood but not stored
    QStringList dropReasons; ///< distinct reason codes, in order of first occurrence
    qint64 firstSeq = 0; ///< 0 when nothing was stored
    qint64 lastSeq = 0;
    qint64 queueDepth = 0; ///< hits queued when this request was taken
    qint64 queueCapacity = 0;
};

/// One protocol: bytes → RawHits, and outcome → bytes. Both directions are pure functions without
/// state, so one instance serves every request, and a fuzzer drives parse() alone.
class WireFormat
{
public:
    virtual ~WireFormat() = default;

    virtual Protocol protocol() const = 0;
    /// Largest body in bytes this protocol takes; the collector's global limit still holds.
    virtual qsizetype maxBodyBytes() const = 0;
    /// Never throws, never stores; work is bounded by the size of the body.
    virtual ParsedHits parse(const HttpRequest &request) const = 0;

    /// The answer after the commit (or when everything was dropped).
    virtual HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const = 0;
    /// The answer for a request that is turned down as a whole.
    virtual HttpReply failed(const WireError &error) const = 0;

    // The errors whose wording belongs to the protocol but whose cause the format cannot see.
    virtual WireError unknownSite(const QString &key, int index) const = 0;
    virtual WireError rateLimited(int retryAfterSeconds) const = 0;
    virtual WireError overloaded(int retryAfterSeconds) const = 0;
    virtual WireError bodyTooLarge() const = 0;
};

/// The 43-byte transparent GIF of wire-formats 2.4.
const QByteArray &transparentGif();
