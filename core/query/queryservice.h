// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/jobthread.h"
#include "core/query/readconnection.h"
#include "core/query/sharedquestions.h"
#include "core/questions/collectorcontrol.h"
#include "core/questions/hitquestions.h"
#include "core/questions/observations.h"
#include "core/questions/rejectionquestions.h"
#include "core/questions/sitequestions.h"
#include "core/realtime/realtimeboard.h"
#include "core/rebuild/botrebuild.h"
#include "core/types/clock.h"

#include <QObject>

#include <utility>

class SignalBus;
class Storage;

/// Answers questions about hits, rejections and sites: current ones from the realtime board in the main
/// thread, others from threads with read-only connections. Lives in the main thread. The destructor cancels
/// what is running.
class QueryService final : public QObject,
                           public HitQuestions,
                           public SiteQuestions,
                           public RejectionQuestions,
                           public CollectorControl
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueryService)

public:
    /// `storage` must outlive this object. Refills the board from the last hour in the background.
    QueryService(Storage &storage, SignalBus &bus, const Clock &clock, QObject *parent = nullptr);
    /// False when the system refused to start threads: then nothing is answered.
    bool isRunning() const
    {
        return m_windows.thread.isRunning() && m_exports.thread.isRunning() && m_feeds.thread.isRunning();
    }

    /// The rules of judge().
    void setVisitorData(const VisitorData &data);
    /// False while the board is being refilled from the last hour.
    bool isRefilled() const { return m_isRefilled; }

    Asking hits(const HitFilter &filter, qint64 before, int limit, const AskContext &who,
                Answer<HitPage> answer) override;
    Asking piece(const HitFilter &filter, qint64 after, HitPiece::Append append, const AskContext &who,
                 Answer<HitPiece> answer) override;
    Asking index(const QString &site, const AskContext &who, Answer<HitIndex> answer) override;
    Asking peak(const QString &site, int minutes, const AskContext &who, Answer<VisitorPeak> answer) override;
    Asking exportHits(const HitFilter &filter, const QString &fileName, const AskContext &who,
                      Progress<ExportProgress> progress, Answer<qint64> answer) override;
    Asking judge(const QString &site, const AskContext &who, Progress<BotRebuildReport> progress,
                 Answer<BotRebuildReport> answer) override;
    RealtimeSnapshot realtime(const QString &site, int minutes) const override;
    Asking realtime(const QString &site, int minutes, std::optional<bool> includesBots, const AskContext &who,
                    Answer<RealtimeSnapshot> answer) override;

    QList<Site> sites() const override { return m_sites; }
    Asking createSite(const Site &site, const AskContext &who, Answer<void> answer) override;
    Asking updateSite(const Site &site, const AskContext &who, Answer<void> answer) override;
    Asking removeSite(const QString &id, const AskContext &who, Answer<void> answer) override;

    Asking rejections(qint64 before, int limit, const AskContext &who, Answer<RejectionPage> answer) override;

    StoreState storeState() const override;
    CollectorState collectorState() const override { return m_collectorState; }
    void answerConcern(const QString &code, ConcernAnswer answer) override;
    void listen(const QString &address, quint16 port) override;
    Asking setAccess(const CollectorAccess &access, const AskContext &who, Answer<void> answer) override;
    Asking localAddresses(const AskContext &who, Answer<QList<LocalAddress>> answer) override;
    Asking observe(const AskContext &who, Answer<Observations> answer) override;
    void sendTestHit(const QString &site) override;

Q_SIGNALS:
    void refilled();
    /// Asks for the hit of sendTestHit() to be sent to the collector over HTTP.
    void testHitWanted(const QString &site);
    /// Asks for what listen() was told.
    void listenWanted(const QString &address, quint16 port);
    /// The same for setAccess(); to be answered.
    void accessWanted(const CollectorAccess &access, const Asked<void> &asked);
    /// The same for observe().
    void observationWanted(const Asked<Observations> &asked);

private:
    /// A thread and its connection.
    struct Reading
    {
        Reading(const QString &fileName, const QString &name, int niceness = 0) :
            connection(fileName), thread(name, niceness, [this] { connection.close(); })
        {
        }

        ReadConnection connection;
        JobThread thread; // last, so that it ends first
    };

    struct Now
    {
        QString site;
        int minutes = 0;
        std::optional<bool> includesBots;
        friend bool operator==(const Now &, const Now &) = default;
    };
    /// A window of now that is read from storage.
    struct NowReading
    {
        Now question;
        RealtimeWindow window;
        Micros now = 0;
        qint64 after = 0;
    };

    void answerNow(const Now &question);
    /// Reads page after page on the thread of the feeds, so that streams have their turns in between.
    void readNow(const std::shared_ptr<NowReading> &reading);
    void refill(qint64 after, int number);
    void setSites(const QList<Site> &sites);
    /// Refills the board, because its counts are outdated.
    void refresh();
    Asking writeSite(std::function<Result<void>(Database &)> write, const AskContext &who,
                     Answer<void> answer);
    /// Answers with the result of `work(connection, asked)`.
    template <typename T, typename Work>
    Asking ask(Reading &reading, const AskContext &who, Answer<T> answer, Work work);
    /// Errors: those of Storage::checkFileInPlace() and ReadConnection::open().
    Result<void> open(ReadConnection &connection) const;

    const Clock &m_clock;
    Storage &m_storage;
    SignalBus &m_bus;
    RealtimeBoard m_board;
    qint64 m_lastCommitted = 0;
    qint64 m_readTo = 0; ///< the board was filled from storage up to this sequence
    int m_refill = 0; ///< number of the latest refill; results of older ones are dropped
    bool m_isRefilled = false;
    QList<Site> m_sites;
    BotRules m_botRules; ///< without those of the sites
    CollectorState m_collectorState;
    Asking m_refilling;
    SharedQuestions<Now, RealtimeSnapshot> m_snapshots;
    Reading m_windows;
    Reading m_exports; ///< separate: an export may be long
    Reading m_feeds; ///< separate: streams and downloads delay no window
};
