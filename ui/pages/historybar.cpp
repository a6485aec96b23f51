// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/historybar.h"

#include "ui/historytext.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/filterchip.h"
#include "ui/widgets/flowlayout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace {

using Period = HistoryRange::Period;
using Comparison = HistoryQuestion::Comparison;

/// In the order of the menu; 0 = a separator.
constexpr Period kPeriods[] = {Period::Today,      Period::Yesterday,  Period::Last7Days, Period::Last28Days,
                               Period::Last30Days, Period::Last90Days, Period::ThisWeek,  Period::ThisMonth,
                               Period::ThisYear,   Period::LastMonth,  Period::LastYear,  Period::AllTime};

/// Dimensions of one menu.
struct DimensionGroup
{
    const char *title;
    QList<const char *> dimensions;
};

const QList<DimensionGroup> &dimensionGroups()
{
    static const QList<DimensionGroup> groups {
        {QT_TRANSLATE_NOOP("HistoryBar", "Pages"), {"page", "entry_page", "exit_page", "title", "hostname"}},
        {QT_TRANSLATE_NOOP("HistoryBar", "Sources"), {"source", "referrer_host", "referrer", "channel"}},
        {QT_TRANSLATE_NOOP("HistoryBar", "Campaigns"),
         {"utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content"}},
        {QT_TRANSLATE_NOOP("HistoryBar", "Places"), {"country", "region", "city", "language"}},
        {QT_TRANSLATE_NOOP("HistoryBar", "Devices"),
         {"device", "browser", "browser_version", "os", "os_version", "screen"}},
        {QT_TRANSLATE_NOOP("HistoryBar", "Hits"), {"event", "link", "kind", "protocol", "bot"}},
    };
    return groups;
}

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

HistoryBar::HistoryBar(QWidget *parent) :
    QWidget(parent),
    m_top(new QHBoxLayout),
    m_chips(new QWidget(this)),
    m_flow(new FlowLayout(6)),
    m_rangeMenu(new QMenu(this)),
    m_comparisonMenu(new QMenu(this)),
    m_granularityMenu(new QMenu(this)),
    m_filterMenu(new QMenu(this)),
    m_exportMenu(new QMenu(this)),
    m_undo(addStep(QStringLiteral("undo"), tr("Undo the last change (Alt+Left)"),
                   QStringLiteral("historyUndo"))),
    m_redo(addStep(QStringLiteral("redo"), tr("Do it again (Alt+Right)"), QStringLiteral("historyRedo"))),
    m_range(addPicker(QStringLiteral("rangePicker"), tr("Range"), m_rangeMenu)),
    m_comparison(addPicker(QStringLiteral("comparisonPicker"), tr("Comparison"), m_comparisonMenu)),
    m_granularity(addPicker(QStringLiteral("granularityPicker"), tr("Granularity"), m_granularityMenu)),
    m_addFilter(addPicker(QStringLiteral("addFilter"), tr("Add a filter"), m_filterMenu)),
    m_bots(addPicker(QStringLiteral("historyBots"), tr("Bots"), nullptr)),
    m_cost(new Figure(Type::small(), Figure::Tone::Muted, this)),
    m_visits(new Chip(tr("Visits"), this)),
    m_export(new Chip(tr("Export"), this))
{
    setObjectName(QStringLiteral("historyBar"));
    m_exportMenu->setObjectName(QStringLiteral("exportMenu"));
    m_top->setSpacing(6);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_undo), static_cast<QWidget *>(m_redo), static_cast<QWidget *>(m_range),
          static_cast<QWidget *>(m_comparison), static_cast<QWidget *>(m_granularity),
          static_cast<QWidget *>(m_bots), static_cast<QWidget *>(m_addFilter)})
        m_top->addWidget(widget);
    m_top->addStretch(1);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_cost), static_cast<QWidget *>(m_visits), static_cast<QWidget *>(m_export)})
        m_top->addWidget(widget);
    m_chips->setLayout(m_flow);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    m_chips->setSizePolicy(policy);
    m_chips->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(m_top);
    column->addWidget(m_chips);
    m_cost->setElide(true);
    m_cost->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_cost->setObjectName(QStringLiteral("historyCost"));
    m_cost->setFixedHeight(m_export->sizeHint().height());
    m_visits->setObjectName(QStringLiteral("visitsSwitch"));
    m_visits->setToolTip(
        tr("The visits one by one, instead of the chart and the lists; choose one to see it hit by hit"));
    connect(m_visits, &Chip::toggled, this, &HistoryBar::visitsToggled);
    m_export->setObjectName(QStringLiteral("exportPicker"));
    m_export->setCheckable(false);
    m_export->setArrow(true);
    for (Chip *chip : {m_range, m_comparison, m_granularity})
        chip->setArrow(true);
    connect(m_export, &Chip::clicked, this,
            [this] { m_exportMenu->popup(m_export->mapToGlobal(QPoint(0, m_export->height()))); });
    m_addFilter->setText(tr("+ Filter"));
    m_bots->setCheckable(true);
    m_bots->setToolTip(tr("Bots are stored; switch on to count them."));
    connect(m_bots, &Chip::clicked, this, [this](bool on) {
        HistoryQuestion next = m_question;
        next.includesBots = on;
        Q_EMIT wanted(next);
    });
    connect(m_undo, &QToolButton::clicked, this, &HistoryBar::undoWanted);
    connect(m_redo, &QToolButton::clicked, this, &HistoryBar::redoWanted);
    buildRangeMenu();
    buildComparisonMenu();
    buildFilterMenu();
    setSteps(false, false);
}

Chip *HistoryBar::addPicker(const QString &name, const QString &accessibleName, QMenu *menu)
{
    auto *chip = new Chip({}, this);
    chip->setObjectName(name);
    chip->setCheckable(false);
    chip->setToolTip(accessibleName);
    chip->setAccessibleDescription(accessibleName);
    if (menu)
        connect(chip, &Chip::clicked, this,
                [chip, menu] { menu->popup(chip->mapToGlobal(QPoint(0, chip->height()))); });
    return chip;
}

QToolButton *HistoryBar::addStep(const QString &icon, const QString &text, const QString &name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setFixedSize(24, 28);
    button->setIcon(themedIcon(icon, Theme::of(this).muted));
    return button;
}

void HistoryBar::buildRangeMenu()
{
    for (const Period period : kPeriods) {
        if (period == Period::Last7Days || period == Period::ThisWeek || period == Period::LastMonth
            || period == Period::AllTime)
            m_rangeMenu->addSeparator();
        QAction *action = m_rangeMenu->addAction(HistoryText::period(period));
        action->setObjectName(QStringLiteral("range_%1").arg(static_cast<int>(period)));
        connect(action, &QAction::triggered, this, [this, period] {
            HistoryQuestion next = m_question;
            next.range = {};
            next.range.period = period;
            Q_EMIT wanted(next);
        });
    }
    QAction *days = m_rangeMenu->addAction(HistoryText::period(Period::Days));
    days->setObjectName(QStringLiteral("range_days"));
    connect(days, &QAction::triggered, this, &HistoryBar::daysWanted);
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
            HistoryQuestion next = m_question;
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
            HistoryQuestion next = m_question;
            next.granularity = granularity;
            Q_EMIT wanted(next);
        });
    };
    add(tr("Automatic (%1)").arg(HistoryText::granularity(m_automatic)), std::nullopt,
        QStringLiteral("auto"));
    m_granularityMenu->addSeparator();
    for (const Granularity granularity : std::as_const(m_fitting))
        add(HistoryText::granularity(granularity), granularity, toString(granularity));
}

void HistoryBar::buildFilterMenu()
{
    for (const DimensionGroup &group : dimensionGroups()) {
        QMenu *menu = m_filterMenu->addMenu(tr(group.title));
        for (const char *name : group.dimensions) {
            const QString dimension = QString::fromLatin1(name);
            QAction *action = menu->addAction(capitalized(HistoryText::dimension(dimension)));
            action->setObjectName(QStringLiteral("filter_") + dimension);
            connect(action, &QAction::triggered, this,
                    [this, dimension] { Q_EMIT filterWanted({.dimension = dimension, .values = {}}); });
        }
    }
}

void HistoryBar::setQuestion(const HistoryQuestion &question, const QString &zone,
                             const QList<Granularity> &fitting, Granularity automatic)
{
    m_question = question;
    m_fitting = fitting;
    m_automatic = automatic;
    m_range->setText(HistoryText::range(question.range, zone));
    m_comparison->setText(HistoryText::comparison(question));
    const bool isFixed = question.granularity && fitting.contains(*question.granularity);
    m_granularity->setText(HistoryText::granularity(isFixed ? *question.granularity : automatic));
    m_bots->setChecked(question.includesBots);
    m_bots->setText(question.includesBots ? tr("Bots shown") : tr("Bots hidden"));
    for (Chip *chip : {m_range, m_comparison, m_granularity, m_bots})
        chip->updateGeometry();
    updateCost();
    buildGranularityMenu();
    rebuildChips();
}

void HistoryBar::rebuildChips()
{
    for (FilterChip *chip : std::as_const(m_filters)) {
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_filters.clear();
    const auto groups = m_question.groups();
    for (const FilterGroup &group : groups) {
        auto *chip = new FilterChip(HistoryText::filter(group), m_chips);
        chip->setObjectName(QStringLiteral("filterChip_") + group.dimension);
        connect(chip, &FilterChip::edited, this, [this, group] { Q_EMIT filterWanted(group); });
        connect(chip, &FilterChip::removed, this, [this, group] {
            HistoryQuestion next = m_question;
            FilterGroup nothing = group;
            nothing.values.clear();
            next.replace(group, nothing);
            Q_EMIT wanted(next);
        });
        m_flow->addWidget(chip);
        chip->show();
        m_filters.append(chip);
    }
    m_chips->setVisible(!m_filters.isEmpty());
    m_flow->invalidate();
    m_chips->updateGeometry();
    updateGeometry();
}

void HistoryBar::setSteps(bool canUndo, bool canRedo)
{
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
}

void HistoryBar::setCost(qint64 readHits, double elapsedMs)
{
    const QString text = HistoryText::cost(readHits, elapsedMs);
    m_cost->setText(text);
    m_cost->setToolTip(
        tr("%1\nEvery hit that was looked at for this answer, also those that filters or hidden "
           "bots leave out of it; and how long the counting itself took")
            .arg(text));
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

void HistoryBar::openFilterMenu()
{
    m_filterMenu->popup(m_addFilter->mapToGlobal(QPoint(0, m_addFilter->height())));
}

void HistoryBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange)
        return;
    m_undo->setIcon(themedIcon(QStringLiteral("undo"), Theme::of(this).muted));
    m_redo->setIcon(themedIcon(QStringLiteral("redo"), Theme::of(this).muted));
}
