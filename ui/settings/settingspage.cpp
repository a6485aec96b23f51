// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/settings/accesssection.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/botsettings.h"
#include "ui/settings/collectingsection.h"
#include "ui/settings/generalsection.h"
#include "ui/settings/newsitesections.h"
#include "ui/settings/placessettings.h"
#include "ui/settings/sectionlist.h"
#include "ui/settings/settingschanges.h"
#include "ui/settings/settingssearch.h"
#include "ui/settings/storagesection.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace {

constexpr int kContent = 820; ///< widest content in pixels
constexpr int kMargin = 24;
constexpr int kTitlePixels = 20;

} // namespace

SettingsPage::SettingsPage(const Sources &sources, QWidget *parent) :
    QWidget(parent), m_changes(new SettingsChanges(this))
{
    setObjectName(QStringLiteral("settingsPage"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildList());
    row->addWidget(buildContent(), 1);
    addSections(sources);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::search);
    connect(m_search, &QLineEdit::returnPressed, this, &SettingsPage::goToMatch);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsPage::open);
    connect(m_changes, &SettingsChanges::changed, this, &SettingsPage::showChange);
    connect(m_undo, &QPushButton::clicked, m_changes, &SettingsChanges::undo);
    auto *undo = new QAction(this);
    undo->setShortcut(QKeySequence::Undo);
    undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QAction::triggered, m_changes, &SettingsChanges::undo);
    addAction(undo);
    showChange();
}

QList<SettingsSection::Place> SettingsPage::places()
{
    const QString window = QStringLiteral("windows.md#settings");
    return {
        {QStringLiteral("general"), tr("General"), QStringLiteral("settings"), window},
        {QStringLiteral("collecting"), tr("Collecting"), QStringLiteral("live"), window},
        {QStringLiteral("privacy"), tr("Privacy"), QStringLiteral("lock"), QStringLiteral("privacy.md")},
        {QStringLiteral("places"), tr("Places"), QStringLiteral("map"),
         QStringLiteral("places.md#your-own-database")},
        {QStringLiteral("bots"), tr("Bots and referrers"), QStringLiteral("bot"), QStringLiteral("bots.md")},
        {QStringLiteral("sites"), tr("Sites' defaults"), QStringLiteral("sites"),
         QStringLiteral("windows.md#site")},
        {QStringLiteral("appearance"), tr("Appearance"), QStringLiteral("appearance"), window},
        {QStringLiteral("storage"), tr("Storage"), QStringLiteral("storage"), QStringLiteral("store.md")},
        {QStringLiteral("access"), tr("Access tokens"), QStringLiteral("key"),
         QStringLiteral("api.md#who-may-read")},
    };
}

void SettingsPage::addSections(const Sources &sources)
{
    const AllQuestions &ask = sources.questions;
    const QList<SettingsSection::Place> all = places();
    auto *column = m_shown->layout();
    auto place = [&all, number = 0]() mutable { return all[number++]; };
    // In the order of places().
    m_sections.append(new GeneralSection(place(), *m_changes, m_shown));
    m_sections.append(new CollectingSection(place(), sources.settings, ask.collector, sources.bus,
                                            sources.clock, *m_changes, m_shown));
    m_sections.append(new PrivacySection(place(), sources.settings, ask.sites, sources.bus, sources.clock,
                                         *m_changes, m_shown));
    m_sections.append(new PlacesSettings(place(), sources.visitorData, sources.clock, sources.openFiles,
                                         *m_changes, m_shown));
    m_sections.append(
        new BotSettings(place(), sources.visitorData, sources.clock, sources.openFiles, *m_changes, m_shown));
    m_sections.append(new SiteDefaultsSection(place(), sources.settings, *m_changes, m_shown));
    m_sections.append(new AppearanceSection(place(), sources.settings, *m_changes, m_shown));
    m_sections.append(new StorageSection(place(), sources.settings, ask.collector, ask.store, sources.bus,
                                         sources.clock, sources.saveFile, *m_changes, m_shown));
    m_sections.append(new AccessSection(place(), ask.tokens, ask.sites, sources.clock, *m_changes, m_shown));
    for (int i = 0; i < m_sections.size(); ++i) {
        SettingsSection *section = m_sections[i];
        column->addWidget(section);
        section->hide();
        m_list->addSection(section->place());
        m_list->setRemark(i, section->remark());
        connect(section, &SettingsSection::remarkChanged, this,
                [this, i] { m_list->setRemark(i, m_sections[i]->remark()); });
        connect(section, &SettingsSection::settledChanged, this, &SettingsPage::settledChanged);
    }
}

QWidget *SettingsPage::buildList()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(SectionList::kWidth);
    m_search = new QLineEdit(side);
    m_search->setObjectName(QStringLiteral("settingsSearch"));
    m_search->setPlaceholderText(tr("Find a setting…"));
    m_search->setAccessibleName(tr("Find a setting"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list = new SectionList(side);
    m_nothing = new PlainLabel(tr("No setting has these words."), side);
    m_nothing->setWordWrap(true);
    setTone(m_nothing, Tone::Muted);
    m_nothing->hide();
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(2 * Metrics::kGrid, 2 * Metrics::kGrid, 2 * Metrics::kGrid,
                               2 * Metrics::kGrid);
    column->setSpacing(12);
    column->addWidget(m_search);
    column->addWidget(m_nothing);
    column->addWidget(m_list, 1);
    return side;
}

QWidget *SettingsPage::buildContent()
{
    auto *content = new QWidget(this);
    m_title = new PlainLabel(content);
    m_title->setObjectName(QStringLiteral("settingsTitle"));
    QFont big = Type::strong();
    big.setPixelSize(TextScale::scaled(kTitlePixels));
    m_title->setFont(big);
    m_change = new PlainLabel(content);
    m_change->setObjectName(QStringLiteral("settingsChange"));
    m_change->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_change->setWordWrap(true);
    setTone(m_change, Tone::Muted);
    m_undo = new QPushButton(tr("Undo"), content);
    m_undo->setObjectName(QStringLiteral("settingsUndo"));
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_change, 1);
    head->addWidget(m_undo);
    auto *headBox = new QWidget(content);
    headBox->setLayout(head);
    headBox->setMaximumWidth(kContent);
    headBox->setMinimumHeight(m_undo->sizeHint().height());
    head->setContentsMargins(0, 0, 0, 0);
    m_shown = new QWidget(content);
    m_shown->setMaximumWidth(kContent);
    auto *sections = new QVBoxLayout(m_shown);
    sections->setContentsMargins(0, 0, Metrics::kGrid, kMargin);
    m_scroll = new QScrollArea(content);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_shown);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kMargin, 12, kMargin, 0);
    column->setSpacing(12);
    column->addWidget(headBox);
    column->addWidget(m_scroll, 1);
    return content;
}

void SettingsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous()) // another page, not a minimised window
        m_search->clear();
}

void SettingsPage::showSection(const QString &name)
{
    const auto section = std::ranges::find(m_sections, name,
                                           [](const SettingsSection *known) { return known->place().name; });
    if (section != m_sections.end()) {
        m_search->clear();
        m_list->setCurrentRow(static_cast<int>(section - m_sections.begin()));
    } else if (m_current < 0) {
        m_list->setCurrentRow(0);
    }
    m_list->setFocus();
}

QString SettingsPage::currentSection() const
{
    return m_current < 0 ? QString() : m_sections[m_current]->place().name;
}

void SettingsPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

bool SettingsPage::isSettled() const
{
    return std::ranges::all_of(m_sections, &SettingsSection::isSettled);
}

void SettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_current < 0)
        showSection({});
    else
        m_sections[m_current]->refresh(); // time has passed
}

void SettingsPage::open(int section)
{
    if (section < 0)
        return;
    m_current = section;
    for (int i = 0; i < m_sections.size(); ++i)
        m_sections[i]->setVisible(i == section);
    m_title->setText(m_sections[section]->place().title);
    HelpTopic::set(this, m_sections[section]->place().help);
    m_sections[section]->refresh();
    m_scroll->ensureVisible(0, 0);
}

bool SettingsPage::isFound(int section) const
{
    return m_search->text().simplified().isEmpty() || rankOf(section) != SettingsSearch::Rank::None;
}

SettingsSearch::Rank SettingsPage::rankOf(int section) const
{
    return SettingsSearch::rankOf(m_sections[section]->place().title, *m_sections[section], m_search->text());
}

void SettingsPage::search(const QString &text)
{
    std::optional<int> best;
    auto bestRank = SettingsSearch::Rank::None;
    const bool isAll = text.simplified().isEmpty();
    for (int i = 0; i < m_sections.size(); ++i) {
        const SettingsSearch::Rank rank = rankOf(i);
        const bool isShown = isAll || rank != SettingsSearch::Rank::None;
        m_list->setSectionShown(i, isShown);
        if (isShown && (!best || rank < bestRank || (i == m_current && rank == bestRank))) {
            best = i;
            bestRank = rank;
        }
        SettingsSearch::mark(*m_sections[i], SettingsSearch::matches(*m_sections[i], text));
    }
    m_nothing->setVisible(!best);
    if (best)
        m_list->setCurrentRow(*best);
}

void SettingsPage::goToMatch()
{
    if (m_current < 0 || !isFound(m_current) || m_search->text().isEmpty())
        return;
    SettingsSection &section = *m_sections[m_current];
    const QList<QWidget *> found = SettingsSearch::matches(section, m_search->text());
    QWidget *field = SettingsSearch::fieldOf(found.isEmpty() ? &section : found.constFirst(), section);
    if (!field)
        return;
    field->setFocus(Qt::ShortcutFocusReason);
    m_scroll->ensureWidgetVisible(field);
}

void SettingsPage::showChange()
{
    m_change->setText(m_changes->what());
    m_undo->setVisible(m_changes->canUndo());
}

bool SettingsPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (watched != m_search || (!isOverride && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    if (isOverride)
        event->accept(); // the keys of the window wait
    else if (key == Qt::Key_Escape)
        m_search->clear();
    else
        m_list->setFocus();
    return true;
}

void SettingsPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - SectionList::kWidth : SectionList::kWidth;
    painter.fillRect(x, 0, 1, height(), Theme::of(this).line);
}
