// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "ui/live/hitbacklog.h"
#include "ui/live/rowblocks.h"
#include "ui/text/format.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <vector>

class SignalBus;

/// Every stored hit that matches a filter, newest first, growing while hits are committed.
///
/// Lives in the main thread, never blocks. Rows are ordered by commit sequence and each hit is in the
/// table once: what the index or the first page already counted is not added again when its batch
/// arrives. Without a filter the length comes from the index; with one, older rows are looked for, page
/// after page, until the whole store was read. Pages are read around what is visible and the least recently
/// used ones are dropped, so that memory does not depend on the number of rows. New rows come as one
/// insertion per frame.
///
/// While paused or not following, arriving hits are only kept and counted; following again inserts them.
class HitTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HitTableModel)

public:
    enum Column { Time, Sign, Location, Page, Device, Browser, Referrer, Kind, Visitor, ColumnCount };
    enum Role {
        HitRole = Qt::UserRole + 1, ///< Hit
        RawRole, ///< the value behind the text: microseconds, country code, URL…
        SeqRole, ///< qint64
        LoadedRole, ///< bool; false = placeholder
    };
    enum class State : quint8 { Loading, Ready, Failed };

    HitTableModel(SignalBus &bus, HitQuestions &source, const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null while the row is a placeholder. Valid until the model changes.
    const Hit *hitAt(int row) const { return m_blocks.hitAt(row); }
    QString text(const Hit &hit, int column) const;
    static QString title(int column); ///< "Page or link", also of columns whose header shows none
    /// `14:32`, or the day when it is not today.
    QString shortTime(const Hit &hit) const { return m_zone.shortText(hit.eventAt, m_clock.now()); }
    /// The row of a hit that is in memory; -1 = it is not.
    int rowOf(qint64 seq) const { return static_cast<int>(m_blocks.rowOf(seq)); }
    int loadedRows() const { return static_cast<int>(m_blocks.loadedRows()); }

    const HitFilter &filter() const { return m_filter; }
    /// Sets another filter. Rows of the old one stay until the first answer arrives.
    void setFilter(const HitFilter &filter);
    /// Reads everything again, after an error or on request.
    void reload();
    /// Lets go of all rows, and keeps none that arrive, until a filter is set or reload() is called.
    void stop();
    void setTimeZone(const QTimeZone &zone);
    /// The visible rows; pages around them are read.
    void setVisibleRows(int first, int last);

    bool isFollowing() const { return m_following; }
    void setFollowing(bool on);
    /// Keeps arriving hits for a while, as if not following.
    void setPaused(bool on);
    qint64 heldCount() const { return insertsNew() ? 0 : m_backlog.size(); }

    State state() const { return m_state; }
    QString errorText() const { return m_error; }
    /// True while a pending answer would change what is visible.
    bool isBusy() const;
    /// Stored hits of the site, before the filter.
    qint64 total() const { return m_total; }
    /// Matching hits known so far, held ones included; all of them when isComplete().
    qint64 matching() const { return m_blocks.rowCount() + heldCount(); }
    bool isComplete() const { return m_frontierDone && m_state == State::Ready; }
    /// Stored hits of bots of the site, if the filter excludes bots.
    qint64 hiddenBots() const { return m_filter.includesBots ? 0 : m_bots; }

    /// Commit times of what was inserted since the last call; the view calls it after painting.
    QList<Micros> takeUnpainted();
    /// Number of rows that the latest insertion put on top.
    int lastInserted() const { return m_lastInserted; }

Q_SIGNALS:
    void stateChanged();
    void followingChanged(bool on);
    void countsChanged(); ///< total, matching, held or hidden; at most once per frame

private:
    enum class Purpose : quint8 { Index, FirstPage, Page, Older };
    struct Request
    {
        Purpose purpose = Purpose::Page;
        qint64 lastSeq = 0; ///< of the block that a page is for
        Asking asking;
    };

    QString spokenText(const Hit &hit, int column) const;
    QString wholeText(const Hit &hit, int column) const;
    void onCommitted(const HitBatch &batch);
    void requestHits(Purpose purpose, qint64 before, int limit, qint64 lastSeq = 0);
    void onHits(Purpose purpose, qint64 lastSeq, const Result<HitPage> &page);
    void onIndex(const Result<HitIndex> &answer);
    void fail(const Error &error);
    void onFirstPage(const HitPage &page);
    void onOlder(const HitPage &page);
    void onPage(qint64 lastSeq, const HitPage &page);
    void count(bool isBot);
    void scheduleFlush();
    void flush();
    void insertBacklog();
    void baselineReady();
    void requestOlder();
    void requestVisible();
    void setState(State state);
    bool isRequested(qint64 lastSeq) const;
    bool insertsNew() const { return m_following && !m_paused; }
    bool isIndexed() const { return m_filter.isUnfiltered(); }

    HitQuestions &m_source;
    const Clock &m_clock;
    HitFilter m_filter;
    ZoneClock m_zone;
    RowBlocks m_blocks;
    HitBacklog m_backlog;
    std::vector<Request> m_requests;
    QTimer m_flushTimer;
    /// Hits of the site that arrived while the index is pending: sequence, whether a bot.
    QList<std::pair<qint64, bool>> m_uncounted;
    QList<Micros> m_incomingCommits;
    QList<Micros> m_unpainted;
    QString m_error;
    State m_state = State::Loading;
    bool m_following = true;
    bool m_paused = false;
    bool m_hasBaseline = false; ///< m_blocks and m_topSeq belong to m_filter
    bool m_hasIndex = false; ///< m_total and m_bots are known and kept
    bool m_frontierDone = false; ///< nothing older than the blocks matches
    qint64 m_frontier = 0; ///< the next older page asks for sequences below this
    qint64 m_topSeq = 0; ///< everything up to here is in the blocks
    qint64 m_indexTop = 0; ///< everything up to here was in the index when it answered
    qint64 m_total = 0;
    qint64 m_bots = 0;
    qint64 m_lastFlush = 0; ///< monotonic
    int m_firstVisible = 0;
    int m_lastVisible = 0;
    int m_lastInserted = 0;
};
