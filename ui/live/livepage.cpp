// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/livepage.h"

#include "core/bus/signalbus.h"
#include "core/documents/hitcsv.h"
#include "core/questions/collectorcontrol.h"
#include "core/questions/sitequestions.h"
#include "core/settings/settings.h"
#include "core/settings/visitordatacontrol.h"
#include "core/types/firsthitwatch.h"
#include "ui/live/burstnotice.h"
#include "ui/live/columnchooser.h"
#include "ui/live/hitdelegate.h"
#include "ui/live/hitinspector.h"
#include "ui/live/hitmenu.h"
#include "ui/live/inspectorfollowing.h"
#include "ui/live/livefilterbar.h"
#include "ui/live/livefollowing.h"
#include "ui/live/liveheader.h"
#include "ui/live/livelayout.h"
#include "ui/live/minimap.h"
#include "ui/live/minutebars.h"
#include "ui/live/nowpanel.h"
#include "ui/live/visitorcounter.h"
#include "ui/look/theme.h"
#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/widgets/aside.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/worldmap/worldmapview.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kPollMs = 250;
constexpr Micros kMinutesEvery = kMicrosPerSecond;
constexpr int kMaxCopiedRows = 10'000;
constexpr int kMaxFlashed = 8; ///< more per frame and the whole table would glow

} // namespace

LivePage::LivePage(SignalBus &bus, const AllQuestions &questions, Settings &settings,
                   const VisitorDataControl &visitorData, const Clock &clock, QWidget *parent) :
    QWidget(parent),
    m_bus(bus),
    m_questions(questions),
    m_settings(settings),
    m_visitorData(visitorData),
    m_clock(clock),
    m_model(bus, questions.hits, clock),
    m_header(new LiveHeader(settings, this)),
    m_filterBar(new LiveFilterBar(this)),
    m_bursts(new BurstNotice(this)),
    m_table(new RowTable(this)),
    m_delegate(new HitDelegate(m_table)),
    m_state(new StatePanel(m_table, this)),
    m_asideFrame(new Aside(this)),
    m_aside(new QStackedWidget(m_asideFrame)),
    m_now(new NowPanel(settings, m_aside)),
    m_inspector(new HitInspector(questions.hits, m_aside))
{
    setObjectName(QStringLiteral("livePage"));
    HelpTopic::set(this, QStringLiteral("windows.md#live"));
    setFocusPolicy(Qt::ClickFocus);
    m_sites = m_questions.sites.sites();
    buildLayout();
    connectModel();
    nameSites();
    m_pollTimer.setInterval(kPollMs);
    connect(&m_pollTimer, &QTimer::timeout, this, &LivePage::pollWhenDue);
    connect(&m_bus, &SignalBus::hitsCommitted, this, &LivePage::pollWhenDue);
    connect(&m_bus, &SignalBus::hitsCommitted, this, [this](const HitBatch &batch) {
        m_now->map().addHits(batch.hits, filter(), m_visitorData.report().networks);
        if (std::ranges::any_of(batch.hits, isTestHit)) // no row shows it while bots are hidden
            Q_EMIT messagePosted(tr("The test hit arrived, so the collector works"));
    });
    connect(&m_now->map(), &MiniMap::activated, this, &LivePage::mapWanted);
    connect(&m_now->map().view(), &WorldMapView::settledChanged, this, &LivePage::settledChanged);
    connect(&m_bus, &SignalBus::clockStepped, &m_header->bars(), &MinuteBars::addClockStep);
    connect(&m_bus, &SignalBus::sitesChanged, this, &LivePage::onSitesChanged);
    connect(&m_bus, &SignalBus::verdictsChanged, this, [this] {
        m_model.reload();
        requestPeak();
    });
    connect(&m_bus, &SignalBus::collectorStateChanged, this, &LivePage::updateState);
    connect(&m_settings, &Settings::windowMinutesChanged, this, [this] {
        requestPeak(); // a peak is one of a window, too
        poll();
    });
}

LivePage::~LivePage() = default;

void LivePage::buildLayout()
{
    m_table->setObjectName(QStringLiteral("hitTable"));
    m_table->setAccessibleName(tr("Live clicks"));
    m_table->setItemDelegate(m_delegate);
    m_table->setModel(&m_model);
    m_columns = new ColumnChooser(*m_table, m_filterBar->columnsChip());
    m_following = new LiveFollowing(m_model, *m_table);
    m_inspecting = new InspectorFollowing(m_model, *m_table, *m_inspector);

    m_state->setObjectName(QStringLiteral("liveState"));
    m_state->setMinimumHeight(1); // in a low window rows give way, not what is above them
    m_testHit = m_state->addEmptyAction(tr("Send a test hit"), QStringLiteral("emptyTestHit"), true);
    m_clearFilter = m_state->addEmptyAction(tr("Clear the filter"), QStringLiteral("emptyClearFilter"), true);
    connect(m_testHit, &QPushButton::clicked, this, [this] {
        if (const Site *receiver = site())
            m_questions.collector.sendTestHit(receiver->id);
    });
    connect(m_clearFilter, &QPushButton::clicked, m_filterBar, &LiveFilterBar::clear);
    connect(m_state, &StatePanel::retryRequested, &m_model, &HitTableModel::reload);
    connect(m_state, &StatePanel::snippetCopied, this,
            [this] { Q_EMIT messagePosted(tr("Snippet copied")); });

    connect(m_bursts, &BurstNotice::botsWanted, this, [this] { m_filterBar->setBotsShown(true); });
    connect(m_bursts, &BurstNotice::rulesWanted, this, [this] { Q_EMIT ruleWanted(m_site, {}); });

    auto *beside = new QVBoxLayout(m_asideFrame);
    beside->setContentsMargins(20, 3 * Metrics::kGrid, 3 * Metrics::kGrid, 0);
    beside->addWidget(m_aside);
    m_aside->addWidget(m_now);
    m_aside->addWidget(m_inspector);
    connect(m_inspector, &HitInspector::closeRequested, this, &LivePage::closeInspector);
    connect(m_inspector, &HitInspector::changed, this, &LivePage::settledChanged);
    connect(m_inspector, &HitInspector::ruleWanted, this, &LivePage::ruleWanted);
    connect(m_inspector, &HitInspector::visitorWanted, this, &LivePage::showVisitor);
    connect(m_inspector, &HitInspector::copied, this, [this] { Q_EMIT messagePosted(tr("Copied")); });
    connect(m_inspector, &HitInspector::menuWanted, this,
            [this](const QPoint &position) { openMenu(m_inspector->hit(), {}, position); });

    m_layout = std::make_unique<LiveLayout>(
        *this, LiveLayout::Parts {*m_header, *m_filterBar, *m_bursts, *m_state, *m_table, *m_asideFrame});
}

void LivePage::connectModel()
{
    connect(m_filterBar, &LiveFilterBar::filterChanged, this, &LivePage::applyFilter);
    connect(m_filterBar, &LiveFilterBar::followToggled, m_following, &LiveFollowing::set);
    connect(m_now, &NowPanel::filterRequested, m_filterBar, &LiveFilterBar::toggleDimension);
    connect(&m_model, &HitTableModel::stateChanged, this, &LivePage::onCountsChanged);
    connect(&m_model, &HitTableModel::countsChanged, this, &LivePage::onCountsChanged);
    connect(&m_model, &HitTableModel::followingChanged, this, [this](bool on) {
        m_filterBar->setFollowing(on);
        Q_EMIT followingChanged(on);
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first) {
        if (first == 0 && m_model.lastInserted() <= kMaxFlashed && !m_settings.reducedMotion())
            m_table->flash(m_model.lastInserted());
    });
    connect(m_table, &RowTable::visibleRowsChanged, &m_model, &HitTableModel::setVisibleRows);
    connect(m_table, &RowTable::painted, this, &LivePage::onPainted);
    connect(m_table, &RowTable::menuWanted, this, [this](const QModelIndex &cell, const QPoint &position) {
        if (const Hit *hit = m_model.hitAt(cell.row()))
            openMenu(*hit, cell.data(Qt::AccessibleTextRole).toString(), position);
    });
    connect(m_table, &QAbstractItemView::activated, this, &LivePage::openInspector);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &LivePage::openInspector);
}

void LivePage::setSite(const QString &newSite)
{
    m_site = newSite;
    followBotMode();
    m_model.setTimeZone(zone());
    m_header->setTimeZone(zone());
    m_inspector->setTimeZone(zone());
    closeInspector();
    applyFilter();
    requestPeak();
    poll();
}

void LivePage::onSitesChanged(const QList<Site> &sites)
{
    m_sites = sites;
    nameSites();
    followBotMode();
    updateState();
}

void LivePage::nameSites()
{
    QStringList ids;
    for (const Site &site : std::as_const(m_sites))
        ids.append(site.id);
    m_delegate->setSites(ids);
    m_inspector->setSites(m_sites);
    m_table->viewport()->update();
}

void LivePage::followBotMode()
{
    const auto shown = std::ranges::find(m_sites, m_site, &Site::id);
    const bool countsBots = shown != m_sites.cend() && shown->countsBots();
    if (countsBots != std::exchange(m_countsBots, countsBots))
        m_filterBar->setBotsShown(countsBots);
}

void LivePage::applyFilter()
{
    m_table->selectionModel()->clear();
    m_model.setFilter(filter());
    m_following->goToNewest();
    m_now->setActive(m_filterBar->dimensions());
    m_header->setFilterIsSet(m_filterBar->isNarrowed());
    updateState();
}

HitFilter LivePage::filter() const
{
    HitFilter filter = m_filterBar->filter(m_site);
    if (const auto known = std::ranges::find(m_sites, m_site, &Site::id); known != m_sites.cend())
        filter.pages = known->pages;
    return filter;
}

void LivePage::filterBy(const DimensionFilter &wanted)
{
    m_filterBar->addDimension(inOneForm(wanted, filter().pages));
}

void LivePage::openInspector()
{
    if (!m_inspecting->fill())
        return;
    m_aside->setCurrentWidget(m_inspector);
    m_following->setInspecting(true);
    placeAside();
    Q_EMIT settledChanged();
}

void LivePage::inspectNewest()
{
    m_table->setCurrentIndex(m_model.index(0, 0));
    openInspector();
}

void LivePage::inspect(const Hit &hit)
{
    m_inspecting->show(hit);
    m_aside->setCurrentWidget(m_inspector);
    m_following->setInspecting(true);
    placeAside();
    m_inspector->setFocus();
    Q_EMIT settledChanged();
}

bool LivePage::closeInspector()
{
    const bool wasOpen = m_aside->currentWidget() == m_inspector;
    m_aside->setCurrentWidget(m_now);
    m_following->setInspecting(false);
    placeAside();
    return wasOpen;
}

void LivePage::stepBack()
{
    // Who types in the filter means the filter.
    if (m_filterBar->isAncestorOf(QApplication::focusWidget()) && m_filterBar->stepBack())
        return;
    if (!closeInspector())
        m_filterBar->stepBack();
}

void LivePage::focusFilter()
{
    m_filterBar->focusText();
}

void LivePage::focusTable()
{
    // The table is not there yet while its first rows are read; updateState() hands the focus on.
    (m_table->isVisible() ? static_cast<QWidget *>(m_table) : this)->setFocus();
}

void LivePage::copySelection()
{
    const QList<int> rows = m_table->selectedRowNumbers(kMaxCopiedRows);
    QList<Hit> hits;
    for (const int row : rows) {
        if (const Hit *hit = m_model.hitAt(row))
            hits.append(*hit);
    }
    if (hits.isEmpty())
        return;
    QApplication::clipboard()->setText(QString::fromUtf8(hitsToCsv(hits)));
    Q_EMIT messagePosted(hits.size() == rows.size() && rows.size() < kMaxCopiedRows
                             ? tr("%Ln rows copied as CSV", nullptr, static_cast<int>(hits.size()))
                             : tr("Only %n rows were copied; export (Ctrl+E) takes them all", nullptr,
                                  static_cast<int>(hits.size())));
}

void LivePage::openMenu(const Hit &hit, const QString &cell, const QPoint &globalPosition)
{
    auto *menu = new HitMenu(hit, cell, this);
    connect(menu, &HitMenu::filterWanted, this, [this](const DimensionFilter &wanted) {
        m_filterBar->toggleDimension(inOneForm(wanted, filter().pages));
    });
    connect(menu, &HitMenu::visitorWanted, this, &LivePage::showVisitor);
    connect(menu, &HitMenu::copyCellWanted, this, [this](const QString &text) {
        QApplication::clipboard()->setText(LineText::plain(text));
        Q_EMIT messagePosted(tr("Value copied"));
    });
    connect(menu, &HitMenu::copyRowsWanted, this, &LivePage::copySelection);
    connect(menu, &HitMenu::ruleWanted, this, &LivePage::ruleWanted);
    m_following->pauseUnder(*menu);
    menu->popup(globalPosition);
}

void LivePage::showVisitor(const Hit &hit)
{
    m_filterBar->setVisitor(hit.visitor, HitText::visitor(hit));
}

bool LivePage::isSettled() const
{
    return m_hasSnapshot && !m_model.isBusy() && !m_askingPeak.isOpen() && !m_header->counter().isRolling()
        && (!m_now->map().isVisible() || m_now->map().view().isSettled())
        && !(m_aside->currentWidget() == m_inspector && m_inspector->isBusy());
}

QByteArray LivePage::columnState() const
{
    return m_columns->state();
}

void LivePage::restoreColumnState(const QByteArray &state)
{
    m_columns->restore(state);
}

void LivePage::onCountsChanged()
{
    if (m_model.state() != HitTableModel::State::Failed)
        m_filterBar->setCounts(m_model.matching(), m_model.isComplete(), m_model.total());
    m_filterBar->setHiddenBots(m_model.hiddenBots());
    updateState(); // shows the table with its first rows, which are timed like all others
    if (!m_table->isVisible() || window()->isMinimized())
        m_model.takeUnpainted();
}

void LivePage::onPainted()
{
    const Micros now = m_clock.now();
    for (const Micros committedAt : m_model.takeUnpainted())
        Q_EMIT rowsPainted(std::max<Micros>(0, now - committedAt));
}

void LivePage::pollWhenDue()
{
    if (isVisible() && monotonicMicros() - m_lastPoll >= (kPollMs - 5) * kMicrosPerMilli)
        poll();
}

void LivePage::poll()
{
    if (!isVisible() && m_hasSnapshot)
        return;
    const qint64 now = monotonicMicros();
    m_lastPoll = now;
    const RealtimeSnapshot snapshot = m_questions.hits.realtime(m_site, m_settings.windowMinutes());
    m_header->setSnapshot(snapshot);
    m_now->setSnapshot(snapshot);
    m_bursts->setSnapshot(snapshot);
    if (m_peak && snapshot.activeVisitors > *m_peak) {
        m_peak = snapshot.activeVisitors;
        m_header->setPeak(*m_peak, snapshot.asOf);
    }
    if (now - m_lastMinutes >= kMinutesEvery || !m_hasSnapshot) {
        m_lastMinutes = now;
        m_header->setMinutes(snapshot.perMinute.size() > MinuteBars::kMinutes
                                 ? snapshot
                                 : m_questions.hits.realtime(m_site, MinuteBars::kMinutes));
    }
    m_hasSnapshot = true;
    Q_EMIT snapshotTaken(snapshot);
}

void LivePage::requestPeak()
{
    m_peak.reset();
    m_header->clearPeak();
    m_askingPeak = m_questions.hits.peak(m_site, m_settings.windowMinutes(), this,
                                         [this](const Result<VisitorPeak> &peak) {
                                             if (peak) {
                                                 m_peak = peak->visitors;
                                                 m_header->setPeak(peak->visitors, peak->at);
                                             } else {
                                                 m_header->clearPeak();
                                             }
                                             Q_EMIT settledChanged();
                                         });
}

void LivePage::updateState()
{
    m_state->setError(m_model.state() == HitTableModel::State::Failed ? m_model.errorText() : QString());
    const bool hasRows = m_model.rowCount() > 0 || m_model.heldCount() > 0;
    if (hasRows) {
        m_state->setState(StatePanel::State::Data);
        if (hasFocus())
            m_table->setFocus();
    } else if (m_model.state() == HitTableModel::State::Loading
               || (!m_model.isComplete() && m_model.state() == HitTableModel::State::Ready)) {
        m_state->setState(StatePanel::State::Loading);
    } else {
        const bool filtered = m_model.total() > 0;
        const Site *receiver = site();
        m_testHit->setVisible(!filtered && receiver);
        m_clearFilter->setVisible(filtered && m_filterBar->isNarrowed());
        m_state->setSnippet({});
        if (filtered)
            m_state->setEmptyText(
                tr("No hit matches"),
                LineText::fill(
                    tr("Stored: %1. None of them passes the filter, and bots stay hidden unless you "
                       "switch them on."),
                    Format::number(m_model.total())));
        else if (receiver)
            m_state->setAwaitsFirstHit(*receiver, m_questions.collector.collectorState().url);
        m_state->setState(StatePanel::State::Empty);
    }
    Q_EMIT settledChanged();
}

const Site *LivePage::site() const
{
    if (m_sites.isEmpty())
        return nullptr;
    const auto found = std::ranges::find(m_sites, m_site, &Site::id);
    return found != m_sites.cend() ? &*found : &m_sites.constFirst();
}

QTimeZone LivePage::zone() const
{
    const auto found = std::ranges::find(m_sites, m_site, &Site::id);
    const QTimeZone zone = found != m_sites.cend() ? QTimeZone(found->timezone.toLatin1())
                                                   : QTimeZone::systemTimeZone();
    return zone.isValid() ? zone : QTimeZone::utc();
}

void LivePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    poll();
    m_pollTimer.start();
}

void LivePage::hideEvent(QHideEvent *event)
{
    m_pollTimer.stop();
    m_model.takeUnpainted();
    QWidget::hideEvent(event);
    Q_EMIT tableHidden();
}

void LivePage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    // Rows may have come while the window was not active, or while something lay over the page.
    if (m_table->isVisible())
        m_table->setFocus(event->reason());
}

void LivePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) // after its parts
        QMetaObject::invokeMethod(this, &LivePage::placeAside, Qt::QueuedConnection);
}

void LivePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeAside();
}

void LivePage::placeAside()
{
    m_layout->place(m_aside->currentWidget() == m_inspector);
}
