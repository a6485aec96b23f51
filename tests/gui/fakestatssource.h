// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "tests/support/answerqueue.h"

/// Answers about the past from the hits that a test gives it, as the judge of the program counts them. Main
/// thread.
class FakeStatsSource final : public StatsQuestions
{
    Q_OBJECT

public:
    /// A hit of one visitor with one visit.
    static Hit hit(const QString &site, const QString &path, quint64 visitor, Micros at);

    AnswerQueue queue;
    QList<Hit> stored;
    QList<StatsQuery> asked; ///< dashboards: questions that want totals
    QList<StatsQuery> lists; ///< the others
    QList<StatsQuery> askedDays;
    QList<StatsQuery> exported;
    QList<VisitsQuery> askedVisits;
    QList<Annotation> notes;
    QList<Goal> goalList;

    /// The answer to a question, at once.
    Result<StatsTable> answer(const StatsQuery &query) const;

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
};
