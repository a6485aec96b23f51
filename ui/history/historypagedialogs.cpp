// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// HistoryPage: what is chosen in dialogs.

#include "ui/history/annotationdialog.h"
#include "ui/history/goaldialog.h"
#include "ui/history/historypage.h"
#include "ui/past/breakdowndialog.h"
#include "ui/past/questiondialogs.h"
#include "ui/past/statsexport.h"

#include <algorithm>

void HistoryPage::editAnnotation(const Annotation &annotation)
{
    auto *dialog = new AnnotationDialog(annotation, m_past.zone(), this);
    connect(dialog, &AnnotationDialog::saved, this,
            [this](const Annotation &saved) { m_saves.append(m_stats.saveAnnotation(saved)); });
    connect(dialog, &AnnotationDialog::removed, this,
            [this](qint64 id) { m_saves.append(m_stats.removeAnnotation(id)); });
    openDialog(dialog);
}

void HistoryPage::editGoal(const QString &id)
{
    const QList<Goal> goals = m_stats.goals(question().site);
    const auto known = std::ranges::find(goals, id, &Goal::id);
    Goal goal;
    if (known != goals.end())
        goal = *known;
    goal.site = question().site;
    auto *dialog = new GoalDialog(goal, this);
    connect(dialog, &GoalDialog::saved, this,
            [this](const Goal &saved) { m_saves.append(m_stats.saveGoal(saved)); });
    openDialog(dialog);
}

void HistoryPage::openList(const BreakdownQuery &list)
{
    auto *dialog = new BreakdownDialog(m_stats, buildQuery(), list, this);
    connect(dialog, &BreakdownDialog::filterToggled, &m_past, &PastQuestion::toggle);
    const auto section = [](const QString &dimension) {
        return StatsSection {.part = StatsSection::Part::Breakdown, .dimension = dimension};
    };
    connect(dialog, &BreakdownDialog::exportWanted, this,
            [this, section](const QString &name) { m_export->save(buildQuery(), section(name)); });
    connect(dialog, &BreakdownDialog::copyWanted, this,
            [this, section](const QString &name) { m_export->copy(buildQuery(), section(name)); });
    openDialog(dialog);
}

StatsSection HistoryPage::withGoals(StatsSection section) const
{
    if (section.part == StatsSection::Part::Goals)
        section.goals = m_stats.goals(question().site);
    return section;
}
