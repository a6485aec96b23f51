// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/questions/realtimesnapshot.h"
#include "core/types/hit.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <functional>

/// What the collector reads while it serves: stored hits, ready to be sent, and the window of now.
/// May be called from any thread; each answer comes as a queued call in the thread of `context`,
/// which must outlive this object.
class ReadSource
{
public:
    /// How far a read came.
    struct Scan
    {
        qint64 scannedTo = 0; ///< highest sequence looked at; the next read asks for after = scannedTo
        qint64 lastSeq = 0; ///< the highest sequence that was stored when this was read
        bool atEnd = false; ///< nothing newer was stored when this was read
        bool failed = false;
    };
    /// Stored hits as values; see HitReader::after().
    struct Page : Scan
    {
        QList<Hit> hits; ///< oldest first
    };
    /// Stored hits as the bytes of a stream or a download.
    struct Piece : Scan
    {
        QByteArray bytes; ///< about kPieceBytes at most; a hit is never cut
    };
    /// Appends one hit. Runs in the reader's thread, so it uses nothing but its arguments.
    using AppendHit = void (*)(QByteArray &out, const Hit &hit);

    static constexpr qsizetype kPieceBytes = 32 * 1024;

    virtual ~ReadSource() = default;
    /// The next matching hits with seq > after, oldest first; looks at a bounded number of rows.
    virtual void pieceAfter(const HitFilter &filter, qint64 after, AppendHit append, QObject *context,
                            std::function<void(const Piece &)> answer) = 0;
    virtual void realtime(const QString &site, int minutes, QObject *context,
                          std::function<void(const RealtimeSnapshot &)> answer) = 0;
};
