// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/hitinspector.h"

#include "ui/live/fieldtext.h"
#include "ui/live/headline.h"
#include "ui/live/hitmenu.h"
#include "ui/live/hitreasons.h"
#include "ui/live/visitstrip.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"
#include "ui/widgets/onelinelabel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace {

constexpr int kPathRows = 20;
constexpr int kLabel = 84; ///< width of the names of fields, at 100 %
constexpr int kCopySign = 12; ///< the same
constexpr qsizetype kLongestValue = 4000; ///< characters that are shown; the copy sign has all
constexpr qsizetype kFoldedValue = 300; ///< of those that are not unfolded, which would hide what follows

enum GridColumn { NameColumn, ValueColumn, CopyColumn, GridColumns };

PlainLabel *mutedLabel(const QString &text = {})
{
    auto *label = new PlainLabel(text);
    label->setFont(Type::small());
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

/// A label that gives way: its text decides about no width.
PlainLabel *yieldingLabel()
{
    auto *label = new OneLineLabel;
    label->setFont(Type::small());
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return label;
}

} // namespace

HitInspector::HitInspector(HitQuestions &source, QWidget *parent) :
    QWidget(parent),
    m_source(source),
    m_title(new Headline(this)),
    m_strip(new VisitStrip(this)),
    m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("hitInspector"));
    HelpTopic::set(this, QStringLiteral("windows.md#the-inspector"));
    setFocusPolicy(Qt::ClickFocus);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(buildHead());
    column->addWidget(buildVisit());
    column->addWidget(m_scroll, 1);
    column->addWidget(buildFoot());
    for (const auto &[key, rows] : {std::pair(Qt::Key_Up, -1), std::pair(Qt::Key_Down, 1)}) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, by = rows] { Q_EMIT stepWanted(by); });
    }
    connect(m_strip, &VisitStrip::chosen, this, [this](const Hit &hit) {
        setHit(hit);
        Q_EMIT walked(m_hit.seq);
    });
    paintTools();
}

QWidget *HitInspector::buildHead()
{
    auto *head = new QWidget(this);
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, Metrics::kGrid, 0);
    grid->setHorizontalSpacing(2);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    m_about = yieldingLabel();
    m_about->setObjectName(QStringLiteral("inspectorAbout"));
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    QToolButton *newer = addTool(QStringLiteral("up"), QStringLiteral("inspectorNewer"),
                                 tr("The hit above it in the list (Up)"));
    QToolButton *older = addTool(QStringLiteral("down"), QStringLiteral("inspectorOlder"),
                                 tr("The hit below it in the list (Down)"));
    QToolButton *close = addTool(QStringLiteral("close"), QStringLiteral("closeInspector"),
                                 tr("Close the inspector (Esc)"));
    connect(newer, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(older, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
    connect(close, &QToolButton::clicked, this, &HitInspector::closeRequested);
    grid->addWidget(m_title, 0, 0);
    int column = 1;
    for (QToolButton *tool : {newer, older, close})
        grid->addWidget(tool, 0, column++, Qt::AlignTop);
    grid->addWidget(m_about, 1, 0, 1, column);
    return head;
}

QWidget *HitInspector::buildVisit()
{
    auto *visit = new QWidget(this);
    auto *grid = new QGridLayout(visit);
    grid->setContentsMargins(0, 0, Metrics::kGrid, 0);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    m_visit = yieldingLabel();
    m_visit->setFont(Type::caption());
    m_visitor = new QPushButton(tr("Show visitor"), visit);
    m_visitor->setObjectName(QStringLiteral("inspectorVisitor"));
    m_visitor->setProperty("flat", true);
    m_visitor->setFont(Type::small());
    m_visitor->setToolTip(tr("Only the hits of this visitor, in the table"));
    connect(m_visitor, &QPushButton::clicked, this, [this] { Q_EMIT visitorWanted(m_hit); });
    m_pathNote = mutedLabel();
    m_pathNote->setWordWrap(true);
    grid->addWidget(m_visit, 0, 0);
    grid->addWidget(m_visitor, 0, 1);
    grid->addWidget(m_strip, 1, 0, 1, 2);
    grid->addWidget(m_pathNote, 2, 0, 1, 2);
    return visit;
}

QWidget *HitInspector::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, Metrics::kGrid, 2 * Metrics::kGrid);
    row->setSpacing(Metrics::kGrid);
    auto *actions = new QPushButton(tr("Filter by…"), foot);
    actions->setObjectName(QStringLiteral("inspectorActions"));
    actions->setToolTip(tr("Filter by a value of this hit, open its page, copy…"));
    connect(actions, &QPushButton::clicked, this,
            [this, actions] { Q_EMIT menuWanted(actions->mapToGlobal(QPoint(0, 0))); });
    m_rule = new QPushButton(foot);
    m_rule->setObjectName(QStringLiteral("inspectorRule"));
    connect(m_rule, &QPushButton::clicked, this,
            [this] { Q_EMIT ruleWanted(m_hit.site, HitMenu::ruleOf(m_hit)); });
    QToolButton *all = addTool(QStringLiteral("copy"), QStringLiteral("copyInspector"),
                               tr("Copy everything in here as text"));
    connect(all, &QToolButton::clicked, this, [this] { copy(plainText()); });
    row->addWidget(actions);
    row->addWidget(m_rule);
    row->addStretch(1);
    row->addWidget(all);
    return foot;
}

QToolButton *HitInspector::addTool(const QString &icon, const QString &objectName, const QString &text)
{
    auto *tool = new QToolButton(this);
    tool->setObjectName(objectName);
    tool->setAccessibleName(text);
    tool->setToolTip(PlainText::toolTip(text));
    tool->setFocusPolicy(Qt::TabFocus);
    m_tools.append({tool, icon});
    return tool;
}

void HitInspector::paintTools()
{
    for (const auto &[tool, icon] : std::as_const(m_tools))
        tool->setIcon(themedIcon(icon, Theme::of(this).muted));
}

void HitInspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool isOfSize = event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (event->type() == QEvent::PaletteChange)
        paintTools();
    else if (!isOfSize || std::exchange(m_builtAt, TextScale::percent()) == TextScale::percent())
        return;
    // The copy signs have the theme's colours, too. Not now: the application walks through its widgets.
    QMetaObject::invokeMethod(this, &HitInspector::rebuildIfThere, Qt::QueuedConnection);
}

void HitInspector::rebuildIfThere()
{
    if (m_grid)
        rebuildFields();
}

void HitInspector::setTimeZone(const QTimeZone &zone)
{
    m_zone = ZoneClock(zone);
    m_strip->setTimeZone(zone);
}

void HitInspector::setSites(const QList<Site> &sites)
{
    const QString before = siteText();
    m_sites = sites;
    if (m_grid && siteText() != before)
        rebuildFields();
}

QString HitInspector::siteText() const
{
    const auto known = std::ranges::find(m_sites, m_hit.site, &Site::id);
    const QString name = known != m_sites.cend() ? known->displayName() : m_hit.site;
    return name == m_hit.site ? name : LineText::fill(tr("%1 (%2)"), name, m_hit.site);
}

void HitInspector::setHit(const Hit &hit)
{
    const bool isOfPath = hit.visitor == m_hit.visitor && hit.site == m_hit.site
        && std::ranges::any_of(m_path, [&](const Hit &step) { return step.seq == hit.seq; });
    m_hit = hit;
    if (!isOfPath) {
        m_asking.cancel();
        m_path.clear();
        m_pathError.clear();
        if (hit.visitor != 0)
            askForPath(0);
        showPath();
    }
    m_strip->setCurrent(hit.seq);
    showHit();
}

void HitInspector::askForPath(qint64 before)
{
    HitFilter filter;
    filter.site = m_hit.site;
    filter.visitor = m_hit.visitor;
    filter.includesBots = true;
    m_asking = m_source.hits(filter, before, kPathRows - static_cast<int>(m_path.size()), this,
                             [this](const Result<HitPage> &page) { onPath(page); });
}

void HitInspector::onPath(const Result<HitPage> &page)
{
    if (page) {
        m_path += page->hits;
        if (m_path.size() < kPathRows && !page->atEnd)
            askForPath(page->scannedTo);
    } else {
        m_pathError = page.error().message;
    }
    showPath();
    Q_EMIT changed();
}

void HitInspector::showPath()
{
    m_strip->setHits(QList<Hit>(m_path.crbegin(), m_path.crend()), m_hit.seq);
    m_visit->setText(m_hit.visitor == 0 ? tr("Visitor unknown")
                                        : LineText::fill(tr("Hits of %1"), HitText::visitor(m_hit)));
    m_visitor->setVisible(m_hit.visitor != 0);
    m_pathNote->setText(!m_pathError.isEmpty() ? m_pathError
                            : m_hit.visitor == 0
                            ? tr("An anonymous hit is never joined with another, so it has no path.")
                            : m_asking.isOpen() && m_path.isEmpty() ? tr("Reading…")
                                                                    : QString());
    m_pathNote->setVisible(!m_pathNote->text().isEmpty());
}

QStringList HitInspector::pathLines() const
{
    QStringList lines;
    for (const Hit &step : m_path) {
        const QString page = HitText::page(step);
        const QString what = step.kind == HitKind::Pageview
            ? page
            : LineText::joined({page, HitText::kind(step.kind)});
        const QString marked = step.seq == m_hit.seq
            ? LineText::joined({QStringLiteral("▸"), what}, QStringLiteral(" "))
            : what;
        lines.append(
            LineText::joined({m_zone.text(step.eventAt, m_hit.receivedAt), marked}, QStringLiteral(": ")));
    }
    return lines;
}

QString HitInspector::plainText() const
{
    return LineText::plain((m_lines + QStringList {m_visit->text()} + pathLines()).join(QLatin1Char('\n')));
}

void HitInspector::copy(const QString &text)
{
    const QString plain = LineText::plain(text);
    QApplication::clipboard()->setText(plain);
    Q_EMIT copied(plain);
}

void HitInspector::showHit()
{
    m_title->setText(m_hit.title.isEmpty() ? HitText::page(m_hit) : LineText::unturned(m_hit.title));
    const QString about =
        LineText::joined({HitText::kind(m_hit.kind), Format::date(m_hit.eventAt, m_zone.zone())});
    m_about->setText(about);
    m_about->setToolTip(PlainText::toolTip(about));
    m_rule->setText(m_hit.bot.isBot ? tr("It is no bot…") : tr("It is a bot…"));
    m_rule->setToolTip(PlainText::toolTip(HitMenu::ruleText(m_hit)));
    m_rule->setVisible(!HitMenu::ruleOf(m_hit).isEmpty());
    rebuildFields();
    Q_EMIT changed();
}

void HitInspector::rebuildFields()
{
    QWidget *const focused = QApplication::focusWidget();
    if (QWidget *before = m_scroll->takeWidget()) {
        if (before->isAncestorOf(focused))
            setFocus(); // Up and Down go on
        before->deleteLater();
    }
    m_lines.clear();
    m_builtAt = TextScale::percent();
    auto *content = new QWidget;
    content->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, Metrics::kGrid, 2 * Metrics::kGrid);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(Metrics::kGrid);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(ValueColumn, 1);
    column->addLayout(m_grid);
    column->addStretch(1);
    addHit();
    addOrigin();
    addClient();
    addVerdict();
    addIdentity();
    m_scroll->setWidget(content);
}

void HitInspector::addHit()
{
    addSection(tr("Hit"));
    addField(tr("Kind"), HitText::kind(m_hit.kind));
    addField(tr("Happened"), Format::date(m_hit.eventAt, m_zone.zone()));
    if (m_hit.receivedAt != m_hit.eventAt)
        addField(tr("Received"), Format::date(m_hit.receivedAt, m_zone.zone()));
    addField(tr("Site"), siteText());
    addField(tr("URL"), LineText::path(m_hit.url));
    addField(tr("Title"), LineText::unturned(m_hit.title));
    addField(tr("Event"), LineText::unturned(m_hit.event));
    if (m_hit.hasValue)
        addField(tr("Value"), QLocale().toString(m_hit.value));
    addField(tr("Short link"), m_hit.link);
    addField(tr("Properties"), LineText::unturned(m_hit.props));
    addField(tr("Sequence"), QString::number(m_hit.seq));
    addField(tr("Came in as"), HitText::protocol(m_hit.protocol));
}

void HitInspector::addOrigin()
{
    addSection(tr("Why this place"));
    addField(tr("Place"), PlaceName::location(m_hit));
    addField(tr("Region"), m_hit.place.region);
    addField(tr("Network"), QString(toString(m_hit.network)));
    addField(tr("Known by"), m_hit.place.source);
    addField(tr("Address"), m_hit.via);
    addReason(HitReasons::place(m_hit));
    addSection(tr("Came from"));
    addField(tr("Referrer"),
             m_hit.referrer.isEmpty() ? tr("None: typed, bookmarked or hidden")
                                      : LineText::path(m_hit.referrer));
    addField(tr("Counts as"), HitText::referrer(m_hit));
    addField(tr("Channel"), m_hit.channel);
    addReason(HitReasons::channel(m_hit));
    addField(tr("utm_source"), LineText::unturned(m_hit.campaign.source));
    addField(tr("utm_medium"), LineText::unturned(m_hit.campaign.medium));
    addField(tr("utm_campaign"), LineText::unturned(m_hit.campaign.name));
    addField(tr("utm_term"), LineText::unturned(m_hit.campaign.term));
    addField(tr("utm_content"), LineText::unturned(m_hit.campaign.content));
}

void HitInspector::addClient()
{
    const auto versioned = [](const QString &name, const QString &version) {
        return version.isEmpty() ? name : LineText::joined({name, version}, QStringLiteral(" "));
    };
    addSection(tr("Device"));
    addField(tr("Device"), m_hit.client.device);
    addField(tr("System"), versioned(m_hit.client.os, m_hit.client.osVersion));
    addField(tr("Browser"), versioned(m_hit.client.browser, m_hit.client.browserVersion));
    addField(tr("Screen"), m_hit.screen);
    addField(tr("Language"), m_hit.language);
    addField(tr("User agent"), LineText::unturned(m_hit.agent));
    addReason(HitReasons::client(m_hit));
}

void HitInspector::addVerdict()
{
    addSection(m_hit.bot.isBot ? tr("Why a bot") : tr("Why a person"));
    addField(tr("Verdict"), m_hit.bot.isBot ? tr("Bot") : tr("Human"));
    addField(tr("Category"), m_hit.bot.category);
    addField(tr("Rule"), m_hit.bot.reason);
    if (m_hit.bot.score > 0)
        addField(tr("Score"), LineText::fill(tr("%1 of 100"), Format::digits(m_hit.bot.score)));
    addReason(HitReasons::verdict(m_hit));
}

void HitInspector::addIdentity()
{
    addSection(tr("Visitor"));
    addField(tr("Visitor"), m_hit.visitorText().isEmpty() ? tr("Anonymous") : m_hit.visitorText());
    addField(tr("Visit"), m_hit.visitText());
    addReason(HitReasons::visitor(m_hit));
}

void HitInspector::addSection(const QString &caption)
{
    PlainLabel *label = mutedLabel(caption);
    label->setFont(Type::caption());
    label->setContentsMargins(0, m_lines.isEmpty() ? 4 : 12, 0, 2);
    m_grid->addWidget(label, m_grid->rowCount(), NameColumn, 1, GridColumns);
    m_lines.append(caption);
}

void HitInspector::addField(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    PlainLabel *key = mutedLabel(name);
    key->setFixedWidth(TextScale::scaled(kLabel));
    key->setWordWrap(true);
    const QString whole = LineText::shortened(value, kLongestValue);
    auto *text = new FieldText(LineText::shortened(value, kFoldedValue));
    text->setAccessibleName(name);
    auto *sign = new QToolButton;
    sign->setObjectName(QStringLiteral("copyField"));
    sign->setIcon(themedIcon(QStringLiteral("copy"), Theme::of(this).muted));
    sign->setIconSize(QSize(TextScale::scaled(kCopySign), TextScale::scaled(kCopySign)));
    sign->setFocusPolicy(Qt::TabFocus);
    sign->setAccessibleName(LineText::fill(tr("Copy: %1"), name));
    sign->setToolTip(PlainText::toolTip(sign->accessibleName()));
    connect(sign, &QToolButton::clicked, this, [this, value] { copy(value); });
    const int row = m_grid->rowCount();
    m_grid->addWidget(key, row, NameColumn, Qt::AlignTop);
    m_grid->addWidget(text, row, ValueColumn, Qt::AlignTop);
    m_grid->addWidget(sign, row, CopyColumn, Qt::AlignTop);
    if (whole.size() > kFoldedValue)
        addUnfolding(*text, whole);
    m_lines.append(LineText::joined({name, value}, QStringLiteral(": ")));
}

void HitInspector::addUnfolding(FieldText &text, const QString &whole)
{
    QPushButton *button = text.makeUnfolding(whole);
    m_grid->addWidget(button, m_grid->rowCount(), ValueColumn, Qt::AlignLeading);
    connect(button, &QPushButton::clicked, this, [this, button] {
        // What becomes shorter takes the button out of sight. Later: it is laid out first.
        QMetaObject::invokeMethod(
            button, [this, button] { m_scroll->ensureWidgetVisible(button); }, Qt::QueuedConnection);
    });
}

void HitInspector::addReason(const QString &text)
{
    if (text.isEmpty())
        return;
    PlainLabel *label = mutedLabel(text);
    label->setWordWrap(true);
    m_grid->addWidget(label, m_grid->rowCount(), NameColumn, 1, GridColumns);
    m_lines.append(text);
}
