// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/signalbus.h"
#include "core/questions/allquestions.h"
#include "core/questions/collectorcontrol.h"
#include "core/questions/hitquestions.h"
#include "core/questions/observations.h"
#include "core/questions/rejectionquestions.h"
#include "core/questions/sitequestions.h"
#include "core/questions/storequestions.h"
#include "core/questions/tokenquestions.h"
#include "tests/gui/fakelinks.h"
#include "tests/support/answerqueue.h"

#include <QStringList>

/// A clock that stands still until it is told to move.
class ManualClock final : public Clock
{
public:
    Micros now() const override { return m_now; }
    void set(Micros instant) { m_now = instant; }
    void advance(Micros span) { m_now += span; }

private:
    Micros m_now = 1'772'534'723 * kMicrosPerSecond; // 2026-03-03T10:45:23Z
};

/// The present in memory: commits what a test gives it, tells the bus, answers every question. Main thread.
class FakeLiveSource final : public HitQuestions,
                             public SiteQuestions,
                             public RejectionQuestions,
                             public CollectorControl,
                             public StoreQuestions,
                             public TokenQuestions
{
public:
    FakeLiveSource(SignalBus &bus, const Clock &clock);

    // What a test does
    void commit(QList<Hit> hits); ///< assigns sequences and times that are 0, publishes one batch
    void commitSilently(QList<Hit> hits); ///< stored, but no batch arrives
    void reject(QList<Rejection> rejections); ///< assigns ids, publishes
    SignalBus &bus() { return m_bus; }
    static Hit pageview(const QString &site, const QString &path, quint64 visitor);

    /// What windows ask.
    AllQuestions with(StatsQuestions &stats)
    {
        return {*this, stats, *this, *this, *this, *this, *this, links};
    }

    AnswerQueue queue;
    FakeLinks links;
    int scanLimit = 4096; ///< hits looked at per request
    RealtimeSnapshot snapshot; ///< what realtime() says, apart from window and instant
    StoreState store;
    CollectorState collector;
    QList<Site> siteList;
    QList<Hit> stored; ///< ascending
    QList<Rejection> rejected; ///< ascending
    QStringList testHits; ///< sites that asked for one
    QList<std::pair<QString, ConcernAnswer>> answeredConcerns;
    QList<std::pair<QString, quint16>> listened; ///< where the collector was told to listen
    CollectorAccess access; ///< that was set last
    QList<LocalAddress> addresses;
    Observations observations;
    StoreSizes storeSizes;
    QStringList copies; ///< files that the store was copied to
    QList<Token> tokenList;
    QStringList judgedSites; ///< whose hits were to be judged again
    QList<HitFilter> exported;
    qint64 peakVisitors = 0;
    int hitRequests = 0;

    Asking hits(const HitFilter &filter, qint64 before, int limit, const AskContext &who,
                Answer<HitPage> answer) override;
    Asking index(const QString &site, const AskContext &who, Answer<HitIndex> answer) override;
    Asking peak(const QString &site, int minutes, const AskContext &who, Answer<VisitorPeak> answer) override;
    Asking exportHits(const HitFilter &filter, const QString &fileName, const AskContext &who,
                      Progress<ExportProgress> progress, Answer<qint64> answer) override;
    Asking judge(const QString &site, const AskContext &who, Progress<BotRebuildReport> progress,
                 Answer<BotRebuildReport> answer) override;
    RealtimeSnapshot realtime(const QString &site, int minutes) const override;
    Asking rejections(qint64 before, int limit, const AskContext &who, Answer<RejectionPage> answer) override;
    QList<Site> sites() const override { return siteList; }
    Asking createSite(const Site &site, const AskContext &who, Answer<void> answer) override;
    Asking updateSite(const Site &site, const AskContext &who, Answer<void> answer) override;
    StoreState storeState() const override { return store; }
    CollectorState collectorState() const override { return collector; }
    void answerConcern(const QString &code, ConcernAnswer answer) override
    {
        answeredConcerns.append({code, answer});
    }
    void listen(const QString &address, quint16 port) override { listened.append({address, port}); }
    Asking setAccess(const CollectorAccess &wanted, const AskContext &who, Answer<void> answer) override;
    Asking localAddresses(const AskContext &who, Answer<QList<LocalAddress>> answer) override;
    Asking observe(const AskContext &who, Answer<Observations> answer) override;
    void sendTestHit(const QString &site) override { testHits.append(site); }
    Asking sizes(const AskContext &who, Answer<StoreSizes> answer) override;
    Asking backUp(const QString &fileName, const AskContext &who, Answer<qint64> answer) override;
    Asking setFullDurability(bool on, const AskContext &who, Answer<void> answer) override;
    Asking tokens(const AskContext &who, Answer<QList<Token>> answer) override;
    Asking addToken(const Token &token, const AskContext &who, Answer<QByteArray> answer) override;
    Asking putBackToken(const Token &token, const AskContext &who, Answer<void> answer) override;
    Asking removeToken(const QString &name, const AskContext &who, Answer<void> answer) override;

    // What only the collector asks
    Asking removeSite(const QString &, const AskContext &, Answer<void>) override { return {}; }
    Asking piece(const HitFilter &, qint64, HitPiece::Append, const AskContext &, Answer<HitPiece>) override
    {
        return {};
    }
    Asking realtime(const QString &, int, std::optional<bool>, const AskContext &,
                    Answer<RealtimeSnapshot>) override
    {
        return {};
    }

private:
    HitPage pageOf(const HitFilter &filter, qint64 before, int limit) const;
    HitIndex indexOf(const QString &site) const;

    SignalBus &m_bus;
    const Clock &m_clock;
};
