// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/jobthread.h"
#include "core/query/sharedquestions.h"
#include "core/questions/statsquestions.h"
#include "core/types/clock.h"

#include <QTimer>

#include <memory>

class Analytics;
class Database;
class SignalBus;
class Storage;

/// Answers questions about the past, and keeps its segments built.
///
/// Lives in the main thread. Questions are answered in a thread of their own, urgent ones first; segments of
/// closed days are built in another one, at start, after midnight UTC and when hits or bot verdicts of a
/// closed day change. The destructor cancels what is running.
class StatsService final : public StatsQuestions
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsService)

public:
    enum class Segments : quint8 {
        Keep, ///< builds those of closed days
        Leave, ///< does not: for a screenshot, or because another process does
    };

    /// `storage` must outlive this object.
    StatsService(Storage &storage, SignalBus &bus, const Clock &clock, Segments segments = Segments::Keep,
                 QObject *parent = nullptr);
    /// False when the system refused to start threads: then nothing is answered.
    bool isRunning() const { return m_thread.isRunning() && m_buildThread.isRunning(); }

    Asking stats(const StatsQuery &query, const AskContext &who, Answer<StatsTable> answer) override;
    Asking days(const StatsQuery &query, const AskContext &who, Answer<StatsDays> answer) override;
    Asking visits(const VisitsQuery &query, const AskContext &who, Answer<VisitsPage> answer) override;
    Asking timeline(const QString &site, quint64 visit, bool includesBots, const AskContext &who,
                    Answer<VisitTimeline> answer) override;
    Asking csv(const StatsQuery &query, const StatsSection &section, const AskContext &who,
               Answer<QByteArray> answer) override;
    Asking saveCsv(const StatsQuery &query, const QList<StatsFile> &files, const AskContext &who,
                   Answer<qsizetype> answer) override;
    QList<Annotation> annotations(const QString &site) const override;
    QList<Goal> goals(const QString &site) const override;
    Asking saveAnnotation(const Annotation &annotation, const AskContext &who,
                          Answer<Annotation> answer) override;
    Asking saveGoal(const Goal &goal, const AskContext &who, Answer<Goal> answer) override;
    Asking removeAnnotation(qint64 id, const AskContext &who, Answer<bool> answer) override;
    Asking removeGoal(const QString &id, const AskContext &who, Answer<bool> answer) override;

    /// Builds what is due; starts at once unless it is building already.
    void build();
    bool isBuilding() const { return m_building.isOpen(); }

private:
    /// Opened at the first question. May be called in any thread. Errors: "database_failed".
    Result<std::shared_ptr<Analytics>> analytics();
    /// The result of `work(analytics)`; the storage learns of an error.
    template <typename T, typename Work>
    Result<T> noted(Work work);
    /// Answers with the result of `work(analytics, isCancelled)`.
    template <typename T, typename Work>
    Asking ask(const AskContext &who, Answer<T> answer, Work work);
    /// Answers with the result of `change(database)`, after goals and annotations were read again.
    template <typename T, typename Change>
    Asking write(const AskContext &who, Answer<T> answer, Change change);
    /// Keeps what is known when something cannot be read.
    void setNotes(const Result<QList<Goal>> &goals, const Result<QList<Annotation>> &annotations);
    void scheduleMidnight();

    Storage &m_storage;
    const Clock &m_clock;
    const QString m_fileName;
    QTimer m_midnight;
    QTimer m_buildSoon;
    Asking m_building;
    bool m_buildsAgain = false;
    SharedQuestions<StatsQuery, StatsTable> m_shared;

    mutable std::mutex m_notesMutex; // guards the next two
    QList<Goal> m_goals;
    QList<Annotation> m_annotations;

    std::mutex m_openMutex; // guards m_analytics
    std::shared_ptr<Analytics> m_analytics;

    // last, so that they are destroyed first
    JobThread m_thread;
    JobThread m_buildThread;
};
