// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkspage.h"

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "ui/links/campaignsview.h"
#include "ui/links/linkactions.h"
#include "ui/links/linkbar.h"
#include "ui/links/linkcolumns.h"
#include "ui/links/linkcommands.h"
#include "ui/links/linkdelegate.h"
#include "ui/links/linkview.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/tabstrip.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelection>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kMostSelected = 100'000;
constexpr qsizetype kMostRanges = 2000;

} // namespace

LinksPage::LinksPage(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QWidget *parent) :
    QWidget(parent),
    m_bus(bus),
    m_questions(questions),
    m_clock(clock),
    m_model(bus, questions, clock),
    m_commands(new LinkCommands(questions.links, clock, this)),
    m_stack(new QStackedWidget(this)),
    m_tabs(new TabStrip(this)),
    m_bar(new LinkBar(this)),
    m_notice(new NoticeBar(QStringLiteral("linksNotice"), this)),
    m_undo(m_notice->addAction(tr("Undo"), QStringLiteral("linksUndo"))),
    m_table(new RowTable(this)),
    m_state(new StatePanel(m_table, this)),
    m_totals(new PlainLabel(this)),
    m_bulk(new QWidget(this)),
    m_actions(new LinkActions(m_table)),
    m_view(new LinkView(bus, questions, clock, m_model, this)),
    m_campaigns(new CampaignsView(questions, m_model, this))
{
    setObjectName(QStringLiteral("linksPage"));
    HelpTopic::set(this, QStringLiteral("windows.md#links"));
    m_model.setCollectorUrl(questions.collector.collectorState().url);
    m_tabs->addTab(tr("Links"), QStringLiteral("linksTab"));
    m_tabs->addTab(tr("Campaigns"), QStringLiteral("campaignsTab"));
    m_stack->addWidget(buildList());
    m_stack->addWidget(m_campaigns);
    m_stack->addWidget(m_view);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, 2 * Metrics::kGrid, 0);
    head->addWidget(m_tabs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &TabStrip::chosen, this, &LinksPage::chooseTab);
    connectModel();
    connectActions();
    updateState();
    applyWish();
}

LinksPage::~LinksPage()
{
    m_table->disconnect(this); // its selection is told that it ends
}

QWidget *LinksPage::buildList()
{
    auto *list = new QWidget(m_stack);
    m_table->setObjectName(QStringLiteral("linkTable"));
    m_table->setAccessibleName(tr("Short links"));
    m_table->setItemDelegate(new LinkDelegate(m_table));
    m_table->setModel(&m_model);
    m_table->setColumnLayout(linkColumnWidths);
    m_table->header()->setSectionsClickable(true);
    m_state->setObjectName(QStringLiteral("linksState"));
    m_emptyNew = m_state->addEmptyAction(tr("New link"), QStringLiteral("linksEmptyNew"), true);
    m_emptyClear = m_state->addEmptyAction(tr("Clear"), QStringLiteral("linksEmptyClear"), false);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(3 * Metrics::kGrid, Metrics::kGrid, 2 * Metrics::kGrid, Metrics::kGrid);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(m_bar);
    column->addWidget(m_notice);
    column->addWidget(m_state, 1);
    column->addWidget(buildFoot());
    return list;
}

/// Rows that follow each other are one range; so many ranges that they would stop the window are none.
QItemSelection LinksPage::selectionOf(const QList<int> &rows) const
{
    QItemSelection selection;
    for (qsizetype i = 0; i < rows.size() && selection.size() < kMostRanges;) {
        const int first = rows.at(i);
        int last = first;
        while (++i < rows.size() && rows.at(i) == last + 1)
            ++last;
        selection.append(
            QItemSelectionRange(m_model.index(first, 0), m_model.index(last, LinkModel::ColumnCount - 1)));
    }
    return selection.size() < kMostRanges ? selection : QItemSelection();
}

QWidget *LinksPage::buildFoot()
{
    auto *foot = new QWidget(m_stack);
    auto *row = new FlowLayout(Metrics::kGrid);
    foot->setLayout(row);
    row->setContentsMargins(0, 0, 0, 0);
    m_totals->setObjectName(QStringLiteral("linksTotals"));
    m_totals->setFont(Type::small());
    setTone(m_totals, Tone::Muted);
    row->addWidget(m_totals);
    row->addStretch();
    auto *buttons = new QHBoxLayout(m_bulk);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(4);
    for (QAction *action :
         {m_actions->archive, m_actions->changeTags, m_actions->setCampaign, m_actions->remove}) {
        auto *button = new QPushButton(m_bulk);
        button->setObjectName(QStringLiteral("bulk_") + action->objectName());
        button->setProperty("flat", true);
        buttons->addWidget(button);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [action, button] { button->setText(QString(action->text()).remove(u'&')); };
        connect(action, &QAction::changed, button, follow);
        follow();
    }
    m_bulk->hide();
    row->addWidget(m_bulk);
    return foot;
}

void LinksPage::connectModel()
{
    m_model.setSelection([this] {
        if (!m_wanted.isEmpty())
            return std::pair {QSet<QString> {m_wanted}, m_wanted};
        QSet<QString> codes;
        for (const int row : m_table->selectedRowNumbers(kMostSelected))
            codes.insert(m_model.linkAt(row).code);
        const std::optional<Link> now = current();
        return std::pair {codes, now ? now->code : QString()};
    });
    connect(&m_model, &LinkModel::rowsFound, this, [this](const QList<int> &rows, int current) {
        const QItemSelection selection = selectionOf(rows);
        if (current >= 0)
            m_table->selectionModel()->setCurrentIndex(m_model.index(current, 0),
                                                       QItemSelectionModel::NoUpdate);
        m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
        findWanted(current);
        updateSelection();
    });
    connect(&m_model, &LinkModel::stateChanged, this, &LinksPage::updateState);
    connect(&m_model, &LinkModel::linksChanged, this,
            [this] { m_bar->setNames(m_model.stock().tags, m_model.stock().campaigns); });
    connect(m_table, &RowTable::visibleRowsChanged, &m_model, &LinkModel::setVisibleRows);
    connect(m_table, &RowTable::menuWanted, this,
            [this](const QModelIndex &, const QPoint &at) { m_actions->makeMenu(this)->popup(at); });
    connect(m_table->header(), &QHeaderView::sectionClicked, this, &LinksPage::sortBy);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &LinksPage::updateSelection);
    connect(m_bar, &LinkBar::changed, this, &LinksPage::applyWish);
    connect(m_bar, &LinkBar::newWanted, this, &LinksPage::newLink);
    connect(m_emptyNew, &QPushButton::clicked, this, &LinksPage::newLink);
    connect(m_emptyClear, &QPushButton::clicked, m_bar, &LinkBar::clear);
    connect(m_state, &StatePanel::retryRequested, &m_model, &LinkModel::retry);
    connect(&m_bus, &SignalBus::sitesChanged, this, &LinksPage::updateSelection);
    connect(&m_bus, &SignalBus::collectorStateChanged, this,
            [this](const CollectorState &state) { m_model.setCollectorUrl(state.url); });
}

bool LinksPage::isSettled() const
{
    return !m_model.isBusy() && !m_commands->isBusy()
        && (m_stack->currentWidget() != m_view || m_view->isSettled())
        && (m_stack->currentWidget() != m_campaigns || m_campaigns->isSettled());
}

void LinksPage::setSite(const QString &site)
{
    if (site == std::exchange(m_site, site))
        return;
    showList();
    applyWish();
}

void LinksPage::applyWish()
{
    LinkWish wish = m_bar->wish();
    wish.site = m_site;
    if (wish == m_model.wish())
        return;
    m_model.setWish(wish);
    m_table->goToTop();
}

void LinksPage::sortBy(int column)
{
    if (const std::optional<LinkWish::Order> order = LinkModel::orderOf(column))
        m_bar->chooseOrder(*order);
}

void LinksPage::updateState()
{
    using Reading = LinkModel::Reading;
    m_bar->setCounts(m_model.order());
    const bool hasOther = m_bar->isNarrowed() && m_model.order().all > 0;
    if (m_model.isEmpty()) {
        m_state->setEmptyText(
            tr("No links yet"),
            tr("A short link leads to a page of yours and counts who follows it: in mails, on "
               "posters, in posts."));
    } else if (hasOther) {
        m_state->setEmptyText(tr("No link matches"),
                              m_bar->wish().words.isEmpty()
                                  ? tr("There are links, but none in this state, with this tag and campaign.")
                                  : LineText::fill(tr("Nothing that is shown of a link contains “%1”."),
                                                   LineText::shortened(m_bar->wish().words, 80)));
    } else {
        m_state->setEmptyText(tr("No links of this site"),
                              tr("Other sites have some: choose All sites at the top left."));
    }
    m_emptyNew->setVisible(!hasOther);
    m_emptyClear->setVisible(hasOther);
    m_state->setError(m_model.errorText());
    if (m_model.rowCount() > 0)
        m_state->setState(StatePanel::State::Data);
    else
        m_state->setState(m_model.reading() == Reading::Loading || m_model.isArranging()
                              ? StatePanel::State::Loading
                              : StatePanel::State::Empty);
    if (m_wantsKeyboard && m_table->isVisible()) {
        m_wantsKeyboard = false;
        m_table->setFocus();
    }
    updateFoot();
    Q_EMIT settledChanged();
}

/// `row` is that of the link that was saved; -1 = there is none.
void LinksPage::findWanted(int row)
{
    if (m_wanted.isEmpty() || !m_model.find(m_wanted))
        return;
    const QString code = std::exchange(m_wanted, {});
    if (row >= 0)
        m_table->scrollTo(m_model.index(row, 0));
    else
        Q_EMIT messagePosted(
            LineText::fill(tr("/%1 is saved; the search, a filter or the chosen site hides it"), code));
}

void LinksPage::updateSelection()
{
    const QList<int> rows = m_table->selectedRowNumbers(kMostSelected);
    const bool areArchived = !rows.isEmpty()
        && std::ranges::all_of(rows, [this](int row) { return m_model.linkAt(row).archivedAt != 0; });
    m_chosen = rows.size();
    m_actions->update(static_cast<int>(m_chosen), areArchived,
                      m_chosen == 1 && hasSite(m_questions.sites, m_model.linkAt(rows.constFirst()).site));
    m_bulk->setVisible(rows.size() > 1);
    updateFoot();
}

void LinksPage::updateFoot()
{
    const LinkOrder &order = m_model.order();
    QStringList parts {
        LineText::fill(tr("%1 active of %2 links"), Format::number(order.active), Format::number(order.all))};
    if (order.rows.size() != order.all)
        parts.append(LineText::fill(tr("%1 shown"), Format::number(order.rows.size())));
    if (m_chosen > 1)
        parts.append(LineText::fill(tr("%1 selected"), Format::number(m_chosen)));
    m_totals->setText(LineText::joined(parts));
    m_totals->setHidden(order.all == 0);
}

QList<Link> LinksPage::selected() const
{
    QList<Link> links;
    for (const int row : m_table->selectedRowNumbers(kMostSelected))
        links.append(m_model.linkAt(row));
    return links;
}

std::optional<Link> LinksPage::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? std::optional(m_model.linkAt(index.row())) : std::nullopt;
}

void LinksPage::openLink(const QString &code)
{
    const Link *link = m_model.find(code);
    if (!link)
        return;
    m_view->setLink(*link);
    m_tabs->hide();
    m_stack->setCurrentWidget(m_view);
    m_view->focusContent();
    Q_EMIT settledChanged();
}

void LinksPage::chooseTab(int tab)
{
    m_tabs->setCurrent(tab);
    m_tabs->show();
    m_stack->setCurrentIndex(tab);
    if (tab != 0)
        m_campaigns->reload();
    Q_EMIT settledChanged();
}

void LinksPage::showList()
{
    chooseTab(0);
    if (isVisible())
        focusContent();
}

void LinksPage::setReducedMotion(bool on)
{
    m_view->setReducedMotion(on);
}

void LinksPage::focusSearch()
{
    showList();
    m_bar->focusSearch();
}

void LinksPage::focusContent()
{
    if (m_stack->currentWidget() == m_view)
        m_view->focusContent();
    else if (m_stack->currentWidget() == m_campaigns && m_campaigns->focusContent())
        return;
    else if (m_stack->currentWidget() == m_campaigns)
        m_tabs->focusCurrent();
    else if (m_table->isVisible())
        m_table->setFocus();
    else
        m_wantsKeyboard = true;
}

QByteArray LinksPage::columnState() const
{
    return m_table->columnState();
}

void LinksPage::restoreColumnState(const QByteArray &state)
{
    m_table->restoreColumnState(state);
}

void LinksPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setOn(true);
    if (m_model.reading() == LinkModel::Reading::Failed)
        m_model.reload();
}

void LinksPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setOn(false);
}

void LinksPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (m_stack->currentWidget() != m_stack->widget(0))
        showList();
    else if (m_bar->stepBack())
        m_table->setFocus();
}
