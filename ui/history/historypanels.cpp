// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypanels.h"

#include "ui/chart/weekhourmap.h"
#include "ui/chart/weekoccurrences.h"
#include "ui/history/breakdownpanel.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kPanelWidth = 350; ///< at least, at full size of texts

QStringList names(std::initializer_list<const char *> dimensions)
{
    QStringList list;
    for (const char *dimension : dimensions)
        list.append(QString::fromLatin1(dimension));
    return list;
}

StatsSection sectionOf(const QString &dimension)
{
    if (dimension.isEmpty())
        return {.part = StatsSection::Part::Goals};
    return {.part = StatsSection::Part::Breakdown, .dimension = dimension};
}

} // namespace

HistoryPanels::HistoryPanels(QWidget *parent) : QWidget(parent), m_week(new WeekHourMap(this))
{
    setObjectName(QStringLiteral("historyPanels"));
    const std::pair<QString, QList<BreakdownTab>> panels[] = {
        {QStringLiteral("panelPages"),
         {{tr("Pages"), names({"page"})},
          {tr("Entries"), names({"entry_page"}), true},
          {tr("Exits"), names({"exit_page"}), true},
          {tr("Titles"), names({"title"}), true},
          {tr("Hosts"), names({"entry_host", "hostname"}), true}}},
        {QStringLiteral("panelSources"),
         {{tr("Sources"), names({"source"})},
          {tr("Referrers"), names({"referrer_host", "referrer"})},
          {tr("Channels"), names({"channel"})},
          {tr("Campaigns"), names({"utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content"}),
           true}}},
        {QStringLiteral("panelPlaces"),
         {{tr("Countries"), names({"country"})},
          {tr("Regions"), names({"region"})},
          {tr("Cities"), names({"city"})},
          {tr("Languages"), names({"language"})}}},
        {QStringLiteral("panelDevices"),
         {{tr("Devices"), names({"device"})},
          {tr("Browsers"), names({"browser", "browser_version"})},
          {tr("Systems"), names({"os", "os_version"})},
          {tr("Screens"), names({"screen"})}}},
        {QStringLiteral("panelEvents"),
         {{tr("Events"), names({"event"}), true},
          {tr("Properties"), {QString(kPropertyNames)}, true},
          {tr("Links"), names({"link"}), true},
          {tr("Goals"), {}}}},
    };
    for (const auto &[name, tabs] : panels) {
        auto *panel = new BreakdownPanel(name, tabs, this);
        m_panels.append(panel);
        connect(panel, &BreakdownPanel::changed, this, &HistoryPanels::changed);
        connect(panel, &BreakdownPanel::filterToggled, this, &HistoryPanels::filterToggled);
        connect(panel, &BreakdownPanel::moreWanted, this, &HistoryPanels::moreWanted);
        connect(panel, &BreakdownPanel::goalWanted, this, &HistoryPanels::goalWanted);
        connect(panel, &BreakdownPanel::goalRemovalWanted, this, &HistoryPanels::goalRemovalWanted);
        connect(panel, &BreakdownPanel::exportWanted, this,
                [this](const QString &dimension) { Q_EMIT exportWanted(sectionOf(dimension)); });
        connect(panel, &BreakdownPanel::copyWanted, this,
                [this](const QString &dimension) { Q_EMIT copyWanted(sectionOf(dimension)); });
    }
    m_weekPanel = buildWeek();
    arrange();
}

QWidget *HistoryPanels::buildWeek()
{
    auto *panel = new QWidget(this);
    panel->setObjectName(QStringLiteral("panelWeek"));
    m_week->setObjectName(QStringLiteral("weekHours"));
    auto *caption = new PlainLabel(tr("Weekday × hour, mean"), panel);
    caption->setFont(Type::caption());
    caption->setForegroundRole(QPalette::PlaceholderText);
    caption->setMinimumHeight(24);
    caption->setToolTip(tr(
        "Visitors by the hour of the week, in the site's time zone: the mean of all days of the range that "
        "have this hour. Each shade is so many times the one before; the number in the middle of the "
        "legend is that of the middle shade. The exported table has the sums."));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(caption);
    column->addWidget(m_week, 1);
    return panel;
}

void HistoryPanels::arrange()
{
    constexpr int kGap = 3 * Metrics::kGrid;
    const int columns = std::clamp((width() + kGap) / (TextScale::scaled(kPanelWidth) + kGap), 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    delete layout();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(2 * Metrics::kGrid);
    int at = 0;
    const auto add = [&](QWidget *widget) {
        grid->addWidget(widget, at / columns, at % columns);
        ++at;
    };
    for (BreakdownPanel *panel : std::as_const(m_panels))
        add(panel);
    add(m_weekPanel);
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, 1);
}

void HistoryPanels::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

QList<BreakdownQuery> HistoryPanels::breakdowns() const
{
    QList<BreakdownQuery> queries;
    for (const BreakdownPanel *panel : m_panels) {
        if (!panel->showsGoals())
            queries.append(panel->query());
    }
    return queries;
}

QStringList HistoryPanels::dimensions() const
{
    QStringList all;
    for (const BreakdownPanel *panel : m_panels)
        all += panel->dimensions();
    return all;
}

BreakdownPanel *HistoryPanels::showDimension(const QString &dimension)
{
    const auto owner = std::ranges::find_if(
        m_panels, [&](const BreakdownPanel *panel) { return panel->dimensions().contains(dimension); });
    if (owner == m_panels.end())
        return nullptr;
    (*owner)->showDimension(dimension);
    return *owner;
}

bool HistoryPanels::showsGoals() const
{
    return std::ranges::any_of(m_panels, &BreakdownPanel::showsGoals);
}

void HistoryPanels::setAnswer(const StatsQuery &query, const StatsTable &table, Micros now)
{
    for (BreakdownPanel *panel : std::as_const(m_panels))
        panel->setAnswer(table, query.goals);
    // Hours to come are no hours without visitors.
    const InstantRange past {table.now.range.from, std::min(table.now.range.to, now)};
    m_week->setData(table.weekHours, Metric::Visitors, weekOccurrences(past, query.timezone));
}

void HistoryPanels::setFilters(const QList<DimensionFilter> &filters)
{
    for (BreakdownPanel *panel : std::as_const(m_panels))
        panel->setFilters(filters);
}

void HistoryPanels::setLoading()
{
    for (BreakdownPanel *panel : std::as_const(m_panels))
        panel->setLoading();
    m_week->setData({}, Metric::Visitors);
}

QString HistoryPanels::state() const
{
    QStringList states;
    for (const BreakdownPanel *panel : m_panels)
        states.append(panel->state());
    return states.join(u';');
}

void HistoryPanels::restoreState(const QString &state)
{
    const QStringList states = state.split(u';');
    for (qsizetype i = 0; i < std::min(states.size(), m_panels.size()); ++i)
        m_panels.at(i)->restoreState(states.at(i));
}
