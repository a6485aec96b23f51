// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyeditor.h"

#include "ui/history/annotationdialog.h"
#include "ui/history/goaldialog.h"
#include "ui/past/pastquestion.h"
#include "ui/past/questiondialogs.h"
#include "ui/text/linetext.h"

#include <algorithm>

HistoryEditor::HistoryEditor(StatsQuestions &stats, PastQuestion &past, QWidget *window) :
    QObject(window), m_stats(stats), m_past(past), m_window(window)
{
}

template <typename T>
void HistoryEditor::onSaved(const Result<T> &saved)
{
    if (!saved)
        Q_EMIT failed(LineText::fill(tr("Not saved: %1"), saved.error().message));
}

void HistoryEditor::addAnnotation(Micros at)
{
    openAnnotation({0, m_past.current().site, at == 0 ? m_past.now() : at, {}});
}

void HistoryEditor::editAnnotation(qint64 id)
{
    const QList<Annotation> notes = m_stats.annotations(m_past.current().site);
    const auto note = std::ranges::find(notes, id, &Annotation::id);
    if (note != notes.end())
        openAnnotation(*note);
}

void HistoryEditor::openAnnotation(const Annotation &annotation)
{
    auto *dialog = new AnnotationDialog(annotation, m_past.zone(), m_window);
    const auto take = [this](const auto &saved) { onSaved(saved); };
    connect(dialog, &AnnotationDialog::saved, this, [this, take](const Annotation &saved) {
        m_saves.add(m_stats.saveAnnotation(saved, this, take));
    });
    connect(dialog, &AnnotationDialog::removed, this,
            [this, take](qint64 id) { m_saves.add(m_stats.removeAnnotation(id, this, take)); });
    openDialog(dialog);
}

void HistoryEditor::editGoal(const QString &id)
{
    const QList<Goal> goals = m_stats.goals(m_past.current().site);
    const auto known = std::ranges::find(goals, id, &Goal::id);
    Goal goal;
    if (known != goals.end())
        goal = *known;
    goal.site = m_past.current().site;
    auto *dialog = new GoalDialog(goal, m_window);
    connect(dialog, &GoalDialog::saved, this, [this](const Goal &edited) {
        m_saves.add(m_stats.saveGoal(edited, this, [this](const Result<Goal> &saved) { onSaved(saved); }));
    });
    openDialog(dialog);
}

void HistoryEditor::removeGoal(const QString &id)
{
    m_saves.add(m_stats.removeGoal(id, this, [this](const Result<bool> &saved) { onSaved(saved); }));
}
