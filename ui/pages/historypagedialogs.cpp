// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// HistoryPage: what is chosen in dialogs.

#include "ui/dialogs/annotationdialog.h"
#include "ui/dialogs/breakdowndialog.h"
#include "ui/dialogs/daysdialog.h"
#include "ui/dialogs/filterdialog.h"
#include "ui/dialogs/goaldialog.h"
#include "ui/pages/historyexport.h"
#include "ui/pages/historypage.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

/// A dialog opens beside the window's work, never in a nested event loop.
void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void HistoryPage::editFilter(const FilterGroup &group)
{
    HistoryQuestion rest = question();
    FilterGroup nothing = group;
    nothing.values.clear();
    rest.replace(group, nothing);
    auto *dialog = new FilterDialog(m_stats, rest.toQuery(zone(), m_clock.now(), m_extent), group, this);
    connect(dialog, &FilterDialog::saved, this, [this, group](const FilterGroup &next) {
        HistoryQuestion wanted = question();
        wanted.replace(group, next);
        setQuestion(wanted);
    });
    openDialog(dialog);
}

void HistoryPage::chooseDays(bool isComparison)
{
    const QTimeZone inZone(zone().toUtf8());
    const auto dayOf = [&inZone](Micros instant) {
        return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, inZone).date();
    };
    const Micros now = m_clock.now();
    InstantRange shown = question().closedRange(zone(), now, m_extent);
    if (isComparison)
        shown = question().compared(zone(), now).value_or(shown);
    auto *dialog = new DaysDialog(isComparison ? tr("Compare with") : tr("Choose the days"),
                                  dayOf(shown.from), dayOf(shown.to - 1), dayOf(now), this);
    connect(dialog, &DaysDialog::chosen, this, [this, isComparison](QDate first, QDate last) {
        HistoryQuestion next = question();
        if (isComparison) {
            next.comparison = HistoryQuestion::Comparison::Days;
            next.comparedFirst = first;
            next.comparedLast = last;
        } else {
            next.range = HistoryRange::ofDays(first, last);
        }
        setQuestion(next);
    });
    openDialog(dialog);
}

void HistoryPage::editAnnotation(const Annotation &annotation)
{
    auto *dialog = new AnnotationDialog(annotation, zone(), this);
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
    connect(dialog, &BreakdownDialog::filterToggled, this, &HistoryPage::toggleFilter);
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
