// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/questions/statsdays.h"
#include "core/types/annotation.h"
#include "core/types/goal.h"

#include <QByteArray>
#include <QList>
#include <QObject>

/// What windows and collector ask about the past. Questions may be asked in any thread and return at once;
/// equal ones of patient askers that wait at the same time share an answer. The signals are sent in the main
/// thread.
class StatsQuestions : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~StatsQuestions() override = default;

    /// Errors of all questions: "query_timeout", "database_failed"; here also those of validate().
    [[nodiscard]] virtual Asking stats(const StatsQuery &query, const AskContext &who,
                                       Answer<StatsTable> answer) = 0;
    /// The same for each civil day of the range, in the zone of the question, as stats() answers it for that
    /// day alone, all of one moment; without series and comparison. Errors: also those of dailyQuestions().
    [[nodiscard]] virtual Asking days(const StatsQuery &query, const AskContext &who,
                                      Answer<StatsDays> answer) = 0;
    [[nodiscard]] virtual Asking visits(const VisitsQuery &query, const AskContext &who,
                                        Answer<VisitsPage> answer) = 0;
    /// The visit with this id, or error "not_found".
    [[nodiscard]] virtual Asking timeline(const QString &site, quint64 visit, bool includesBots,
                                          const AskContext &who, Answer<VisitTimeline> answer) = 0;
    /// A part of the answer as CSV (core/documents/statscsv.h).
    [[nodiscard]] virtual Asking csv(const StatsQuery &query, const StatsSection &section,
                                     const AskContext &who, Answer<QByteArray> answer) = 0;
    /// Writes parts of the answer to files; returns their number. Error: also "export_failed".
    [[nodiscard]] virtual Asking saveCsv(const StatsQuery &query, const QList<StatsFile> &files,
                                         const AskContext &who, Answer<qsizetype> answer) = 0;

    /// The notes of one site, oldest first, and the program's own about clock changes; kept in memory, so
    /// this never blocks.
    virtual QList<Annotation> annotations(const QString &site) const = 0;
    virtual QList<Goal> goals(const QString &site) const = 0;
    /// Adds (id 0, empty or unknown) or replaces one; returns what was stored. The signals below come before
    /// the answer. Errors: also "validation_error", "too_many_goals".
    [[nodiscard]] virtual Asking saveAnnotation(const Annotation &annotation, const AskContext &who,
                                                Answer<Annotation> answer) = 0;
    [[nodiscard]] virtual Asking saveGoal(const Goal &goal, const AskContext &who, Answer<Goal> answer) = 0;
    /// False when it did not exist.
    [[nodiscard]] virtual Asking removeAnnotation(qint64 id, const AskContext &who, Answer<bool> answer) = 0;
    [[nodiscard]] virtual Asking removeGoal(const QString &id, const AskContext &who,
                                            Answer<bool> answer) = 0;

Q_SIGNALS:
    void annotationsChanged();
    void goalsChanged();
    /// Segments are being built: `done` of `total` days; done == total when all are built.
    void buildProgress(qint64 done, qint64 total);
};
