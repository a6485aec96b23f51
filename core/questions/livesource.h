// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/botrebuildreport.h"
#include "core/questions/hitfilter.h"
#include "core/questions/realtimesnapshot.h"
#include "core/types/hit.h"
#include "core/types/link.h"
#include "core/types/rejection.h"
#include "core/types/result.h"
#include "core/types/site.h"
#include "core/types/state.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QObject>

using QueryId = quint64;

/// A page of stored hits, newest first.
struct HitPage
{
    QList<Hit> hits;
    qint64 scannedTo = 0; ///< lowest sequence looked at; the next page asks for before = scannedTo
    bool atEnd = false; ///< nothing older matches
};

/// How many stored hits of a site lie in each run of sequences: lets a table know its length and
/// jump anywhere without reading rows. Blocks are ascending and do not overlap; the last one ends at
/// the newest sequence that was counted, so that what is published behind it is new.
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

/// What the windows ask about the present. Lives in the main thread; every request returns at once
/// and is answered by a signal carrying the same id. Answers of a cancelled id never arrive.
class LiveSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~LiveSource() override = default;

    /// The window at this moment; O(active visitors). `site` empty = all. `minutes` 1–60.
    virtual RealtimeSnapshot realtime(const QString &site, int minutes) const = 0;
    virtual QList<Site> sites() const = 0;
    virtual QList<Link> links() const = 0;
    virtual StoreState storeState() const = 0;
    virtual CollectorState collectorState() const = 0;

    /// Up to `limit` hits with seq < before (0 = newest), newest first. Looks at a bounded number of
    /// rows per call: an empty page with atEnd == false means "ask again from scannedTo".
    virtual QueryId requestHits(const HitFilter &filter, qint64 before, int limit) = 0;
    /// The index of a site (empty = all sites) at this moment.
    virtual QueryId requestIndex(const QString &site) = 0;
    /// Newest rejections with id < before (0 = newest).
    virtual QueryId requestRejections(qint64 before, int limit) = 0;
    /// Highest number of visitors active at once over 5 minutes in the last 7 days.
    virtual QueryId requestPeak(const QString &site, int minutes) = 0;
    /// Writes all hits of the filter to `fileName` as CSV: temporary file, then atomic rename.
    virtual QueryId requestExport(const HitFilter &filter, const QString &fileName) = 0;
    virtual void cancel(QueryId id) = 0;
    /// The rows as the CSV that export writes, header included: same columns, same formula guard.
    virtual QByteArray toCsv(const QList<Hit> &hits) const = 0;
    /// Adds a site; sitesChanged() of the bus follows, or queryFailed() with the returned id.
    virtual QueryId createSite(const Site &site) = 0;
    /// Replaces everything of a site but its id; answered as createSite().
    virtual QueryId updateSite(const Site &site) = 0;
    /// Judges the stored hits of a site (empty = all) by today's bot rules; the windows read again when it is
    /// done or cancelled: what was judged by then stays.
    virtual QueryId requestVerdicts(const QString &site) = 0;
    /// Answers a concern of the store's state.
    virtual void answerConcern(const QString &code, ConcernAnswer answer) = 0;
    /// Sends one hit through the program's own HTTP door, so that an empty page can prove the way works.
    virtual void sendTestHit(const QString &site) = 0;

Q_SIGNALS:
    void hitsReady(QueryId id, const HitPage &page);
    void indexReady(QueryId id, const HitIndex &index);
    void rejectionsReady(QueryId id, const QList<Rejection> &rejections, bool atEnd);
    void peakReady(QueryId id, qint64 visitors, Micros at);
    /// `total` is an upper bound; rows per second and the rest follow from it.
    void exportProgress(QueryId id, qint64 rows, qint64 scanned, qint64 total);
    void exportFinished(QueryId id, qint64 rows, const QString &fileName);
    void verdictsProgress(QueryId id, const BotRebuildReport &soFar);
    void verdictsReady(QueryId id, const BotRebuildReport &report);
    void queryFailed(QueryId id, const Error &error);
};

Q_DECLARE_METATYPE(HitPage)
Q_DECLARE_METATYPE(HitIndex)
Q_DECLARE_METATYPE(Error)
