// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkview.h"

#include "core/bus/signalbus.h"
#include "core/questions/sitequestions.h"
#include "ui/links/daybars.h"
#include "ui/links/variantresults.h"
#include "ui/live/hitdelegate.h"
#include "ui/look/theme.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/onelinelabel.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/tabstrip.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimeZone>
#include <QVBoxLayout>

#include <array>

namespace {

enum Tab : quint8 { Live, Days, Variants };

QPushButton *addButton(QLayout *row, const QString &text, const char *objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(objectName));
    row->addWidget(button);
    return button;
}

} // namespace

LinkView::LinkView(SignalBus &bus, const AllQuestions &questions, const Clock &clock, LinkModel &links,
                   QWidget *parent) :
    QWidget(parent),
    m_questions(questions),
    m_clock(clock),
    m_links(links),
    m_hits(bus, questions.hits, clock),
    m_title(new OneLineLabel(this)),
    m_goesTo(new OneLineLabel(this)),
    m_state(new PlainLabel(this)),
    m_earlier(new PlainLabel(this)),
    m_daysError(new PlainLabel(this)),
    m_tabs(new TabStrip(this)),
    m_pages(new QStackedWidget(this)),
    m_table(new RowTable(this)),
    m_live(new StatePanel(m_table, this)),
    m_days(new DayBars(this)),
    m_variants(new VariantResults(questions.stats, questions.sites, this))
{
    setObjectName(QStringLiteral("linkView"));
    m_tabs->addTab(tr("Live"), QStringLiteral("linkTabLive"), tr("Its clicks as they come, and all before"));
    m_tabs->addTab(tr("History"), QStringLiteral("linkTabHistory"), tr("Its clicks by day"));
    m_tabs->addTab(tr("A/B"), QStringLiteral("linkTabVariants"), tr("How its destinations compare"));
    m_pages->addWidget(buildLive());
    m_pages->addWidget(buildHistory());
    m_pages->addWidget(m_variants);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * Metrics::kGrid, 2 * Metrics::kGrid, 2 * Metrics::kGrid,
                               2 * Metrics::kGrid);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(buildHead());
    column->addWidget(buildFigures());
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &TabStrip::chosen, this, &LinkView::choose);
    connect(&m_links, &LinkModel::countsChanged, this, &LinkView::showClicks);
    connect(&m_links, &LinkModel::daysChanged, this, &LinkView::ask);
    connect(&bus, &SignalBus::sitesChanged, this, &LinkView::showClicks);
    connect(&m_links, &LinkModel::linksChanged, this, [this] {
        if (const Link *link = m_links.find(m_link.code); link && *link != m_link)
            setLink(*link);
    });
    connect(m_variants, &VariantResults::changed, this, &LinkView::settledChanged);
}

QWidget *LinkView::buildHead()
{
    auto *head = new QWidget(this);
    QFont big = Type::strong();
    big.setPixelSize(TextScale::scaled(20));
    m_title->setFont(big);
    m_title->setObjectName(QStringLiteral("linkTitle"));
    m_goesTo->setObjectName(QStringLiteral("linkGoesTo"));
    m_state->setObjectName(QStringLiteral("linkStateSentence"));
    m_state->setWordWrap(true);
    setTone(m_goesTo, Tone::Muted);
    setTone(m_state, Tone::Muted);
    auto *buttons = new FlowLayout(Metrics::kGrid);
    auto *back = addButton(buttons, tr("‹ All links"), "linkBack", head);
    auto *copy = addButton(buttons, tr("Copy the address"), "linkViewCopy", head);
    auto *edit = addButton(buttons, tr("Edit…"), "linkViewEdit", head);
    m_history = addButton(buttons, tr("Open in History"), "linkViewHistory", head);
    m_map = addButton(buttons, tr("Open on the Map"), "linkViewMap", head);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(buttons);
    column->addWidget(m_title);
    column->addWidget(m_goesTo);
    column->addWidget(m_state);
    connect(back, &QPushButton::clicked, this, &LinkView::backWanted);
    connect(copy, &QPushButton::clicked, this, [this] {
        const QString url = LinkText::shortUrl(m_links.collectorUrl(), m_link.code);
        QApplication::clipboard()->setText(url);
        Q_EMIT messagePosted(LineText::fill(tr("%1 copied"), url));
    });
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editWanted(m_link); });
    connect(m_history, &QPushButton::clicked, this,
            [this] { Q_EMIT historyWanted(m_link.code, m_link.site); });
    connect(m_map, &QPushButton::clicked, this, [this] { Q_EMIT mapWanted(m_link.code, m_link.site); });
    return head;
}

QWidget *LinkView::buildFigures()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(4 * Metrics::kGrid);
    const std::array titles {tr("Now"), tr("Today"), tr("30 days"), tr("All time")};
    for (std::size_t i = 0; i < titles.size(); ++i) {
        auto *caption = new PlainLabel(titles.at(i), box);
        caption->setFont(Type::caption());
        setTone(caption, Tone::Muted);
        auto *figure = new Figure(Type::number(), Figure::Tone::Text, box);
        figure->setObjectName(QStringLiteral("linkFigure%1").arg(i));
        figure->setAccessibleName(titles.at(i));
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        column->addWidget(caption);
        column->addWidget(figure);
        row->addLayout(column);
        m_figures.append(figure);
    }
    m_earlier->setObjectName(QStringLiteral("linkEarlier"));
    m_earlier->setFont(Type::small());
    m_earlier->setWordWrap(true);
    setTone(m_earlier, Tone::Muted);
    row->addWidget(m_earlier, 1, Qt::AlignBottom);
    return box;
}

QWidget *LinkView::buildLive()
{
    m_table->setObjectName(QStringLiteral("linkHits"));
    m_table->setAccessibleName(tr("Clicks of this link"));
    m_table->setItemDelegate(new HitDelegate(m_table));
    m_table->setModel(&m_hits);
    for (const int column : {HitTableModel::Kind, HitTableModel::Page})
        m_columns.setOn(column, false);
    m_table->setColumnLayout([this](int width) { return m_columns.widths(width); });
    m_live->setObjectName(QStringLiteral("linkLiveState"));
    m_live->setEmptyText(tr("No clicks yet"), tr("Whoever follows this link appears here at once."));
    connect(m_table, &RowTable::visibleRowsChanged, &m_hits, &HitTableModel::setVisibleRows);
    connect(m_table, &RowTable::atTopChanged, &m_hits, &HitTableModel::setFollowing);
    connect(&m_hits, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int) {
        if (first == 0 && m_hits.lastInserted() > 0 && !m_isStill)
            m_table->flash(m_hits.lastInserted());
    });
    for (const auto signal : {&HitTableModel::stateChanged, &HitTableModel::countsChanged})
        connect(&m_hits, signal, this, &LinkView::updateLive);
    connect(m_live, &StatePanel::retryRequested, &m_hits, &HitTableModel::reload);
    return m_live;
}

QWidget *LinkView::buildHistory()
{
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(12);
    m_daysError->setObjectName(QStringLiteral("linkDaysError"));
    m_daysError->setWordWrap(true);
    m_daysError->hide();
    setTone(m_daysError, Tone::Bad);
    column->addWidget(m_daysError);
    column->addWidget(m_days, 1);
    auto *note = new PlainLabel(tr("Clicks of people by day, today and the 29 days before. History has every "
                                   "range, and who they were."),
                                page);
    note->setWordWrap(true);
    setTone(note, Tone::Muted);
    column->addWidget(note);
    column->addStretch(1);
    return page;
}

void LinkView::setLink(const Link &link)
{
    const bool isOther = link.code != m_link.code;
    m_link = link;
    const QString url = LinkText::shownUrl(m_links.collectorUrl(), link.code);
    m_title->setText(url);
    setAccessibleName(LineText::fill(tr("Link %1"), url));
    m_goesTo->setText(
        LineText::joined(QStringList {LineText::fill(tr("to %1"), LinkText::wholeDestination(link.url))}
                         + (link.name.isEmpty() ? QStringList() : QStringList {link.name})));
    if (isOther) {
        m_days->setDays({}, {});
        m_tabs->setCurrent(Live);
        m_pages->setCurrentIndex(Live);
    }
    m_variants->setLink(link);
    ask();
    showClicks();
}

QString LinkView::zone() const
{
    return zoneOfSite(m_questions.sites, m_link.site);
}

void LinkView::ask()
{
    if (!isVisible() || m_link.code.isEmpty())
        return;
    HitFilter filter;
    filter.link = m_link.code;
    filter.kinds = 1u << static_cast<unsigned>(HitKind::Click);
    m_hits.setTimeZone(QTimeZone(zone().toUtf8()));
    m_hits.setFilter(filter);
    if (m_tabs->current() == Days)
        askDays();
    else if (m_tabs->current() == Variants)
        m_variants->reload();
    Q_EMIT settledChanged();
}

void LinkView::askDays()
{
    const auto take = [this, zone = zone()](const Result<StatsTable> &table) {
        m_daysError->setText(table ? QString() : table.error().message);
        m_daysError->setHidden(table.ok());
        if (table)
            m_days->setDays(table->now.series, zone);
        Q_EMIT settledChanged();
    };
    m_asking = m_questions.stats.stats(daysOf(m_questions.sites, m_link, m_clock.now()), this, take);
}

void LinkView::choose(int tab)
{
    m_pages->setCurrentIndex(tab);
    ask();
}

void LinkView::showClicks()
{
    if (m_link.code.isEmpty())
        return;
    const LinkClicks clicks = m_links.clicksOfCode(m_link.code);
    const std::array numbers {clicks.now, clicks.today, clicks.month, clicks.all};
    for (std::size_t i = 0; i < numbers.size(); ++i)
        m_figures.at(static_cast<qsizetype>(i))->setText(Format::number(numbers.at(i)));
    m_earlier->setText(m_link.earlierClicks > 0
                           ? LineText::fill(tr("and %1 earlier ones that another service counted"),
                                            Format::number(m_link.earlierClicks))
                           : QString());
    m_state->setText(LinkText::stateSentence(m_link, clicks.all, m_clock.now(), QTimeZone(zone().toUtf8())));
    for (QPushButton *button : {m_history, m_map})
        button->setEnabled(hasSite(m_questions.sites, m_link.site));
}

void LinkView::updateLive()
{
    using State = HitTableModel::State;
    m_live->setError(m_hits.state() == State::Failed ? m_hits.errorText() : QString());
    if (m_hits.rowCount() > 0)
        m_live->setState(StatePanel::State::Data);
    else
        m_live->setState(m_hits.state() == State::Loading || !m_hits.isComplete() ? StatePanel::State::Loading
                                                                                  : StatePanel::State::Empty);
    Q_EMIT settledChanged();
}

void LinkView::focusContent()
{
    if (m_table->isVisible())
        m_table->setFocus();
    else
        m_tabs->focusCurrent();
}

bool LinkView::isSettled() const
{
    return !m_asking.isOpen() && !m_variants->isBusy() && !m_hits.isBusy();
}

void LinkView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showClicks();
    ask();
    updateLive();
}

void LinkView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_hits.stop();
}
