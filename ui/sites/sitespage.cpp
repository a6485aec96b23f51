// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitespage.h"

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "core/types/snippet.h"
#include "ui/look/theme.h"
#include "ui/sites/sitedelegate.h"
#include "ui/sites/sitepanel.h"
#include "ui/sites/unknownsites.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepanel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace {

// Pixels at full size of texts.
constexpr int kListWidth = 408;
constexpr int kNarrowList = 280;
constexpr int kPanelWidth = 480; ///< with less room, list or panel

struct StateChip
{
    std::optional<SiteActivity::State> state;
    const char *objectName;
    const char *text;
    const char *toolTip;
};
constexpr std::array kStates {
    StateChip {std::nullopt, "sitesAll", QT_TRANSLATE_NOOP("SitesPage", "All"),
               QT_TRANSLATE_NOOP("SitesPage", "All sites.")},
    StateChip {SiteActivity::State::Receiving, "sitesReceiving", QT_TRANSLATE_NOOP("SitesPage", "Receiving"),
               QT_TRANSLATE_NOOP("SitesPage", "Sites whose hits arrive as often as they used to.")},
    StateChip {SiteActivity::State::Silent, "sitesSilent", QT_TRANSLATE_NOOP("SitesPage", "Silent"),
               QT_TRANSLATE_NOOP("SitesPage",
                                 "Sites without a hit for an hour, and for 20 times as long as usually "
                                 "passes between two.")},
    StateChip {SiteActivity::State::Never, "sitesNever", QT_TRANSLATE_NOOP("SitesPage", "Never"),
               QT_TRANSLATE_NOOP("SitesPage", "Sites of which no hit was ever stored.")},
};

} // namespace

SitesPage::SitesPage(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QWidget *parent) :
    QWidget(parent),
    m_questions(questions),
    m_watch(bus, questions, clock),
    m_model(m_watch, clock),
    m_changes(questions.sites, questions.tokens),
    m_notice(new NoticeBar(QStringLiteral("sitesNotice"), this)),
    m_undo(m_notice->addAction(tr("Undo"), QStringLiteral("sitesUndo"))),
    m_left(new QWidget(this)),
    m_list(new QListView(m_left)),
    m_empty(new StatePanel(m_list, m_left)),
    m_unknown(new UnknownSites(bus, questions.rejections, clock, m_left)),
    m_panel(new SitePanel(bus, questions, clock, this))
{
    setObjectName(QStringLiteral("sitesPage"));
    HelpTopic::set(this, QStringLiteral("windows.md#sites"));
    auto *beside = new QHBoxLayout;
    beside->setSpacing(0);
    beside->addWidget(buildList());
    beside->addWidget(m_panel, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(beside, 1);
    column->addWidget(m_notice); // below: what one is about to click stays where it is
    connect(&bus, &SignalBus::sitesChanged, this, &SitesPage::onSitesChanged);
    connectParts();
    connectChanges();
    onSitesChanged();
}

SitesPage::~SitesPage()
{
    m_list->selectionModel()->disconnect(this); // it is told that the model ends
}

QWidget *SitesPage::buildList()
{
    auto *chips = new FlowLayout(6);
    for (const StateChip &state : kStates) {
        auto *chip = new Chip(tr(state.text), m_left);
        chip->setObjectName(QString::fromLatin1(state.objectName));
        chip->setToolTip(PlainText::toolTip(tr(state.toolTip)));
        connect(chip, &Chip::clicked, this, [this, which = state.state] { chooseState(which); });
        chips->addWidget(chip);
        m_chips.append(chip);
    }
    m_list->setObjectName(QStringLiteral("sitesList"));
    m_list->setAccessibleName(tr("Sites"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setItemDelegate(new SiteDelegate(m_list));
    m_list->setModel(&m_model);
    m_empty->setObjectName(QStringLiteral("sitesState"));
    m_showAll = m_empty->addEmptyAction(tr("Show all sites"), QStringLiteral("sitesShowAll"), false);
    auto *make = new QPushButton(tr("New site"), m_left);
    make->setObjectName(QStringLiteral("sitesNew"));
    makePrimary(make);
    connect(make, &QPushButton::clicked, this, &SitesPage::newSiteWanted);
    auto *foot = new QHBoxLayout;
    foot->addWidget(make);
    foot->addStretch(1);
    auto *column = new QVBoxLayout(m_left);
    column->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, 2 * Metrics::kGrid, Metrics::kGrid);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(chips);
    column->addWidget(m_empty, 1);
    column->addWidget(m_unknown);
    column->addLayout(foot);
    return m_left;
}

void SitesPage::connectParts()
{
    connect(&m_watch, &SiteWatch::changed, this, [this] {
        m_model.refresh();
        select(m_chosen);
        updateChips();
        updateState();
        Q_EMIT settledChanged();
    });
    connect(&m_watch, &SiteWatch::failed, m_empty, &StatePanel::setError);
    connect(m_empty, &StatePanel::retryRequested, this, [this] {
        m_empty->setError({});
        m_watch.setOn(false);
        m_watch.setOn(true);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SitesPage::onRowChosen);
    connect(m_list, &QListView::activated, this, [this] {
        m_isOpen = true;
        layOut();
        m_panel->focusContent();
    });
    connect(m_list, &QListView::clicked, this, [this] {
        m_isOpen = true;
        layOut();
    });
    connect(m_showAll, &QPushButton::clicked, this, [this] { chooseState(std::nullopt); });
    connect(m_unknown, &UnknownSites::createWanted, this, &SitesPage::siteWanted);
    connect(m_unknown, &UnknownSites::rejectedWanted, this, &SitesPage::rejectedWanted);
    connect(m_panel, &SitePanel::backWanted, this, [this] {
        m_isOpen = false;
        layOut();
        m_list->setFocus();
    });
    connect(m_panel, &SitePanel::liveWanted, this, &SitesPage::liveWanted);
    connect(m_panel, &SitePanel::historyWanted, this, &SitesPage::historyWanted);
    connect(m_panel, &SitePanel::goalsWanted, this, &SitesPage::goalsWanted);
    connect(m_panel, &SitePanel::editWanted, this, &SitesPage::editWanted);
    connect(m_panel, &SitePanel::newTokenWanted, this, &SitesPage::tokensWanted);
    connect(m_panel, &SitePanel::messagePosted, this, &SitesPage::messagePosted);
    connect(m_panel, &SitePanel::settledChanged, this, &SitesPage::settledChanged);
}

void SitesPage::connectChanges()
{
    connect(m_panel, &SitePanel::changeWanted, &m_changes, &SiteChanges::change);
    connect(m_panel, &SitePanel::removeWanted, this, [this](const Site &site) {
        m_removed = site.id;
        m_wasPicked = site.id == m_picked;
        m_changes.remove(site);
    });
    connect(m_panel, &SitePanel::revokeWanted, &m_changes, &SiteChanges::revoke);
    connect(&m_changes, &SiteChanges::botRulesChanged, this, &SitesPage::botRulesChanged);
    connect(&m_changes, &SiteChanges::done, this, [this](const QString &what) {
        m_notice->setText({});
        m_notice->setText(what);
        m_panel->reloadTokens();
    });
    connect(&m_changes, &SiteChanges::undone, this, [this](const QString &what) {
        m_notice->setText({});
        m_panel->reloadTokens();
        if (m_model.rowOf(m_removed) >= 0) {
            select(m_removed);
            if (m_wasPicked)
                Q_EMIT siteBack(m_removed);
        }
        m_removed.clear();
        Q_EMIT messagePosted(what);
    });
    connect(&m_changes, &SiteChanges::refused, this, [this](const Error &why) {
        m_panel->complain(why);
        Q_EMIT messagePosted(why.message);
    });
    auto *undo = new QAction(this);
    undo->setShortcut(QKeySequence::Undo);
    undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(undo);
    connect(undo, &QAction::triggered, &m_changes, &SiteChanges::undo);
    connect(m_undo, &QPushButton::clicked, &m_changes, &SiteChanges::undo);
    connect(m_notice, &NoticeBar::dismissed, &m_changes, &SiteChanges::forget);
}

bool SitesPage::isSettled() const
{
    return m_watch.isSettled() && !m_changes.isBusy() && m_panel->isSettled();
}

void SitesPage::setSite(const QString &site)
{
    m_picked = site;
    if (site.isEmpty())
        return;
    if (m_model.rowOf(site) < 0)
        chooseState(std::nullopt);
    select(site);
}

void SitesPage::onSitesChanged()
{
    const QList<Site> sites = m_questions.sites.sites();
    const int before = m_model.rowOf(m_chosen);
    m_model.setSites(sites);
    m_unknown->setSites(sites);
    if (std::ranges::find(sites, m_chosen, &Site::id) == sites.end()) {
        // Its neighbour takes its place.
        const int row = std::clamp(before, 0, std::max(0, m_model.rowCount() - 1));
        m_chosen = m_model.rowCount() > 0 ? m_model.siteAt(row).id : QString();
        m_isOpen = false;
    }
    select(m_chosen);
    const auto chosen = std::ranges::find(sites, m_chosen, &Site::id);
    if (chosen != sites.end())
        m_panel->setSite(*chosen);
    updateChips();
    updateState();
    layOut();
    Q_EMIT settledChanged();
}

void SitesPage::chooseState(std::optional<SiteActivity::State> state)
{
    m_state = state;
    m_model.setState(state);
    select(m_chosen);
    updateChips();
    updateState();
}

void SitesPage::select(const QString &site)
{
    const int row = m_model.rowOf(site);
    if (row >= 0 && m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_model.index(row));
}

void SitesPage::onRowChosen()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return; // the panel keeps what it shows
    const Site &site = m_model.siteAt(index.row());
    m_chosen = site.id;
    m_panel->setSite(site);
    layOut();
    Q_EMIT settledChanged();
}

void SitesPage::updateChips()
{
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        const StateChip &state = kStates.at(static_cast<std::size_t>(i));
        const int count = state.state ? m_model.countOf(*state.state) : m_model.siteCount();
        m_chips.at(i)->setLabel(
            LineText::joined({tr(state.text), Format::number(count)}, QStringLiteral(" ")));
        m_chips.at(i)->setCheckable(true);
        m_chips.at(i)->setChecked(state.state == m_state);
    }
}

void SitesPage::updateState()
{
    m_showAll->setVisible(m_state.has_value());
    if (m_model.siteCount() == 0)
        m_empty->setEmptyText(tr("No site yet"),
                              tr("A site is a website or an app whose hits belong together."));
    else
        m_empty->setEmptyText(tr("No site is in this state"), tr("The others are in another one."));
    m_empty->setState(m_model.rowCount() > 0 ? StatePanel::State::Data : StatePanel::State::Empty);
}

void SitesPage::layOut()
{
    const int narrow = Metrics::widened(kNarrowList);
    const bool fitBoth = width() >= narrow + TextScale::scaled(kPanelWidth);
    const bool hasSite = !m_chosen.isEmpty();
    const bool showsList = fitBoth || !m_isOpen || !hasSite;
    m_left->setVisible(showsList);
    m_panel->setVisible(hasSite && (fitBoth || !showsList));
    m_panel->setBackShown(!fitBoth);
    if (fitBoth && hasSite)
        m_left->setFixedWidth(std::clamp(width() * 3 / 10, narrow, Metrics::widened(kListWidth)));
    else {
        m_left->setMinimumWidth(0);
        m_left->setMaximumWidth(QWIDGETSIZE_MAX);
    }
}

void SitesPage::focusContent()
{
    if (m_left->isVisible() && m_list->isVisible())
        m_list->setFocus();
    else
        m_panel->focusContent();
}

void SitesPage::copySelection()
{
    const int row = m_model.rowOf(m_chosen);
    if (row < 0)
        return;
    const Site &site = m_model.siteAt(row);
    QGuiApplication::clipboard()->setText(snippetOf(site, m_questions.collector.collectorState().url));
    Q_EMIT messagePosted(LineText::fill(tr("Snippet of %1 copied"), site.displayName()));
}

void SitesPage::setReducedMotion(bool isReduced)
{
    m_panel->setReducedMotion(isReduced);
}

void SitesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_watch.setOn(true);
    m_unknown->start();
    m_panel->reloadTokens(); // they may have been made in the settings
    layOut();
}

void SitesPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_watch.setOn(false);
}

void SitesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void SitesPage::paintEvent(QPaintEvent *)
{
    if (!m_left->isVisible() || !m_panel->isVisible())
        return;
    QPainter painter(this);
    const int x = layoutDirection() == Qt::RightToLeft ? m_left->x() : m_left->geometry().right();
    painter.fillRect(x, m_left->y(), 1, m_left->height(), Theme::of(this).line);
}

void SitesPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || m_left->isVisible())
        return QWidget::keyPressEvent(event);
    m_isOpen = false;
    layOut();
    m_list->setFocus();
}
