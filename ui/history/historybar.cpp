// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historybar.h"

#include "ui/look/theme.h"
#include "ui/past/pastquestion.h"
#include "ui/past/pasttext.h"
#include "ui/past/questionpickers.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"

#include <QMenu>

namespace {

using Comparison = Question::Comparison;

} // namespace

HistoryBar::HistoryBar(QWidget *parent) :
    PastBar(QStringLiteral("history"), parent),
    m_comparisonMenu(new QMenu(this)),
    m_granularityMenu(new QMenu(this)),
    m_comparison(pickers().addPicker(QStringLiteral("comparisonPicker"), tr("Comparison"), m_comparisonMenu)),
    m_granularity(
        pickers().addPicker(QStringLiteral("granularityPicker"), tr("Granularity"), m_granularityMenu)),
    m_cost(new Figure(Type::small(), Figure::Tone::Muted, this)),
    m_visits(new Chip(tr("Visits"), this))
{
    for (Chip *chip : {m_comparison, m_granularity}) {
        chip->setArrow(true);
        insertBefore(pickers().bots(), chip);
    }
    insertBefore(exportChip(), m_cost);
    insertBefore(exportChip(), m_visits);
    m_cost->setElide(true);
    m_cost->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_cost->setObjectName(QStringLiteral("historyCost"));
    m_cost->setFixedHeight(exportChip()->sizeHint().height());
    m_visits->setObjectName(QStringLiteral("visitsSwitch"));
    m_visits->setToolTip(
        tr("The visits one by one, instead of the chart and the lists; choose one to see it hit by hit"));
    connect(m_visits, &Chip::toggled, this, &HistoryBar::visitsToggled);
    buildComparisonMenu();
}

void HistoryBar::buildComparisonMenu()
{
    constexpr std::pair<Comparison, const char *> kComparisons[] = {
        {Comparison::None, QT_TR_NOOP("No comparison")},
        {Comparison::PreviousPeriod, QT_TR_NOOP("Previous period")},
        {Comparison::PreviousYear, QT_TR_NOOP("Previous year")},
    };
    for (const auto &[comparison, text] : kComparisons) {
        QAction *action = m_comparisonMenu->addAction(tr(text));
        action->setObjectName(QStringLiteral("comparison_%1").arg(static_cast<int>(comparison)));
        action->setCheckable(true);
        action->setData(static_cast<int>(comparison));
        connect(action, &QAction::triggered, this, [this, which = comparison] {
            Question next = m_question;
            next.comparison = which;
            Q_EMIT wanted(next);
        });
    }
    QAction *days = m_comparisonMenu->addAction(tr("Days…"));
    days->setObjectName(QStringLiteral("comparison_days"));
    days->setCheckable(true);
    days->setData(static_cast<int>(Comparison::Days));
    connect(days, &QAction::triggered, this, [this] {
        showComparison(); // the mark moves once days are chosen
        Q_EMIT comparedDaysWanted();
    });
    m_comparisonMenu->addSeparator();
    m_comparisonMenu->setToolTipsVisible(true);
    m_weekdays = m_comparisonMenu->addAction(tr("Match weekdays"));
    m_weekdays->setObjectName(QStringLiteral("comparison_weekdays"));
    m_weekdays->setCheckable(true);
    m_weekdays->setToolTip(tr("Compares Mondays with Mondays: the compared days begin whole weeks earlier."));
    connect(m_weekdays, &QAction::triggered, this, [this](bool on) {
        Question next = m_question;
        next.matchesWeekdays = on;
        Q_EMIT wanted(next);
    });
}

void HistoryBar::showComparison()
{
    for (QAction *action : m_comparisonMenu->actions()) {
        if (action->data().isValid())
            action->setChecked(action->data().toInt() == static_cast<int>(m_question.comparison));
    }
    m_weekdays->setChecked(m_question.matchesWeekdays);
    m_weekdays->setEnabled(m_question.comparison == Comparison::PreviousPeriod
                           || m_question.comparison == Comparison::PreviousYear);
}

void HistoryBar::buildGranularityMenu()
{
    m_granularityMenu->clear();
    const auto add = [this](const QString &text, std::optional<Granularity> granularity,
                            const QString &name) {
        QAction *action = m_granularityMenu->addAction(text);
        action->setObjectName(QStringLiteral("granularity_") + name);
        action->setCheckable(true);
        action->setChecked(m_question.granularity == granularity);
        connect(action, &QAction::triggered, this, [this, granularity] {
            Question next = m_question;
            next.granularity = granularity;
            Q_EMIT wanted(next);
        });
    };
    add(LineText::fill(tr("Automatic (%1)"), PastText::granularity(m_automatic)), std::nullopt,
        QStringLiteral("auto"));
    m_granularityMenu->addSeparator();
    for (const Granularity granularity : std::as_const(m_fitting))
        add(PastText::granularity(granularity), granularity, toString(granularity));
}

void HistoryBar::setQuestion(const PastQuestion &past)
{
    PastBar::setQuestion(past);
    m_question = past.current();
    m_fitting = fittingGranularities(m_question.closedRange(past.zone(), past.now(), past.extent()),
                                     past.zone());
    Question automatic = m_question;
    automatic.granularity.reset();
    m_automatic = automatic.granularityFor(past.zone(), past.now(), past.extent());
    showComparison();
    m_comparison->setText(
        PastText::comparison(m_question, m_question.alignsWeekdays(past.zone(), past.now())));
    const bool isFixed = m_question.granularity && m_fitting.contains(*m_question.granularity);
    m_granularity->setText(PastText::granularity(isFixed ? *m_question.granularity : m_automatic));
    for (Chip *chip : {m_comparison, m_granularity})
        chip->updateGeometry();
    updateCost();
    buildGranularityMenu();
    updateGeometry();
}

void HistoryBar::setCost(qint64 readHits, double elapsedMs)
{
    const QString text = PastText::cost(readHits, elapsedMs);
    m_cost->setText(text);
    m_cost->setToolTip(PlainText::toolTip(LineText::fill(
        tr("%1\nEvery hit that was looked at for this answer, also those that filters or hidden "
           "bots leave out of it; and how long the counting itself took"),
        text)));
    updateCost();
}

void HistoryBar::updateCost()
{
    // Its room is what the controls leave; half of it would say less than nothing.
    m_cost->setVisible(neededWidth() <= width());
    fitSteps(m_cost);
}

void HistoryBar::resizeEvent(QResizeEvent *event)
{
    PastBar::resizeEvent(event);
    updateCost();
}

void HistoryBar::setVisitsShown(bool on)
{
    m_visits->setChecked(on);
}
