// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historybar.h"

#include "ui/look/theme.h"
#include "ui/past/pasttext.h"
#include "ui/past/questionpickers.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

using Comparison = Question::Comparison;

} // namespace

HistoryBar::HistoryBar(QWidget *parent) :
    QWidget(parent),
    m_pickers(new QuestionPickers(this, QStringLiteral("history"))),
    m_top(new QHBoxLayout),
    m_comparisonMenu(new QMenu(this)),
    m_granularityMenu(new QMenu(this)),
    m_exportMenu(new QMenu(this)),
    m_comparison(
        m_pickers->addPicker(QStringLiteral("comparisonPicker"), tr("Comparison"), m_comparisonMenu)),
    m_granularity(
        m_pickers->addPicker(QStringLiteral("granularityPicker"), tr("Granularity"), m_granularityMenu)),
    m_cost(new Figure(Type::small(), Figure::Tone::Muted, this)),
    m_visits(new Chip(tr("Visits"), this)),
    m_export(m_pickers->addPicker(QStringLiteral("exportPicker"), tr("Export"), m_exportMenu))
{
    setObjectName(QStringLiteral("historyBar"));
    m_exportMenu->setObjectName(QStringLiteral("exportMenu"));
    m_export->setText(tr("Export"));
    m_top->setSpacing(6);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_pickers->undo()), static_cast<QWidget *>(m_pickers->redo()),
          static_cast<QWidget *>(m_pickers->range()), static_cast<QWidget *>(m_comparison),
          static_cast<QWidget *>(m_granularity), static_cast<QWidget *>(m_pickers->bots()),
          static_cast<QWidget *>(m_pickers->addFilter())})
        m_top->addWidget(widget);
    m_top->addStretch(1);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_cost), static_cast<QWidget *>(m_visits), static_cast<QWidget *>(m_export)})
        m_top->addWidget(widget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(m_top);
    column->addWidget(m_pickers->filters());
    m_cost->setElide(true);
    m_cost->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_cost->setObjectName(QStringLiteral("historyCost"));
    m_cost->setFixedHeight(m_export->sizeHint().height());
    m_visits->setObjectName(QStringLiteral("visitsSwitch"));
    m_visits->setToolTip(
        tr("The visits one by one, instead of the chart and the lists; choose one to see it hit by hit"));
    connect(m_visits, &Chip::toggled, this, &HistoryBar::visitsToggled);
    for (Chip *chip : {m_comparison, m_granularity, m_export})
        chip->setArrow(true);
    connect(m_pickers->undo(), &QToolButton::clicked, this, &HistoryBar::undoWanted);
    connect(m_pickers->redo(), &QToolButton::clicked, this, &HistoryBar::redoWanted);
    connect(m_pickers, &QuestionPickers::wanted, this, &HistoryBar::wanted);
    connect(m_pickers, &QuestionPickers::daysWanted, this, &HistoryBar::daysWanted);
    connect(m_pickers, &QuestionPickers::filterWanted, this, &HistoryBar::filterWanted);
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
        connect(action, &QAction::triggered, this, [this, which = comparison] {
            Question next = m_question;
            next.comparison = which;
            Q_EMIT wanted(next);
        });
    }
    QAction *days = m_comparisonMenu->addAction(tr("Days…"));
    days->setObjectName(QStringLiteral("comparison_days"));
    connect(days, &QAction::triggered, this, &HistoryBar::comparedDaysWanted);
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

void HistoryBar::setQuestion(const Question &question, const QString &zone, const QList<Granularity> &fitting,
                             Granularity automatic)
{
    m_question = question;
    m_fitting = fitting;
    m_automatic = automatic;
    m_pickers->setQuestion(question, zone);
    m_comparison->setText(PastText::comparison(question));
    const bool isFixed = question.granularity && fitting.contains(*question.granularity);
    m_granularity->setText(PastText::granularity(isFixed ? *question.granularity : automatic));
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
    int needed = (m_top->count() - 1) * m_top->spacing();
    for (int i = 0; i < m_top->count(); ++i)
        needed += m_top->itemAt(i)->widget() ? m_top->itemAt(i)->widget()->sizeHint().width() : 0;
    m_cost->setVisible(needed <= width());
}

void HistoryBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateCost();
}

void HistoryBar::setVisitsShown(bool on)
{
    m_visits->setChecked(on);
}

void HistoryBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange)
        return;
    m_pickers->restyle();
}
