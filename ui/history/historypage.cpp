// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "core/bus/signalbus.h"
#include "ui/history/breakdownpanel.h"
#include "ui/history/historybar.h"
#include "ui/history/historychartpanel.h"
#include "ui/history/historypanels.h"
#include "ui/history/historytotals.h"
#include "ui/history/visitspanel.h"
#include "ui/look/theme.h"
#include "ui/past/pastemptiness.h"
#include "ui/past/questiondialogs.h"
#include "ui/past/questionpickers.h"
#include "ui/past/statsexport.h"
#include "ui/text/linetext.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/statepanel.h"

#include <QGraphicsOpacityEffect>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {

constexpr double kDimmed = 0.5;

} // namespace

HistoryPage::HistoryPage(SignalBus &bus, LiveSource &source, StatsSource &stats, PastQuestion &past,
                         QWidget *parent) :
    QWidget(parent),
    m_bus(bus),
    m_stats(stats),
    m_past(past),
    m_asker(stats, [this] { return buildQuery(); }),
    m_bar(new HistoryBar(this)),
    m_views(new QStackedWidget(this)),
    m_scroll(new QScrollArea(m_views)),
    m_content(new QWidget(m_scroll)),
    m_dim(new QGraphicsOpacityEffect(m_content)),
    m_totals(new HistoryTotals(m_content)),
    m_chart(new HistoryChartPanel(m_content)),
    m_panels(new HistoryPanels(m_content)),
    m_visits(new VisitsPanel(stats, m_views)),
    m_state(new StatePanel(m_views, this)),
    m_emptiness(new PastEmptiness(*m_state, past, source, stats, QStringLiteral("history"), this)),
    m_export(new StatsExport(stats, this))
{
    setObjectName(QStringLiteral("historyPage"));
    HelpTopic::set(this, QStringLiteral("windows.md#history"));
    setFocusPolicy(Qt::ClickFocus);
    buildLayout();
    connectBar();
    connectContent();
    connectSources();
    updateBar();
    updateState();
}

HistoryPage::~HistoryPage()
{
    m_asker.setEnabled(false);
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
    m_state->setObjectName(QStringLiteral("historyState"));
    connect(m_state, &StatePanel::retryRequested, this, &HistoryPage::ask);
    connect(m_state, &StatePanel::snippetCopied, this,
            [this] { Q_EMIT messagePosted(tr("Snippet copied")); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, Metrics::kGrid, 0);
    column->setSpacing(2 * Metrics::kGrid);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 2 * Metrics::kGrid, 0);
    top->addWidget(m_bar);
    column->addLayout(top);
    column->addWidget(m_state, 1);
}

void HistoryPage::connectBar()
{
    connect(m_bar, &HistoryBar::wanted, this, &HistoryPage::setQuestion);
    connect(m_bar, &HistoryBar::daysWanted, this, [this] { openDaysDialog(m_past, false, this); });
    connect(m_bar, &HistoryBar::comparedDaysWanted, this, [this] { openDaysDialog(m_past, true, this); });
    connect(m_bar, &HistoryBar::filterWanted, this,
            [this](const FilterGroup &group) { openFilterDialog(m_past, m_stats, group, this); });
    connect(m_bar, &HistoryBar::undoWanted, &m_past, &PastQuestion::undo);
    connect(m_bar, &HistoryBar::redoWanted, &m_past, &PastQuestion::redo);
    connect(m_bar, &HistoryBar::visitsToggled, this, &HistoryPage::showVisits);
    connect(m_bar->exportMenu(), &QMenu::aboutToShow, this, &HistoryPage::fillExportMenu);
}

void HistoryPage::connectContent()
{
    connect(m_totals, &HistoryTotals::metricChosen, &m_past, &PastQuestion::setMetric);
    connect(m_chart, &HistoryChartPanel::rangeSelected, this, [this](const InstantRange &range) {
        Question next = question();
        next.range = PastRange::ofInstants(range, m_past.zone());
        setQuestion(next);
    });
    connect(m_chart, &HistoryChartPanel::annotationRequested, this, [this](Micros at) {
        editAnnotation({0, question().site, at == 0 ? m_past.now() : at, {}});
    });
    connect(m_chart, &HistoryChartPanel::annotationActivated, this, [this](qint64 id) {
        const QList<Annotation> notes = m_stats.annotations(question().site);
        const auto note = std::ranges::find(notes, id, &Annotation::id);
        if (note != notes.end())
            editAnnotation(*note);
    });
    connect(m_panels, &HistoryPanels::changed, this, &HistoryPage::ask);
    connect(m_panels, &HistoryPanels::filterToggled, &m_past, &PastQuestion::toggle);
    connect(m_panels, &HistoryPanels::moreWanted, this, &HistoryPage::openList);
    connect(m_panels, &HistoryPanels::goalWanted, this, &HistoryPage::editGoal);
    connect(m_panels, &HistoryPanels::goalRemovalWanted, this,
            [this](const QString &id) { m_saves.append(m_stats.removeGoal(id)); });
    connect(m_panels, &HistoryPanels::exportWanted, this,
            [this](const StatsSection &section) { m_export->save(buildQuery(), withGoals(section)); });
    connect(m_panels, &HistoryPanels::copyWanted, this,
            [this](const StatsSection &section) { m_export->copy(buildQuery(), withGoals(section)); });
    connect(m_export, &StatsExport::finished, this, &HistoryPage::messagePosted);
    connect(m_visits, &VisitsPanel::changed, this, &HistoryPage::settledChanged);
}

void HistoryPage::connectSources()
{
    connect(&m_asker, &StatsAsker::answered, this, &HistoryPage::onAnswer);
    connect(&m_asker, &StatsAsker::failed, this, &HistoryPage::onFailed);
    connect(&m_asker, &StatsAsker::slow, this, [this] { setDimmed(m_hasTable); });
    connect(&m_stats, &StatsSource::annotationsChanged, this,
            [this] { m_chart->setAnnotations(m_stats.annotations(question().site)); });
    connect(&m_stats, &StatsSource::goalsChanged, this, [this] {
        if (m_panels->showsGoals())
            ask();
    });
    connect(&m_stats, &StatsSource::failed, this, [this](QueryId id, const Error &error) {
        if (m_saves.removeAll(id) > 0)
            Q_EMIT messagePosted(LineText::fill(tr("Not saved: %1"), error.message));
    });
    connect(m_emptiness, &PastEmptiness::changed, this, &HistoryPage::updateState);
    connect(m_emptiness, &PastEmptiness::siteWanted, this, &HistoryPage::siteWanted);
    connect(m_emptiness, &PastEmptiness::siteChosen, this, &HistoryPage::siteChosen);
    connect(&m_bus, &SignalBus::hitsCommitted, this, [this] {
        if (m_past.site() && (m_past.isRunning() || m_emptiness->awaitsFirstHit()))
            m_asker.askForNews();
    });
    connect(&m_past, &PastQuestion::changed, this, &HistoryPage::onQuestionChanged);
    connect(&m_past, &PastQuestion::siteChanged, this, &HistoryPage::onSiteChanged);
    connect(&m_past, &PastQuestion::moved, &m_asker, &StatsAsker::askForNews);
    connect(&m_past, &PastQuestion::sitesChanged, this, &HistoryPage::updateState);
    connect(&m_past, &PastQuestion::metricChanged, this, &HistoryPage::onMetricChanged);
    connect(&m_bus, &SignalBus::verdictsChanged, this, [this] {
        m_visits->forget();
        ask();
    });
}

/// What was shown says nothing any more.
void HistoryPage::onSiteChanged()
{
    m_hasTable = false;
    m_emptiness->forget();
    m_error.clear();
    m_totals->clear();
    m_chart->clear();
    m_panels->setLoading();
}

void HistoryPage::setQuestion(const Question &next)
{
    if (!m_past.ask(next))
        updateBar(); // a switch may show what was not taken
}

void HistoryPage::onQuestionChanged()
{
    updateBar();
    m_chart->setAnnotations(m_stats.annotations(question().site));
    m_panels->setFilters(question().filters);
    ask();
}

void HistoryPage::ask()
{
    if (!m_past.site())
        return updateState();
    m_visits->setQuestion(buildQuery(), m_past.now());
    m_asker.ask();
    updateState();
}

StatsQuery HistoryPage::buildQuery() const
{
    StatsQuery query = m_past.query();
    query.seriesMetrics |= m_past.metric();
    query.wantsWeekHours = true;
    query.wantsMedian = true;
    query.breakdowns = m_panels->breakdowns();
    if (m_panels->showsGoals())
        query.goals = m_stats.goals(query.site);
    return query;
}

void HistoryPage::onAnswer(const StatsQuery &query, const StatsTable &table)
{
    m_query = query;
    m_table = table;
    m_hasTable = true;
    m_error.clear();
    setDimmed(false);
    m_totals->setAnswer(table);
    showChart();
    m_panels->setAnswer(query, table, m_past.now());
    m_panels->setFilters(question().filters);
    m_bar->setCost(table.scannedHits, table.elapsedMs);
    m_emptiness->note(query, table);
    if (query.range == InstantRange()) { // all time: now its length is known
        m_past.setExtent(table.now.range);
        updateBar();
        if (question().granularityFor(m_past.zone(), m_past.now(), m_past.extent()) != query.granularity)
            m_asker.ask();
    }
    updateState();
}

void HistoryPage::onFailed(const Error &error)
{
    m_error = error.message;
    setDimmed(false);
    updateState();
}

void HistoryPage::showChart()
{
    m_chart->setAnswer(m_query, m_table, m_past.metric(), m_past.now());
}

void HistoryPage::setDimmed(bool on)
{
    m_dim->setEnabled(on);
}

void HistoryPage::updateBar()
{
    const Micros now = m_past.now();
    const QString zone = m_past.zone();
    const InstantRange closed = question().closedRange(zone, now, m_past.extent());
    Question automatic = question();
    automatic.granularity.reset();
    m_bar->setQuestion(question(), zone, fittingGranularities(closed, zone),
                       automatic.granularityFor(zone, now, m_past.extent()));
    m_bar->pickers().setSteps(m_past.canUndo(), m_past.canRedo());
}

void HistoryPage::updateState()
{
    m_bar->setEnabled(m_past.site() != nullptr);
    m_emptiness->update(m_hasTable ? &m_table : nullptr, m_error);
    Q_EMIT settledChanged();
}

void HistoryPage::onMetricChanged()
{
    m_totals->setMetric(m_past.metric());
    // Rates are counted only when they are shown.
    if (m_hasTable && m_query.seriesMetrics.testFlag(m_past.metric()))
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

void HistoryPage::openFilterMenu()
{
    m_bar->pickers().openFilterMenu();
}

bool HistoryPage::isSettled() const
{
    if (!m_past.site())
        return true;
    return !m_asker.isBusy() && !m_emptiness->isBusy()
        && !(m_views->currentWidget() == m_visits && m_visits->isBusy());
}
