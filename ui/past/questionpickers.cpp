// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/questionpickers.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/past/filterchip.h"
#include "ui/past/pasttext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"

#include <QMenu>
#include <QToolButton>

namespace {

using Period = PastRange::Period;

struct PeriodEntry
{
    Period period;
    char key = 0; ///< of the window, which has the shortcut; 0 = none
};

/// In the order of the menu.
constexpr PeriodEntry kPeriods[] = {
    {Period::LastHalfHour},   {Period::Today, 'D'},    {Period::Yesterday, 'E'}, {Period::Last7Days},
    {Period::Last28Days},     {Period::Last30Days},    {Period::Last90Days},     {Period::ThisWeek, 'W'},
    {Period::ThisMonth, 'M'}, {Period::ThisYear, 'Y'}, {Period::LastMonth},      {Period::LastYear},
    {Period::AllTime}};

/// Dimensions of one menu.
struct DimensionGroup
{
    const char *title;
    QList<const char *> dimensions;
};

const QList<DimensionGroup> &dimensionGroups()
{
    static const QList<DimensionGroup> groups {
        {QT_TRANSLATE_NOOP("QuestionPickers", "Pages"),
         {"page", "entry_page", "exit_page", "title", "hostname", "entry_host"}},
        {QT_TRANSLATE_NOOP("QuestionPickers", "Sources"), {"source", "referrer_host", "referrer", "channel"}},
        {QT_TRANSLATE_NOOP("QuestionPickers", "Campaigns"),
         {"utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content"}},
        {QT_TRANSLATE_NOOP("QuestionPickers", "Places"), {"country", "region", "city", "language"}},
        {QT_TRANSLATE_NOOP("QuestionPickers", "Devices"),
         {"device", "browser", "browser_version", "os", "os_version", "screen"}},
        {QT_TRANSLATE_NOOP("QuestionPickers", "Hits"), {"event", "link", "kind", "protocol", "bot"}},
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

QuestionPickers::QuestionPickers(QWidget *bar, const QString &prefix) :
    QObject(bar),
    m_bar(bar),
    m_rangeMenu(new QMenu(bar)),
    m_filterMenu(new QMenu(bar)),
    m_undo(addStep(QStringLiteral("undo"), tr("Undo the last change (Alt+Left)"),
                   prefix + QStringLiteral("Undo"))),
    m_redo(addStep(QStringLiteral("redo"), tr("Redo (Alt+Right)"), prefix + QStringLiteral("Redo"))),
    m_range(addPicker(prefix + QStringLiteral("Range"), tr("Range"), m_rangeMenu)),
    m_bots(addPicker(prefix + QStringLiteral("Bots"), tr("Bots"), nullptr)),
    m_addFilter(addPicker(prefix + QStringLiteral("AddFilter"), tr("Add a filter"), m_filterMenu)),
    m_chips(new QWidget(bar)),
    m_flow(new FlowLayout(6))
{
    m_range->setArrow(true);
    m_addFilter->setText(tr("+ Filter"));
    m_bots->setCheckable(true);
    m_bots->setToolTip(tr("Bots are stored; switch on to count them."));
    connect(m_bots, &Chip::clicked, this, [this](bool on) {
        Question next = m_question;
        next.includesBots = on;
        Q_EMIT wanted(next);
    });
    m_chips->setLayout(m_flow);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    m_chips->setSizePolicy(policy);
    m_chips->hide();
    buildRangeMenu();
    buildFilterMenu();
    setSteps(false, false);
}

Chip *QuestionPickers::addPicker(const QString &name, const QString &accessibleName, QMenu *menu)
{
    auto *chip = new Chip({}, m_bar);
    chip->setObjectName(name);
    chip->setCheckable(false);
    chip->setToolTip(PlainText::toolTip(accessibleName));
    chip->setAccessibleDescription(accessibleName);
    if (menu)
        connect(chip, &Chip::clicked, this,
                [chip, menu] { menu->popup(chip->mapToGlobal(QPoint(0, chip->height()))); });
    return chip;
}

QToolButton *QuestionPickers::addStep(const QString &icon, const QString &text, const QString &name)
{
    auto *button = new QToolButton(m_bar);
    button->setObjectName(name);
    button->setToolTip(PlainText::toolTip(text));
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    setScaledSize(button, 24, 28);
    button->setIcon(themedIcon(icon, Theme::of(m_bar).muted));
    return button;
}

void QuestionPickers::buildRangeMenu()
{
    const auto add = [this](Period period, const QString &text, const QString &name) {
        QAction *action = m_rangeMenu->addAction(text);
        action->setObjectName(QStringLiteral("range_") + name);
        action->setCheckable(true);
        action->setData(static_cast<int>(period));
        return action;
    };
    for (const auto &[period, key] : kPeriods) {
        if (period == Period::Last7Days || period == Period::ThisWeek || period == Period::LastMonth
            || period == Period::AllTime)
            m_rangeMenu->addSeparator();
        QString text = PastText::period(period);
        if (key != 0) // a menu writes what follows a tab where shortcuts stand
            text += QLatin1Char('\t') + QLatin1Char(key);
        QAction *action = add(period, text, QString::number(static_cast<int>(period)));
        connect(action, &QAction::triggered, this, [this, period = period] {
            showRange(); // the question decides
            Question next = m_question;
            next.range = {};
            next.range.period = period;
            Q_EMIT wanted(next);
        });
    }
    QAction *days = add(Period::Days, PastText::period(Period::Days), QStringLiteral("days"));
    connect(days, &QAction::triggered, this, [this] {
        showRange();
        Q_EMIT daysWanted();
    });
}

void QuestionPickers::showRange()
{
    Period shown = m_question.range.period;
    if (shown == Period::Instants)
        shown = Period::Days;
    const QList<QAction *> actions = m_rangeMenu->actions();
    for (QAction *action : actions)
        action->setChecked(!action->isSeparator() && action->data().toInt() == static_cast<int>(shown));
}

void QuestionPickers::buildFilterMenu()
{
    for (const DimensionGroup &group : dimensionGroups()) {
        QMenu *menu = m_filterMenu->addMenu(tr(group.title));
        for (const char *name : group.dimensions) {
            const QString dimension = QString::fromLatin1(name);
            QAction *action = menu->addAction(capitalized(PastText::dimension(dimension)));
            action->setObjectName(QStringLiteral("filter_") + dimension);
            connect(action, &QAction::triggered, this,
                    [this, dimension] { Q_EMIT filterWanted({.dimension = dimension, .values = {}}); });
        }
    }
}

void QuestionPickers::setQuestion(const Question &question, const QString &zone)
{
    m_question = question;
    m_range->setText(PastText::range(question.range, zone));
    showRange();
    m_bots->setChecked(question.includesBots);
    m_bots->setText(question.includesBots ? tr("Bots shown") : tr("Bots hidden"));
    m_range->updateGeometry();
    m_bots->updateGeometry();
    rebuildChips();
}

void QuestionPickers::rebuildChips()
{
    for (FilterChip *chip : std::as_const(m_filters)) {
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_filters.clear();
    const auto groups = m_question.groups();
    for (const FilterGroup &group : groups) {
        auto *chip = new FilterChip(PastText::filter(group), m_chips);
        chip->setObjectName(QStringLiteral("filterChip_") + group.dimension);
        connect(chip, &FilterChip::edited, this, [this, group] { Q_EMIT filterWanted(group); });
        connect(chip, &FilterChip::removed, this, [this, group] {
            Question next = m_question;
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
    m_bar->updateGeometry();
}

void QuestionPickers::setSteps(bool canUndo, bool canRedo)
{
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
}

void QuestionPickers::openFilterMenu()
{
    m_filterMenu->popup(m_addFilter->mapToGlobal(QPoint(0, m_addFilter->height())));
}

void QuestionPickers::restyle()
{
    m_undo->setIcon(themedIcon(QStringLiteral("undo"), Theme::of(m_bar).muted));
    m_redo->setIcon(themedIcon(QStringLiteral("redo"), Theme::of(m_bar).muted));
}
