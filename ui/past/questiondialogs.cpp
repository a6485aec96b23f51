// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/questiondialogs.h"

#include "ui/past/daysdialog.h"
#include "ui/past/filterdialog.h"
#include "ui/past/pastquestion.h"
#include "ui/widgets/helptopic.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

void openDialog(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    HelpTopic::listen(dialog);
    dialog->open();
}

void openFilterDialog(PastQuestion &past, StatsQuestions &stats, const FilterGroup &group, QWidget *parent)
{
    Question rest = past.current();
    FilterGroup nothing = group;
    nothing.values.clear();
    rest.replace(group, nothing);
    auto *dialog = new FilterDialog(stats, rest.toQuery(past.zone(), past.now(), past.extent()), group,
                                    parent);
    QObject::connect(dialog, &FilterDialog::saved, &past, [&past, group](const FilterGroup &next) {
        Question wanted = past.current();
        wanted.replace(group, next);
        past.ask(wanted);
    });
    openDialog(dialog);
}

void openDaysDialog(PastQuestion &past, bool isComparison, QWidget *parent)
{
    const QTimeZone zone(past.zone().toUtf8());
    const auto dayOf = [&zone](Micros instant) {
        return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone).date();
    };
    const Micros now = past.now();
    InstantRange shown = past.current().closedRange(past.zone(), now, past.extent());
    if (isComparison)
        shown = past.current().compared(past.zone(), now).value_or(shown);
    auto *dialog = new DaysDialog(isComparison
                                      ? QCoreApplication::translate("HistoryPage", "Compare with")
                                      : QCoreApplication::translate("HistoryPage", "Choose the days"),
                                  dayOf(shown.from), dayOf(shown.to - 1), dayOf(now), parent);
    QObject::connect(dialog, &DaysDialog::chosen, &past, [&past, isComparison](QDate first, QDate last) {
        Question next = past.current();
        if (isComparison) {
            next.comparison = Question::Comparison::Days;
            next.comparedFirst = first;
            next.comparedLast = last;
        } else {
            next.range = PastRange::ofDays(first, last);
        }
        past.ask(next);
    });
    openDialog(dialog);
}
