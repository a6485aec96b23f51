// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/breakdownpanel.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/pasttext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/tabstrip.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kTypingMs = 150;
constexpr int kRateWidth = 108; ///< of the column headed "Conversion rate"
constexpr Metric kMetrics[] = {Metric::Visitors,   Metric::Visits,        Metric::Pageviews, Metric::Hits,
                               Metric::BounceRate, Metric::VisitDuration, Metric::ValueSum};

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

/// A menu may go away while its action is at work, so it opens beside the event loop.
void popUpBelow(QMenu *menu, QWidget *button)
{
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

} // namespace

BreakdownPanel::BreakdownPanel(const QString &name, const QList<BreakdownTab> &tabs, QWidget *parent) :
    QWidget(parent),
    m_tabs(tabs),
    m_dimensionOf(tabs.size(), 0),
    m_strip(new TabStrip(this)),
    m_searchButton(
        addTool(QStringLiteral("search"), tr("Search these values"), name + QStringLiteral("Search"))),
    m_menuButton(
        addTool(QStringLiteral("more"), tr("Copy or export this list"), name + QStringLiteral("Menu"))),
    m_menu(new QMenu(this)),
    m_dimensionButton(addTool({}, {}, name + QStringLiteral("Dimension"))),
    m_orderButton(
        addTool({}, tr("What is counted, and what the rows are sorted by"), name + QStringLiteral("Order"))),
    m_share(new PlainLabel(this)),
    m_search(new QLineEdit(this)),
    m_list(new BreakdownList(this)),
    m_more(addTool({}, tr("Open the whole list"), name + QStringLiteral("More")))
{
    setObjectName(name);
    for (qsizetype i = 0; i < m_tabs.size(); ++i)
        m_strip->addTab(m_tabs.at(i).title,
                        QStringLiteral("tab_")
                            + (m_tabs.at(i).dimensions.isEmpty() ? QStringLiteral("goals")
                                                                 : m_tabs.at(i).dimensions.constFirst()),
                        PastText::explanation(m_tabs.at(i).dimensions.value(0)));
    HelpTopic::offer(m_strip, {}); // that of the tab, below
    m_list->setObjectName(name + QStringLiteral("List"));
    m_list->setRoom(kRows);
    m_search->setObjectName(name + QStringLiteral("SearchBox"));
    m_search->setPlaceholderText(tr("Search…"));
    m_search->setAccessibleName(tr("Search these values"));
    m_search->setClearButtonEnabled(true);
    auto *closeSearch = new QShortcut(Qt::Key_Escape, m_search, nullptr, nullptr, Qt::WidgetShortcut);
    connect(closeSearch, &QShortcut::activated, this, [this] { setSearchShown(false); });
    m_search->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, &m_typing, [this] { m_typing.start(0); });
    connect(&m_typing, &QTimer::timeout, this, &BreakdownPanel::changed);
    connect(m_strip, &TabStrip::chosen, this, [this] {
        showTab();
        Q_EMIT changed();
    });
    connect(m_searchButton, &QToolButton::clicked, this, [this] { setSearchShown(!m_search->isVisible()); });
    connect(m_list, &BreakdownList::activated, this, &BreakdownPanel::onActivated);
    connect(m_more, &QToolButton::clicked, this, [this] {
        if (showsGoals())
            Q_EMIT goalWanted({});
        else
            Q_EMIT moreWanted(query());
    });
    buildHeader();
    buildMenus();
    showTab();
}

QToolButton *BreakdownPanel::addTool(const QString &icon, const QString &text, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setToolTip(PlainText::toolTip(text));
    button->setAccessibleName(text);
    button->setCursor(Qt::PointingHandCursor);
    button->setProperty("iconName", icon);
    if (!icon.isEmpty()) {
        setScaledSize(button, 24, 24);
        button->setIcon(themedIcon(icon, Theme::of(this).muted));
    }
    return button;
}

void BreakdownPanel::buildHeader()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(0);
    top->addWidget(m_strip, 1);
    top->addWidget(m_searchButton);
    top->addWidget(m_menuButton);
    m_share->setObjectName(objectName() + QStringLiteral("Share"));
    m_share->setFont(Type::small());
    m_share->setForegroundRole(QPalette::PlaceholderText);
    m_share->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 8, 0);
    head->setSpacing(4);
    head->addWidget(m_dimensionButton);
    head->addWidget(m_search, 1);
    head->addStretch(0);
    head->addWidget(m_orderButton);
    head->addWidget(m_share);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(top);
    column->addLayout(head);
    column->addWidget(m_list);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    for (QToolButton *button : {m_dimensionButton, m_orderButton, m_more}) {
        button->setFont(Type::small());
        setScaledSize(button, 0, 26);
    }
    const int height = m_search->sizeHint().height();
    head->addStrut(height); // so that nothing moves when the search opens
}

void BreakdownPanel::buildMenus()
{
    auto *orders = new QMenu(this);
    auto *chosenOrder = new QActionGroup(this);
    for (const Metric metric : kMetrics) {
        QAction *action = orders->addAction(MetricText::name(metric));
        action->setCheckable(true);
        action->setData(static_cast<int>(metric));
        chosenOrder->addAction(action);
        action->setObjectName(objectName() + QStringLiteral("By_") + toString(metric));
        action->setToolTip(MetricText::definition(metric));
        connect(action, &QAction::triggered, this, [this, metric] { setOrder(metric); });
    }
    connect(m_orderButton, &QToolButton::clicked, this, [this, orders] {
        const QList<QAction *> actions = orders->actions();
        for (QAction *action : actions)
            action->setChecked(action->data().toInt() == static_cast<int>(m_order));
        popUpBelow(orders, m_orderButton);
    });
    auto *dimensions = new QMenu(this);
    auto *chosenDimension = new QActionGroup(this);
    connect(m_dimensionButton, &QToolButton::clicked, this, [this, dimensions, chosenDimension] {
        dimensions->clear();
        if (showsProperties())
            return popUpBelow(filledWithProperties(dimensions), m_dimensionButton);
        const int tab = m_strip->current();
        for (int i = 0; i < m_tabs.at(tab).dimensions.size(); ++i) {
            const QString each = m_tabs.at(tab).dimensions.at(i);
            QAction *action = dimensions->addAction(capitalized(PastText::dimension(each)));
            action->setObjectName(objectName() + QStringLiteral("As_") + each);
            action->setCheckable(true);
            action->setChecked(i == m_dimensionOf.at(tab));
            chosenDimension->addAction(action);
            connect(action, &QAction::triggered, this, [this, tab, i] {
                m_dimensionOf[tab] = i;
                showTab();
                Q_EMIT changed();
            });
        }
        popUpBelow(dimensions, m_dimensionButton);
    });
    m_menu->setObjectName(objectName() + QStringLiteral("Actions"));
    connect(m_menu, &QMenu::aboutToShow, this, &BreakdownPanel::fillMenu);
    connect(m_menuButton, &QToolButton::clicked, this, [this] { popUpBelow(m_menu, m_menuButton); });
    connect(m_list, &BreakdownList::menuWanted, m_menu,
            [this](int, const QPoint &position) { m_menu->popup(position); });
}

QMenu *BreakdownPanel::filledWithProperties(QMenu *menu)
{
    const auto add = [this, menu](const QString &text, const QString &property) {
        QAction *action = menu->addAction(PlainText::caption(text));
        action->setCheckable(true);
        action->setChecked(property == m_property);
        connect(action, &QAction::triggered, this, [this, property] { openProperty(property); });
        return action;
    };
    add(tr("All properties"), QString())->setObjectName(objectName() + QStringLiteral("AllProperties"));
    menu->addSeparator();
    QStringList properties = m_properties;
    if (!m_property.isEmpty() && !properties.contains(m_property))
        properties.prepend(m_property); // after a restart their names have not been asked for yet
    for (const QString &property : std::as_const(properties))
        add(LineText::part(property), property);
    return menu;
}

void BreakdownPanel::openProperty(const QString &property)
{
    m_property = property;
    showTab();
    Q_EMIT changed();
}

void BreakdownPanel::fillMenu()
{
    m_menu->clear();
    const auto add = [this](const QString &text, const char *suffix, auto done) {
        QAction *action = m_menu->addAction(PlainText::caption(text));
        action->setObjectName(objectName() + QLatin1StringView(suffix));
        connect(action, &QAction::triggered, this, done);
    };
    const int row = m_list->currentRow();
    if (showsGoals()) {
        add(tr("Add a goal…"), "AddGoal", [this] { Q_EMIT goalWanted({}); });
        if (row < m_goals.rowCount()) {
            const Goal &goal = m_goals.goals().at(row);
            const QString id = goal.id;
            add(LineText::fill(tr("Edit “%1”…"), goal.name), "EditGoal",
                [this, id] { Q_EMIT goalWanted(id); });
            add(LineText::fill(tr("Remove “%1”"), goal.name), "RemoveGoal",
                [this, id] { Q_EMIT goalRemovalWanted(id); });
        }
        m_menu->addSeparator();
    } else if (row < m_model.rowCount() && dimension() != kPropertyNames) {
        const QString value = m_model.valueAt(row);
        const QString text = PastText::value(dimension(), value);
        add(LineText::fill(tr("Only “%1”"), text), "Only", [this, value] { onActivated(value, false); });
        add(LineText::fill(tr("Without “%1”"), text), "Without", [this, value] { onActivated(value, true); });
        m_menu->addSeparator();
    }
    add(tr("Copy as CSV"), "Copy", [this] { Q_EMIT copyWanted(dimension()); });
    add(tr("Export as CSV…"), "Export", [this] { Q_EMIT exportWanted(dimension()); });
}

QString BreakdownPanel::dimension() const
{
    const int tab = m_strip->current();
    const bool isProperty = showsProperties() && !m_property.isEmpty();
    return isProperty ? propertyDimension(m_property)
                      : m_tabs.at(tab).dimensions.value(m_dimensionOf.at(tab));
}

QStringList BreakdownPanel::dimensions() const
{
    QStringList all;
    for (const BreakdownTab &tab : m_tabs)
        all += tab.dimensions.isEmpty() ? QStringList {QString()} : tab.dimensions;
    return all;
}

void BreakdownPanel::showDimension(const QString &wanted)
{
    if (dimension() == wanted)
        return;
    for (int tab = 0; tab < m_tabs.size(); ++tab) {
        const qsizetype at = m_tabs.at(tab).dimensions.indexOf(wanted);
        if (at < 0 && !(wanted.isEmpty() && m_tabs.at(tab).dimensions.isEmpty()))
            continue;
        m_strip->setCurrent(tab);
        m_dimensionOf[tab] = static_cast<int>(std::max<qsizetype>(0, at));
        m_property.clear();
        showTab();
        Q_EMIT changed();
        return;
    }
}

bool BreakdownPanel::showsProperties() const
{
    return m_tabs.at(m_strip->current()).dimensions.value(0) == kPropertyNames;
}

BreakdownQuery BreakdownPanel::query() const
{
    // A rate alone would say nothing of how much stands behind it.
    const bool isRate = m_order == Metric::BounceRate || m_order == Metric::VisitDuration;
    BreakdownQuery query;
    query.dimension = dimension();
    query.metrics = isRate ? MetricSet(m_order) | Metric::Visits : MetricSet(m_order);
    query.orderBy = m_order;
    query.limit = kRows;
    query.splitsCurrencies = m_order == Metric::ValueSum;
    query.search = m_search->text().trimmed();
    query.leavesOutMissing = m_tabs.at(m_strip->current()).leavesOutMissing;
    return query;
}

void BreakdownPanel::showTab()
{
    const bool goals = showsGoals();
    HelpTopic::set(this, PastText::place(dimension()));
    m_model.clear();
    m_list->setLoading(true);
    if (goals) {
        m_list->setModel(&m_goals);
    } else {
        m_model.setColumns(dimension(), {m_order});
        m_model.setOrder(m_order);
        m_list->setModel(&m_model);
    }
    m_list->setShowsFlags(dimension() == QLatin1StringView("country"));
    m_list->setCurrentRow(0);
    if (!m_search->text().isEmpty() || goals) {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
        m_search->hide();
    }
    setFilters(m_filters);
    updateHeader();
}

void BreakdownPanel::updateHeader()
{
    const bool goals = showsGoals();
    const bool hasChoice = m_tabs.at(m_strip->current()).dimensions.size() > 1
        || (showsProperties() && !(m_properties.isEmpty() && m_property.isEmpty()));
    const QString name = goals ? tr("Goal") : capitalized(PastText::dimension(dimension()));
    m_list->setAccessibleName(name);
    m_dimensionButton->setText(hasChoice ? LineText::fill(tr("%1 ▾"), name) : name);
    m_dimensionButton->setEnabled(hasChoice);
    m_dimensionButton->setVisible(m_search->isHidden());
    m_orderButton->setText(goals ? tr("Conversions") : LineText::fill(tr("%1 ▾"), MetricText::name(m_order)));
    m_orderButton->setEnabled(!goals);
    m_share->setText(goals ? tr("Conversion rate") : tr("Share"));
    m_share->setToolTip(goals
                            ? tr("Visits with a conversion, of all visits in the range with the same filters")
                            : tr("Share of the total in the same range, with the same filters"));
    m_list->setShareRoom(goals ? kRateWidth : BreakdownList::kShareWidth);
    m_share->setFixedWidth(m_list->shareRoom() - 4);
    m_searchButton->setVisible(!goals);
    const qint64 hidden = m_model.totalRows() - m_model.rowCount();
    m_more->setText(goals ? tr("Add a goal…") : hidden > 0 ? m_model.wholeListText() : tr("Details…"));
    m_more->setVisible(goals || m_model.totalRows() > 0);
}

void BreakdownPanel::setSearchShown(bool on)
{
    m_search->setVisible(on);
    m_dimensionButton->setVisible(!on);
    if (on)
        return m_search->setFocus();
    if (!m_search->text().isEmpty())
        m_search->clear(); // and what follows from it
    m_list->setFocus();
}

void BreakdownPanel::setOrder(Metric metric)
{
    if (metric == m_order)
        return;
    m_order = metric;
    m_model.setColumns(dimension(), {metric});
    m_model.setOrder(metric);
    m_list->setLoading(true);
    updateHeader();
    Q_EMIT changed();
}

void BreakdownPanel::setAnswer(const StatsTable &table, const QList<Goal> &goals)
{
    if (showsGoals()) {
        m_goals.setGoals(goals, table.now.goals, table.now.totals.visits);
        m_list->setEmptyText(tr("No goals yet: say what visitors should do"));
    } else {
        const auto mine = std::ranges::find(table.breakdowns, dimension(), &Breakdown::dimension);
        if (mine == table.breakdowns.end())
            return;
        m_model.setRows(*mine, table.now.totals, table.before.has_value());
        if (dimension() == kPropertyNames) {
            m_properties.clear();
            for (const BreakdownRow &row : mine->rows) {
                if (!m_properties.contains(row.value)) // a row for each currency
                    m_properties.append(row.value);
            }
        }
        const QString search = m_search->text().trimmed();
        m_list->setEmptyText(m_model.totalRows() > 0 ? tr("No hit of this list has a value")
                                 : search.isEmpty()  ? tr("No values in this range")
                                                    : LineText::fill(tr("Nothing contains “%1”"), search));
    }
    m_list->setLoading(false);
    updateHeader();
}

void BreakdownPanel::setFilters(const QList<DimensionFilter> &filters)
{
    m_filters = filters;
    QStringList marked;
    for (const DimensionFilter &filter : filters) {
        if (filter.dimension == dimension() && filter.op == DimensionFilter::Operator::Equals)
            marked.append(filter.value);
    }
    if (showsGoals()) {
        for (const Goal &goal : m_goals.goals()) {
            const std::optional<DimensionFilter> filter = filterOf(goal);
            if (filter && filters.contains(*filter))
                marked.append(goal.id);
        }
    }
    m_list->setMarked(marked);
}

void BreakdownPanel::setLoading()
{
    m_model.clear();
    m_goals.setGoals({}, {}, 0);
    m_list->setLoading(true);
    updateHeader();
}

void BreakdownPanel::onActivated(const QString &value, bool excludes)
{
    using Operator = DimensionFilter::Operator;
    if (dimension() == kPropertyNames)
        return openProperty(value);
    if (!showsGoals()) {
        Q_EMIT filterToggled({dimension(), excludes ? Operator::NotEquals : Operator::Equals, value});
        return;
    }
    const auto goal = std::ranges::find(m_goals.goals(), value, &Goal::id);
    const std::optional<DimensionFilter> filter = goal == m_goals.goals().end() ? std::nullopt
                                                                                : filterOf(*goal);
    if (!filter)
        Q_EMIT goalWanted(value);
    else if (!excludes)
        Q_EMIT filterToggled(*filter);
    else if (filter->op == Operator::Equals)
        Q_EMIT filterToggled({filter->dimension, Operator::NotEquals, filter->value});
}

QString BreakdownPanel::state() const
{
    const int tab = m_strip->current();
    return QStringLiteral("%1 %2 %3 %4")
        .arg(QString::number(tab), QString::number(m_dimensionOf.at(tab)), toString(m_order),
             QString::fromLatin1(m_property.toUtf8().toHex()));
}

void BreakdownPanel::restoreState(const QString &state)
{
    const QStringList parts = state.split(u' ');
    if (parts.size() < 3)
        return;
    const int tab = parts.at(0).toInt();
    if (tab >= 0 && tab < m_tabs.size()) {
        m_strip->setCurrent(tab);
        const int face = parts.at(1).toInt();
        m_dimensionOf[tab] = face >= 0 && face < m_tabs.at(tab).dimensions.size() ? face : 0;
    }
    m_order = metricOf(parts.at(2)).value_or(Metric::Visitors);
    m_property = QString::fromUtf8(QByteArray::fromHex(parts.value(3).toLatin1()));
    showTab();
}

void BreakdownPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange)
        return;
    for (QToolButton *button : {m_searchButton, m_menuButton})
        button->setIcon(themedIcon(button->property("iconName").toString(), Theme::of(this).muted));
    updateHeader(); // its columns are as wide as texts ask for
}
