// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypage.h"

#include "core/bus/signalbus.h"
#include "ui/history/breakdownpanel.h"
#include "ui/history/historybar.h"
#include "ui/history/historychartpanel.h"
#include "ui/history/historyeditor.h"
#include "ui/history/historypanels.h"
#include "ui/history/historytotals.h"
#include "ui/history/visitspanel.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/pasttext.h"
#include "ui/past/questiondialogs.h"
#include "ui/widgets/helptopic.h"

#include <QGraphicsOpacityEffect>
#include <QJsonObject>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace {

using Part = StatsSection::Part;

constexpr double kDimmed = 0.5;
constexpr QLatin1StringView kPanels("panels");
constexpr QLatin1StringView kStyle("style");
constexpr QLatin1StringView kHasZoomed("zoomed");

} // namespace

HistoryPage::HistoryPage(const PastSources &sources, QWidget *parent) :
    PastPage(QStringLiteral("history"), sources, parent),
    m_bar(new HistoryBar(this)),
    m_views(new QStackedWidget(this)),
    m_scroll(new QScrollArea(m_views)),
    m_content(new QWidget(m_scroll)),
    m_dim(new QGraphicsOpacityEffect(m_content)),
    m_totals(new HistoryTotals(m_content)),
    m_chart(new HistoryChartPanel(m_content)),
    m_panels(new HistoryPanels(m_content)),
    m_visits(new VisitsPanel(sources.stats, m_views)),
    m_editor(new HistoryEditor(sources.stats, sources.past, this))
{
    HelpTopic::set(this, QStringLiteral("windows.md#history"));
    buildLayout();
    connectContent();
    start(m_bar, m_views, Metrics::kGrid);
}

void HistoryPage::buildLayout()
{
    auto *inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 2 * Metrics::kGrid, 2 * Metrics::kGrid);
    inner->setSpacing(20);
    inner->addWidget(m_totals);
    inner->addWidget(m_chart);
    inner->addWidget(m_panels);
    inner->addStretch(1);
    m_dim->setOpacity(kDimmed);
    m_dim->setEnabled(false);
    m_content->setGraphicsEffect(m_dim);
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_views->addWidget(m_scroll);
    m_views->addWidget(m_visits);
}

void HistoryPage::connectContent()
{
    connect(m_bar, &HistoryBar::comparedDaysWanted, this, [this] { openDaysDialog(past(), true, this); });
    connect(m_bar, &HistoryBar::visitsToggled, this, &HistoryPage::showVisits);
    connect(m_totals, &HistoryTotals::metricChosen, &past(), &PastQuestion::setMetric);
    connect(m_chart, &HistoryChartPanel::rangeSelected, this, [this](const InstantRange &range) {
        Question next = question();
        next.range = PastRange::ofInstants(range, past().zone());
        past().ask(next);
    });
    connect(m_chart, &HistoryChartPanel::annotationRequested, m_editor, &HistoryEditor::addAnnotation);
    connect(m_chart, &HistoryChartPanel::annotationActivated, m_editor, &HistoryEditor::editAnnotation);
    connect(m_panels, &HistoryPanels::changed, this, &HistoryPage::ask);
    connect(m_panels, &HistoryPanels::filterToggled, &past(), &PastQuestion::toggle);
    connect(m_panels, &HistoryPanels::moreWanted, this, &HistoryPage::openList);
    connect(m_panels, &HistoryPanels::goalWanted, m_editor, &HistoryEditor::editGoal);
    connect(m_panels, &HistoryPanels::goalRemovalWanted, m_editor, &HistoryEditor::removeGoal);
    connect(m_panels, &HistoryPanels::exportWanted, this,
            [this](const StatsSection &section) { saveTable(withGoals(section)); });
    connect(m_panels, &HistoryPanels::copyWanted, this,
            [this](const StatsSection &section) { copySection(withGoals(section)); });
    connect(m_visits, &VisitsPanel::changed, this, &HistoryPage::settledChanged);
    connect(m_visits, &VisitsPanel::hitActivated, this, &HistoryPage::hitActivated);
    connect(m_editor, &HistoryEditor::failed, this, &HistoryPage::messagePosted);
    const StatsQuestions &stats = sources().stats;
    connect(&stats, &StatsQuestions::annotationsChanged, this, &HistoryPage::showAnnotations);
    connect(&stats, &StatsQuestions::goalsChanged, this, [this] {
        if (m_panels->showsGoals())
            ask();
    });
    connect(&sources().bus, &SignalBus::verdictsChanged, m_visits, &VisitsPanel::forget);
}

StatsQuery HistoryPage::buildQuery() const
{
    StatsQuery query = past().query();
    query.seriesMetrics |= past().metric();
    query.wantsWeekHours = true;
    query.wantsMedian = true;
    query.breakdowns = m_panels->breakdowns();
    if (m_panels->showsGoals())
        query.goals = sources().stats.goals(query.site);
    return query;
}

void HistoryPage::ask()
{
    if (past().site())
        m_visits->setQuestion(buildQuery(), past().now());
    PastPage::ask();
}

void HistoryPage::showQuestion()
{
    showAnnotations();
    m_panels->setFilters(question().filters);
}

void HistoryPage::showAnswer(const StatsQuery &query, const StatsTable &table)
{
    m_totals->setAnswer(query, table);
    showChart();
    m_panels->setAnswer(query, table, past().now());
    m_panels->setFilters(question().filters);
    m_bar->setCost(table.scannedHits, table.elapsedMs);
}

void HistoryPage::clear()
{
    m_totals->clear();
    m_chart->clear();
    m_panels->setLoading();
}

void HistoryPage::showChart()
{
    m_chart->setAnswer(*answeredQuery(), *table(), past().metric(), past().now());
}

void HistoryPage::showAnnotations()
{
    m_chart->setAnnotations(sources().stats.annotations(question().site));
}

void HistoryPage::showWaiting(bool on)
{
    m_dim->setEnabled(on);
}

void HistoryPage::onMetricChanged()
{
    m_totals->setMetric(past().metric());
    // Rates are counted only when they are shown.
    if (table() && answeredQuery()->seriesMetrics.testFlag(past().metric()))
        showChart();
    else
        ask();
}

void HistoryPage::showVisits(bool on)
{
    m_bar->setVisitsShown(on);
    m_views->setCurrentWidget(on ? static_cast<QWidget *>(m_visits) : m_scroll);
    Q_EMIT settledChanged();
}

bool HistoryPage::isContentSettled() const
{
    return m_views->currentWidget() != m_visits || !m_visits->isBusy();
}

StatsSection HistoryPage::withGoals(StatsSection section) const
{
    if (section.part == Part::Goals)
        section.goals = sources().stats.goals(question().site);
    return section;
}

StatsSection HistoryPage::sectionOf(const BreakdownPanel &panel) const
{
    if (panel.showsGoals())
        return withGoals({.part = Part::Goals});
    return {.part = Part::Breakdown, .dimension = panel.dimension()};
}

QStringList HistoryPage::lists() const
{
    return m_panels->dimensions();
}

void HistoryPage::showList(const QString &dimension)
{
    showVisits(false);
    BreakdownPanel *panel = m_panels->showDimension(dimension);
    if (!panel)
        return;
    m_content->layout()->activate(); // a page that was not shown yet has no places
    m_scroll->ensureWidgetVisible(panel);
    panel->list().setFocus();
}

QList<PastPage::Table> HistoryPage::tables() const
{
    QList<Table> tables {{tr("Totals"), {.part = Part::Totals}}, {tr("Chart"), {.part = Part::Series}}};
    for (const BreakdownPanel *panel : m_panels->panels()) {
        QString name = panel->showsGoals() ? tr("goals") : PastText::values(panel->dimension());
        name[0] = name.at(0).toUpper();
        tables.append({name, sectionOf(*panel)});
    }
    tables.append({tr("Weekday × hour"), {.part = Part::WeekHours}});
    return tables;
}

QList<PastPage::Picture> HistoryPage::pictures() const
{
    const auto head = [this] {
        PictureHead full = pictureHead();
        m_chart->describe(full);
        return full;
    };
    const HistoryChart &chart = m_chart->chart();
    return {{tr("Chart"), QStringLiteral("chart"),
             [&chart, head](const QString &fileName) { return chart.savePng(fileName, head()); },
             [&chart, head](const QString &fileName) { return chart.saveSvg(fileName, head()); }}};
}

void HistoryPage::fillExportMenu(QMenu &menu)
{
    PastPage::fillExportMenu(menu);
    menu.addSeparator();
    connect(addExport(menu, tr("All of them as CSV files…"), QStringLiteral("all")), &QAction::triggered,
            this, &HistoryPage::exportTables);
}

void HistoryPage::exportTables()
{
    saveTables(tables());
}

void HistoryPage::copyTable()
{
    const auto focused = std::ranges::find_if(m_panels->panels(),
                                              [](BreakdownPanel *panel) { return panel->list().hasFocus(); });
    if (focused == m_panels->panels().end())
        return PastPage::copyTable();
    if (past().site())
        copySection(sectionOf(**focused));
}

QJsonObject HistoryPage::contentState() const
{
    return {{kPanels, m_panels->state()},
            {kStyle, static_cast<int>(m_chart->chart().style())},
            {kHasZoomed, !m_chart->chart().isHintShown()}};
}

void HistoryPage::restoreContentState(const QJsonObject &state)
{
    m_panels->restoreState(state.value(kPanels).toString());
    m_chart->chart().setHintShown(!state.value(kHasZoomed).toBool());
    const int style = state.value(kStyle).toInt(-1);
    if (style >= 0 && style <= static_cast<int>(HistoryChart::Style::Bars))
        m_chart->setStyle(static_cast<HistoryChart::Style>(style));
}
