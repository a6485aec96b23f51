// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/historypage.h"

#include "core/bus/signalbus.h"
#include "ui/historytext.h"
#include "ui/pages/historybar.h"
#include "ui/pages/historychartpanel.h"
#include "ui/pages/historyexport.h"
#include "ui/pages/historypanels.h"
#include "ui/pages/historytotals.h"
#include "ui/pages/visitspanel.h"
#include "ui/theme.h"
#include "ui/widgets/breakdownpanel.h"
#include "ui/widgets/statepanel.h"

#include <QGraphicsOpacityEffect>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {

constexpr double kDimmed = 0.5;

} // namespace

HistoryPage::HistoryPage(SignalBus &bus, LiveSource &source, StatsSource &stats, const Clock &clock,
                         QWidget *parent) :
    QWidget(parent),
    m_bus(bus),
    m_source(source),
    m_stats(stats),
    m_clock(clock),
    m_sites(source.sites()),
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
    m_export(new HistoryExport(stats, this))
{
    setObjectName(QStringLiteral("historyPage"));
    setFocusPolicy(Qt::ClickFocus);
    buildLayout();
    buildEmptyActions();
    connectBar();
    connectContent();
    connectSources();
    updateBar();
    updateState();
}

HistoryPage::~HistoryPage()
{
    m_asker.setEnabled(false);
    forgetFirstHit();
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
    m_state = new StatePanel(m_views, this);
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

void HistoryPage::buildEmptyActions()
{
    const auto add = [this](const QString &text, const char *name, auto done) {
        QPushButton *button = m_state->addEmptyAction(text, QString::fromLatin1(name), true);
        connect(button, &QPushButton::clicked, this, done);
        return button;
    };
    m_createSite = add(tr("Create a site…"), "historyCreateSite", [this] { Q_EMIT siteWanted(); });
    m_firstSite = add({}, "historyFirstSite", [this] {
        if (!m_sites.isEmpty())
            Q_EMIT siteChosen(m_sites.constFirst().id);
    });
    m_testHit = add(tr("Send a test hit"), "historyTestHit", [this] {
        if (site())
            m_source.sendTestHit(site()->id);
    });
    m_allTime = add(tr("Show all time"), "historyAllTime",
                    [this] { setPeriod(HistoryRange::Period::AllTime); });
    m_clearFilters = add(tr("Clear the filters"), "historyClearFilters", [this] {
        HistoryQuestion next = question();
        next.filters.clear();
        next.link.clear();
        setQuestion(next);
    });
    m_showBots = add(tr("Show bots"), "historyShowBots", [this] {
        HistoryQuestion next = question();
        next.includesBots = true;
        setQuestion(next);
    });
}

void HistoryPage::connectBar()
{
    connect(m_bar, &HistoryBar::wanted, this, &HistoryPage::setQuestion);
    connect(m_bar, &HistoryBar::daysWanted, this, [this] { chooseDays(false); });
    connect(m_bar, &HistoryBar::comparedDaysWanted, this, [this] { chooseDays(true); });
    connect(m_bar, &HistoryBar::filterWanted, this, &HistoryPage::editFilter);
    connect(m_bar, &HistoryBar::undoWanted, this, &HistoryPage::undo);
    connect(m_bar, &HistoryBar::redoWanted, this, &HistoryPage::redo);
    connect(m_bar, &HistoryBar::visitsToggled, this, &HistoryPage::showVisits);
    connect(m_bar->exportMenu(), &QMenu::aboutToShow, this, &HistoryPage::fillExportMenu);
}

void HistoryPage::connectContent()
{
    connect(m_totals, &HistoryTotals::metricChosen, this, &HistoryPage::setMetric);
    connect(m_chart, &HistoryChartPanel::rangeSelected, this, [this](const InstantRange &range) {
        HistoryQuestion next = question();
        next.range = HistoryRange::ofInstants(range, zone());
        setQuestion(next);
    });
    connect(m_chart, &HistoryChartPanel::annotationRequested, this, [this](Micros at) {
        editAnnotation({0, question().site, at == 0 ? m_clock.now() : at, {}});
    });
    connect(m_chart, &HistoryChartPanel::annotationActivated, this, [this](qint64 id) {
        const QList<Annotation> notes = m_stats.annotations(question().site);
        const auto note = std::ranges::find(notes, id, &Annotation::id);
        if (note != notes.end())
            editAnnotation(*note);
    });
    connect(m_panels, &HistoryPanels::changed, this, &HistoryPage::ask);
    connect(m_panels, &HistoryPanels::filterToggled, this, &HistoryPage::toggleFilter);
    connect(m_panels, &HistoryPanels::moreWanted, this, &HistoryPage::openList);
    connect(m_panels, &HistoryPanels::goalWanted, this, &HistoryPage::editGoal);
    connect(m_panels, &HistoryPanels::goalRemovalWanted, this,
            [this](const QString &id) { m_saves.append(m_stats.removeGoal(id)); });
    connect(m_panels, &HistoryPanels::exportWanted, this,
            [this](const StatsSection &section) { m_export->save(buildQuery(), withGoals(section)); });
    connect(m_panels, &HistoryPanels::copyWanted, this,
            [this](const StatsSection &section) { m_export->copy(buildQuery(), withGoals(section)); });
    connect(m_export, &HistoryExport::finished, this, &HistoryPage::messagePosted);
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
    connect(&m_stats, &StatsSource::statsReady, this, [this](QueryId id, const StatsTable &table) {
        if (id != m_firstHitRequest || id == 0)
            return;
        m_firstHitRequest = 0;
        m_hasHits = table.now.hasData;
        updateState();
    });
    connect(&m_stats, &StatsSource::failed, this, [this](QueryId id, const Error &error) {
        if (id == m_firstHitRequest && id != 0) {
            m_firstHitRequest = 0;
            Q_EMIT settledChanged();
        }
        if (m_saves.removeAll(id) > 0)
            Q_EMIT messagePosted(tr("Not saved: %1").arg(error.message));
    });
    connect(&m_bus, &SignalBus::hitsCommitted, this, [this] {
        if (site() && (question().isRunning(zone(), m_clock.now()) || !m_hasHits.value_or(true)))
            m_asker.askForNews();
    });
    connect(&m_bus, &SignalBus::verdictsChanged, this, [this] {
        m_visits->forget();
        ask();
    });
    connect(&m_bus, &SignalBus::sitesChanged, this, [this](const QList<Site> &sites) {
        const std::optional<Site> before = site() ? std::optional(*site()) : std::nullopt;
        m_sites = sites;
        const std::optional<Site> now = site() ? std::optional(*site()) : std::nullopt;
        if (now != before)
            setSite(m_site);
        else
            updateState();
    });
}

const Site *HistoryPage::site() const
{
    const auto found = std::ranges::find(m_sites, m_site, &Site::id);
    if (found != m_sites.cend())
        return &*found;
    return m_sites.size() == 1 ? &m_sites.constFirst() : nullptr;
}

QString HistoryPage::zone() const
{
    const Site *shown = site();
    return shown && QTimeZone(shown->timezone.toUtf8()).isValid() ? shown->timezone : QStringLiteral("UTC");
}

void HistoryPage::setSite(const QString &name)
{
    m_site = name;
    const Site *shown = site();
    HistoryQuestion next = question();
    const QString id = shown ? shown->id : QString();
    if (id != next.site) {
        const bool isFirst = next.site.isEmpty();
        next.site = id;
        if (!isFirst) { // values of one site say nothing about another
            next.filters.clear();
            next.link.clear();
        }
        if (!isFirst || !m_hasState)
            next.includesBots = shown && shown->countsBots();
        m_extent = {};
        m_hasTable = false;
        forgetFirstHit();
        m_error.clear();
        m_totals->clear();
        m_chart->clear();
        m_panels->setLoading();
        m_stack.reset(next);
    }
    m_chart->setAnnotations(m_stats.annotations(id));
    onQuestionChanged();
}

void HistoryPage::setQuestion(const HistoryQuestion &next)
{
    if (m_stack.push(next))
        onQuestionChanged();
    else
        updateBar(); // a switch may show what was not taken
}

void HistoryPage::onQuestionChanged()
{
    updateBar();
    m_panels->setFilters(question().filters);
    ask();
}

void HistoryPage::ask()
{
    if (!site())
        return updateState();
    m_visits->setQuestion(buildQuery(), m_clock.now());
    m_asker.ask();
    updateState();
}

StatsQuery HistoryPage::buildQuery() const
{
    StatsQuery query = question().toQuery(zone(), m_clock.now(), m_extent);
    query.seriesMetrics |= m_metric;
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
    m_panels->setAnswer(query, table, m_clock.now());
    m_panels->setFilters(question().filters);
    m_bar->setCost(table.scannedHits, table.elapsedMs);
    if (table.now.hasData || query.range == InstantRange())
        m_hasHits = table.now.hasData;
    else if (!m_hasHits.value_or(false))
        askForFirstHit();
    if (query.range == InstantRange()) { // all time: now its length is known
        m_extent = table.now.range;
        updateBar();
        if (question().granularityFor(zone(), m_clock.now(), m_extent) != query.granularity)
            m_asker.ask();
    }
    updateState();
}

/// A range without traffic is one thing, a site without any hit another.
void HistoryPage::askForFirstHit()
{
    forgetFirstHit();
    StatsQuery query;
    query.site = question().site;
    query.timezone = zone();
    m_firstHitRequest = m_stats.requestStats(query);
}

void HistoryPage::forgetFirstHit()
{
    m_hasHits.reset();
    if (m_firstHitRequest != 0)
        m_stats.cancel(std::exchange(m_firstHitRequest, 0));
}

void HistoryPage::onFailed(const Error &error)
{
    m_error = error.message;
    setDimmed(false);
    updateState();
}

void HistoryPage::showChart()
{
    m_chart->setAnswer(m_query, m_table, m_metric, m_clock.now());
}

void HistoryPage::setDimmed(bool on)
{
    m_dim->setEnabled(on);
}

void HistoryPage::updateBar()
{
    const Micros now = m_clock.now();
    const InstantRange closed = question().closedRange(zone(), now, m_extent);
    HistoryQuestion automatic = question();
    automatic.granularity.reset();
    m_bar->setQuestion(question(), zone(), fittingGranularities(closed, zone()),
                       automatic.granularityFor(zone(), now, m_extent));
    m_bar->setSteps(m_stack.canUndo(), m_stack.canRedo());
}

void HistoryPage::updateState()
{
    m_state->setError(m_error);
    m_bar->setEnabled(site() != nullptr);
    const bool isEmpty = !site() || (m_hasTable && m_table.now.totals.hits == 0)
        || (!m_hasTable && !m_error.isEmpty());
    if (isEmpty)
        explainEmptiness();
    m_state->setState(isEmpty ? StatePanel::State::Empty : StatePanel::State::Data);
    Q_EMIT settledChanged();
}

void HistoryPage::explainEmptiness()
{
    const bool noSite = m_sites.isEmpty();
    const bool isOpen = !noSite && !site();
    const bool isError = !noSite && !isOpen && !m_hasTable;
    const bool isAnswer = site() && m_hasTable;
    const bool hasData = isAnswer && m_table.now.hasData;
    const bool isFiltered = !question().filters.isEmpty() || !question().link.isEmpty();
    const bool isAllTime = question().range.period == HistoryRange::Period::AllTime;
    m_createSite->setVisible(noSite);
    m_firstSite->setVisible(isOpen);
    const bool isFirst = isAnswer && !hasData && !m_hasHits.value_or(true);
    m_testHit->setVisible(isFirst);
    m_allTime->setVisible(isAnswer && !hasData && !isFirst && !isAllTime);
    m_clearFilters->setVisible(hasData && isFiltered);
    m_showBots->setVisible(hasData && !question().includesBots);
    if (isOpen)
        m_firstSite->setText(tr("Show %1").arg(m_sites.constFirst().displayName()));
    const QString range = HistoryText::days(question().range.resolved(zone(), m_clock.now()), zone());
    m_state->setSnippet({});
    if (noSite)
        m_state->setEmptyText(tr("No site yet"),
                              tr("Hits are stored per site. Create one, put its snippet into your pages, and "
                                 "its past begins with the first hit."));
    else if (isOpen)
        m_state->setEmptyText(tr("Which site?"),
                              tr("The past is counted for one site at a time: each has its own time zone and "
                                 "its own visitors. Choose one at the top left."));
    else if (isError)
        m_state->setEmptyText(tr("No answer"), tr("The hits are safe; only the counting of them failed."));
    else if (isFirst)
        m_state->setAwaitsFirstHit(*site(), m_source.collectorState().url);
    else if (!hasData)
        m_state->setEmptyText(tr("No traffic in this range"),
                              tr("%1 received no hits: %2.").arg(site()->displayName(), range));
    else if (isFiltered)
        m_state->setEmptyText(tr("Nothing matches"),
                              tr("There is traffic in this range, but none that all of the filters let "
                                 "through%1.")
                                  .arg(question().includesBots ? QString() : tr(", bots left out")));
    else
        m_state->setEmptyText(tr("Only bots"),
                              tr("Every hit of this range came from a bot, and bots are hidden."));
}

void HistoryPage::setMetric(Metric metric)
{
    m_metric = metric;
    m_totals->setMetric(metric);
    // Rates are counted only when they are shown.
    if (m_hasTable && m_query.seriesMetrics.testFlag(metric))
        showChart();
    else
        ask();
}

void HistoryPage::toggleFilter(const DimensionFilter &filter)
{
    HistoryQuestion next = question();
    next.toggle(filter);
    setQuestion(next);
}

void HistoryPage::setPeriod(HistoryRange::Period period)
{
    HistoryQuestion next = question();
    next.range = {};
    next.range.period = period;
    setQuestion(next);
}

void HistoryPage::undo()
{
    if (m_stack.undo())
        onQuestionChanged();
}

void HistoryPage::redo()
{
    if (m_stack.redo())
        onQuestionChanged();
}

void HistoryPage::showVisits(bool on)
{
    m_bar->setVisitsShown(on);
    m_views->setCurrentWidget(on ? static_cast<QWidget *>(m_visits) : m_scroll);
    Q_EMIT settledChanged();
}

void HistoryPage::openFilterMenu()
{
    m_bar->openFilterMenu();
}

bool HistoryPage::isSettled() const
{
    if (!site())
        return true;
    return !m_asker.isBusy() && m_firstHitRequest == 0
        && !(m_views->currentWidget() == m_visits && m_visits->isBusy());
}
