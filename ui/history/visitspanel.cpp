// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/visitspanel.h"

#include "core/types/hit.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/textdelegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kPage = 100;
// In pixels at full size of texts.
constexpr int kTimelineWidth = 336;
constexpr int kTimelineHeight = 220;
constexpr int kWideEnough = 960; ///< for both side by side

QList<int> visitWidths(int width)
{
    const int time = TextScale::scaled(104);
    const int duration = TextScale::scaled(84);
    const int pages = TextScale::scaled(56);
    const int rest = std::max(0, width - time - duration - pages);
    const auto shared = [=](int entry, int exit, int source, int place, int client) {
        return QList<int> {time,
                           duration,
                           pages,
                           rest * entry / 100,
                           rest * exit / 100,
                           rest * source / 100,
                           rest * place / 100,
                           rest * client / 100};
    };
    if (rest < TextScale::scaled(480))
        return shared(38, 0, 31, 31, 0);
    if (rest < TextScale::scaled(760)) // the exit page is in the timeline, too
        return shared(24, 0, 22, 24, 30);
    return shared(21, 19, 16, 18, 26);
}

QList<int> timelineWidths(int width)
{
    const int narrow = TextScale::scaled(76); // time, gap and kind
    return {narrow, narrow, narrow, std::max(TextScale::scaled(80), width - 3 * narrow)};
}

} // namespace

VisitsPanel::VisitsPanel(StatsQuestions &source, QWidget *parent) :
    QWidget(parent),
    m_source(source),
    m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this)),
    m_side(nullptr),
    m_table(new RowTable(this)),
    m_hits(new RowTable(this)),
    m_state(new StatePanel(m_table, this)),
    m_title(new PlainLabel(this)),
    m_about(new PlainLabel(this)),
    m_count(new PlainLabel(this))
{
    setObjectName(QStringLiteral("visitsPanel"));
    m_table->setObjectName(QStringLiteral("visitTable"));
    m_table->setAccessibleName(tr("Visits"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(
        new TextDelegate({VisitsModel::Time, VisitsModel::Duration, VisitsModel::Pageviews},
                         {VisitsModel::Duration, VisitsModel::Exit, VisitsModel::Client}, m_table));
    m_table->setModel(&m_visits);
    m_table->setColumnLayout(visitWidths);
    m_side = buildTimeline();
    m_side->hide();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_count->setObjectName(QStringLiteral("visitCount"));
    m_count->setFont(Type::small());
    setTone(m_count, Tone::Muted);
    auto *list = new QVBoxLayout;
    list->setSpacing(4);
    list->addWidget(m_state, 1);
    list->addWidget(m_count);
    m_layout->addLayout(list, 1);
    m_layout->addWidget(m_side);
    m_state->setEmptyText(
        tr("No visits in this range"),
        tr("Anonymous hits belong to no visit. Choose a longer range, or take a filter away."));
    connect(m_state, &StatePanel::retryRequested, this, &VisitsPanel::reload);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { choose(current.row()); });
    connect(&m_visits, &VisitsModel::moreWanted, this, &VisitsPanel::ask);
}

QWidget *VisitsPanel::buildTimeline()
{
    auto *side = new QWidget(this);
    m_title->setFont(Type::strong());
    m_title->setObjectName(QStringLiteral("timelineTitle"));
    m_about->setFont(Type::small());
    m_about->setForegroundRole(QPalette::PlaceholderText);
    m_about->setWordWrap(true);
    m_hits->setObjectName(QStringLiteral("timelineTable"));
    m_hits->setAccessibleName(tr("Hits of the visit"));
    m_hits->setItemDelegate(new TextDelegate({VisitTimelineModel::Time, VisitTimelineModel::Gap},
                                             {VisitTimelineModel::Gap, VisitTimelineModel::Kind}, m_hits));
    m_hits->setModel(&m_timeline);
    m_hits->setColumnLayout(timelineWidths);
    m_hits->setToolTip(tr("Enter or a double click shows all that is known of a hit."));
    connect(m_hits, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT hitActivated(m_timeline.hitAt(index.row())); });
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(2);
    auto *close = new QPushButton(tr("Close"), side);
    close->setObjectName(QStringLiteral("timelineClose"));
    close->setProperty("flat", true);
    close->setToolTip(tr("Close the timeline"));
    const auto closeSide = [this] {
        m_table->setCurrentIndex({});
        m_table->setFocus(); // what had the keyboard may be gone
    };
    connect(close, &QPushButton::clicked, this, closeSide);
    auto *escape = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, closeSide);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(close);
    column->addLayout(head);
    column->addWidget(m_about);
    column->addSpacing(4);
    column->addWidget(m_hits, 1);
    return side;
}

void VisitsPanel::setQuestion(const StatsQuery &question, Micros now)
{
    VisitsQuery query;
    query.site = question.site;
    query.range = question.range;
    query.filters = question.filters;
    query.link = question.link;
    query.includesBots = question.includesBots;
    query.limit = kPage;
    m_zone = QTimeZone(question.timezone.toUtf8());
    m_visits.setTimeZone(m_zone, now);
    m_runsOn = query.range.to == 0 || query.range.to > now;
    if (query == m_query && (m_visits.rowCount() > 0 || m_asking.isOpen()))
        return;
    m_query = query;
    m_isDue = true;
    if (isVisible())
        reload();
}

void VisitsPanel::reload()
{
    m_isDue = false;
    m_visits.clear();
    m_query.cursor.clear();
    choose(-1);
    m_state->setState(StatePanel::State::Loading);
    m_count->hide();
    ask();
}

void VisitsPanel::ask()
{
    VisitsQuery query = m_query;
    query.cursor = m_visits.nextCursor();
    m_asking = m_source.visits(query, this, [this](const Result<VisitsPage> &page) { addVisits(page); });
}

void VisitsPanel::choose(int row)
{
    m_askingTimeline.cancel();
    m_timeline.setTimeline({}, m_zone);
    m_side->setVisible(row >= 0); // until then the table has the room
    if (row < 0)
        return;
    const VisitSummary visit = m_visits.visitAt(row);
    m_title->setText(m_visits.index(row, VisitsModel::Place).data().toString());
    m_about->setText(m_visits.index(row, VisitsModel::Client).data().toString());
    m_askingTimeline =
        m_source.timeline(m_query.site, visit.visit, m_query.includesBots, this,
                          [this](const Result<VisitTimeline> &timeline) { showTimeline(timeline); });
}

void VisitsPanel::addVisits(const Result<VisitsPage> &page)
{
    if (page)
        m_visits.append(*page);
    m_state->setError(page ? QString() : page.error().message);
    m_state->setState(page && m_visits.rowCount() == 0 ? StatePanel::State::Empty : StatePanel::State::Data);
    updateCount();
    Q_EMIT changed();
}

void VisitsPanel::updateCount()
{
    const int count = m_visits.rowCount();
    m_count->setText(m_visits.nextCursor().isEmpty()
                         ? (count == 1 ? tr("1 visit") : tr("%Ln visits, newest first", nullptr, count))
                         : tr("The newest %Ln visits; more come as you scroll", nullptr, count));
    m_count->setVisible(count > 0);
}

void VisitsPanel::showTimeline(const Result<VisitTimeline> &timeline)
{
    if (timeline) {
        m_timeline.setTimeline(*timeline, m_zone);
        const int hits = static_cast<int>(timeline->hits.size());
        m_about->setText(timeline->isTruncated ? tr("The first %n hits of it", nullptr, hits)
                                               : tr("%Ln hits", nullptr, hits));
    } else {
        m_about->setText(timeline.error().message);
    }
    Q_EMIT changed();
}

void VisitsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    const bool isReading = m_side->isVisibleTo(this); // a visit is chosen: the list stays under it
    if (m_isDue || (m_runsOn && !isReading && !m_asking.isOpen()))
        reload();
}

void VisitsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void VisitsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_side)
        layOut(); // for the size of texts
}

void VisitsPanel::layOut()
{
    const bool isWide = width() >= TextScale::scaled(kWideEnough);
    const int sideWidth = TextScale::scaled(kTimelineWidth);
    const int sideHeight = TextScale::scaled(kTimelineHeight);
    m_layout->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_layout->setSpacing(isWide ? 3 * Metrics::kGrid : Metrics::kGrid);
    m_side->setMinimumSize(isWide ? QSize(sideWidth, 0) : QSize(0, sideHeight));
    m_side->setMaximumSize(isWide ? QSize(sideWidth, QWIDGETSIZE_MAX) : QSize(QWIDGETSIZE_MAX, sideHeight));
}
