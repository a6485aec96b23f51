// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/questions/botrebuildreport.h"
#include "core/questions/hitfilter.h"
#include "core/questions/realtimesnapshot.h"
#include "core/types/hit.h"

#include <QByteArray>
#include <QList>

#include <optional>

/// A page of stored hits, newest first.
struct HitPage
{
    QList<Hit> hits;
    qint64 scannedTo = 0; ///< lowest sequence read; the next page asks for before = scannedTo
    bool atEnd = false; ///< nothing older matches
};

/// Progress of a read of stored hits from older ones to newer ones.
struct HitScan
{
    qint64 scannedTo = 0; ///< highest sequence read; the next read asks for after = scannedTo
    qint64 lastSeq = 0; ///< the highest sequence that was stored when this was read
    bool atEnd = false; ///< nothing newer was stored when this was read
};

/// Stored hits as bytes of a stream or a download.
struct HitPiece : HitScan
{
    static constexpr qsizetype kBytes = 32 * 1024;

    /// Appends one hit. Runs in the reader's thread, so it must use only its arguments.
    using Append = void (*)(QByteArray &out, const Hit &hit);

    QByteArray bytes; ///< about kBytes at most; ends with a whole hit
};

/// How many stored hits of a site lie in each run of sequences: lets a table know its length and
/// jump anywhere without reading rows. Blocks are ascending and do not overlap; the last one ends at
/// the newest sequence that was counted, so that hits published after it are new.
struct HitIndex
{
    struct Block
    {
        qint64 firstSeq = 0;
        qint64 lastSeq = 0;
        qint64 hits = 0; ///< of the asked site, bots included
        qint64 humans = 0; ///< bots left out
        friend bool operator==(const Block &, const Block &) = default;
    };
    QList<Block> blocks;
    qint64 total = 0;
    qint64 humans = 0;
};

/// The highest number of visitors that were active at the same time.
struct VisitorPeak
{
    qint64 visitors = 0;
    Micros at = 0;
};

/// Progress of an export.
struct ExportProgress
{
    qint64 rows = 0; ///< written
    qint64 scanned = 0; ///< read
    qint64 total = 0; ///< to read, an upper bound
};

/// Called now and then, in the thread of the context, with the progress.
template <typename T>
using Progress = std::function<void(const T &)>;

/// What windows and collector ask about single hits. Questions may be asked in any thread and return at
/// once. Error of all of them: "database_failed".
class HitQuestions
{
public:
    virtual ~HitQuestions() = default;

    /// Up to `limit` hits with seq < before (0 = newest), newest first. Reads a bounded number of
    /// rows per call: an empty page with atEnd == false means "ask again from scannedTo".
    [[nodiscard]] virtual Asking hits(const HitFilter &filter, qint64 before, int limit,
                                      const AskContext &who, Answer<HitPage> answer) = 0;
    /// The next matching hits with seq > after, oldest first; reads a bounded number of rows.
    [[nodiscard]] virtual Asking piece(const HitFilter &filter, qint64 after, HitPiece::Append append,
                                       const AskContext &who, Answer<HitPiece> answer) = 0;
    /// The current index of a site (empty = all sites).
    [[nodiscard]] virtual Asking index(const QString &site, const AskContext &who,
                                       Answer<HitIndex> answer) = 0;
    /// Highest number of visitors active at once over `minutes` in the last 7 days.
    [[nodiscard]] virtual Asking peak(const QString &site, int minutes, const AskContext &who,
                                      Answer<VisitorPeak> answer) = 0;
    /// Writes all hits of the filter to `fileName` as CSV: temporary file, then atomic rename. Returns the
    /// number of rows; writes no file when cancelled. Error: also "export_failed".
    [[nodiscard]] virtual Asking exportHits(const HitFilter &filter, const QString &fileName,
                                            const AskContext &who, Progress<ExportProgress> progress,
                                            Answer<qint64> answer) = 0;
    /// Judges the stored hits of a site (empty = all) again by the current bot rules;
    /// SignalBus::verdictsChanged() follows, also after cancelling: verdicts changed by then stay.
    [[nodiscard]] virtual Asking judge(const QString &site, const AskContext &who,
                                       Progress<BotRebuildReport> progress,
                                       Answer<BotRebuildReport> answer) = 0;

    /// The last `minutes` (1–60) of a site (empty = all), without topPages. Kept in memory: takes time in
    /// proportion to the active visitors, and never blocks. Main thread only.
    virtual RealtimeSnapshot realtime(const QString &site, int minutes) const = 0;
    /// The same with topPages; equal ones that are asked at once share an answer. `includesBots` absent = as
    /// the site counts; where it is otherwise, what is stored is read.
    [[nodiscard]] virtual Asking realtime(const QString &site, int minutes, std::optional<bool> includesBots,
                                          const AskContext &who, Answer<RealtimeSnapshot> answer) = 0;
};
