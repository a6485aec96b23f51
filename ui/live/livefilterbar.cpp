// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/livefilterbar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/past/filterchip.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/flowlayout.h"

#include <QAction>
#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kTypingMs = 150;

constexpr quint32 bit(HitKind kind)
{
    return 1u << static_cast<unsigned>(kind);
}

struct KindChip
{
    const char *text;
    const char *objectName;
    const char *toolTip;
    quint32 kinds;
};

/// Together the four cover every kind, so that all on is the same as all off.
constexpr KindChip kKindChips[] = {
    {QT_TRANSLATE_NOOP("LiveFilterBar", "Pageviews"), "chipPageviews",
     QT_TRANSLATE_NOOP("LiveFilterBar", "Pages that were opened, tracking pixels included."),
     bit(HitKind::Pageview) | bit(HitKind::Pixel)},
    {QT_TRANSLATE_NOOP("LiveFilterBar", "Clicks"), "chipClicks",
     QT_TRANSLATE_NOOP("LiveFilterBar", "Clicks on short links."), bit(HitKind::Click)},
    {QT_TRANSLATE_NOOP("LiveFilterBar", "Events"), "chipEvents",
     QT_TRANSLATE_NOOP("LiveFilterBar", "Named events, and what tags report: engagement, vitals, errors."),
     bit(HitKind::Event) | bit(HitKind::Engagement) | bit(HitKind::Heartbeat) | bit(HitKind::Vitals)
         | bit(HitKind::Error) | bit(HitKind::Identify)},
    {QT_TRANSLATE_NOOP("LiveFilterBar", "Outbound"), "chipOutbound",
     QT_TRANSLATE_NOOP("LiveFilterBar", "Links that led away, downloads included."),
     bit(HitKind::Outbound) | bit(HitKind::Download)},
};

} // namespace

LiveFilterBar::LiveFilterBar(QWidget *parent) :
    QWidget(parent),
    m_chips(new FlowLayout(6)),
    m_second(new FlowLayout(6)),
    m_text(new QLineEdit(this)),
    m_counts(new Figure(Type::small(), Figure::Tone::Muted, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(m_chips);
    column->addLayout(m_second);

    m_follow = addChip(tr("Follow"), QStringLiteral("chipFollow"),
                       tr("Show new hits as they come. Space freezes and follows."));
    m_follow->setDot(true);
    m_follow->setChecked(true);
    connect(m_follow, &Chip::clicked, this, &LiveFilterBar::followToggled);
    for (const KindChip &kind : kKindChips) {
        Chip *chip = addChip(tr(kind.text), QString::fromLatin1(kind.objectName), tr(kind.toolTip));
        m_kinds.append(chip);
        connect(chip, &Chip::toggled, this, &LiveFilterBar::filterChanged);
    }
    m_bots = addChip(tr("Bots hidden"), QStringLiteral("chipBots"),
                     tr("Bots are stored; switch on to see them."));
    connect(m_bots, &Chip::toggled, this, [this] {
        setHiddenBots(0);
        Q_EMIT filterChanged();
    });
    m_counts->setObjectName(QStringLiteral("countText"));
    m_counts->setToolTip(tr("Hits in the table, of all stored hits of the site."));
    m_chips->addWidget(m_counts);
    m_chips->addStretch();
    m_columns = addChip({}, QStringLiteral("chipColumns"), {});
    m_columns->setCheckable(false);
    m_columns->setSign(QStringLiteral("columns"));

    m_text->setObjectName(QStringLiteral("filterBox"));
    m_text->setPlaceholderText(tr("Filter: place, page, referrer…"));
    m_text->setAccessibleName(tr("Filter the table"));
    m_text->setToolTip(
        tr("Every word must occur in place, page, title, referrer, device, browser, event or visitor. "
           "Escape clears it, then the filters one by one."));
    m_text->setClearButtonEnabled(true);
    m_search = m_text->addAction(themedIcon(QStringLiteral("search"), Theme::of(this).muted),
                                 QLineEdit::LeadingPosition);
    setScaledSize(m_text, 0, 30);
    m_chips->addWidget(m_text);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(m_text, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, &LiveFilterBar::applyText);
    connect(&m_typing, &QTimer::timeout, this, &LiveFilterBar::filterChanged);

    setCounts(0, false, 0);
}

Chip *LiveFilterBar::addChip(const QString &text, const QString &objectName, const QString &toolTip)
{
    auto *chip = new Chip(text, this);
    chip->setObjectName(objectName);
    chip->setToolTip(PlainText::toolTip(toolTip));
    m_chips->addWidget(chip);
    return chip;
}

HitFilter LiveFilterBar::filter(const QString &site) const
{
    HitFilter filter;
    filter.site = site;
    filter.text = m_text->text().simplified();
    for (const QStringView word : QStringView(filter.text).split(u' ', Qt::SkipEmptyParts))
        filter.placesOfWords.append(PlaceName::labelsOf(word));
    filter.includesBots = m_bots->isChecked();
    filter.dimensions = m_dimensions;
    filter.visitor = m_visitor;
    quint32 kinds = 0;
    for (qsizetype i = 0; i < m_kinds.size(); ++i)
        kinds |= m_kinds.at(i)->isChecked() ? kKindChips[i].kinds : 0;
    filter.kinds = kinds == 0 ? HitFilter::kAllKinds : kinds;
    return filter;
}

bool LiveFilterBar::isNarrowed() const
{
    const HitFilter now = filter({});
    return !now.text.isEmpty() || now.kinds != HitFilter::kAllKinds || !now.dimensions.isEmpty()
        || now.visitor != 0;
}

void LiveFilterBar::clear()
{
    {
        const QSignalBlocker quiet(this); // one change, not one per control
        m_text->clear();
        m_typing.stop();
        for (Chip *chip : std::as_const(m_kinds))
            chip->setChecked(false);
        m_dimensions.clear();
        m_visitor = 0;
        rebuildFilterChips();
    }
    Q_EMIT filterChanged();
}

void LiveFilterBar::toggleDimension(const DimensionFilter &filter)
{
    const bool wasThere = m_dimensions.removeAll(filter) > 0;
    m_dimensions.removeIf([&](const DimensionFilter &other) {
        return other.dimension == filter.dimension
            && (filter.op == DimensionFilter::Operator::Equals || other.value == filter.value);
    });
    if (!wasThere)
        m_dimensions.append(filter);
    rebuildFilterChips();
    Q_EMIT filterChanged();
}

void LiveFilterBar::addDimension(const DimensionFilter &filter)
{
    if (!m_dimensions.contains(filter))
        toggleDimension(filter);
}

void LiveFilterBar::applyText()
{
    m_typing.stop();
    Q_EMIT filterChanged();
}

void LiveFilterBar::setVisitor(quint64 visitor, const QString &name)
{
    m_visitor = visitor;
    m_visitorName = name;
    rebuildFilterChips();
    Q_EMIT filterChanged();
}

bool LiveFilterBar::stepBack()
{
    if (!m_text->text().isEmpty()) {
        m_text->clear();
        applyText();
        return true;
    }
    if (m_filterChips.isEmpty())
        return false;
    Q_EMIT m_filterChips.constLast()->removed();
    return true;
}

void LiveFilterBar::rebuildFilterChips()
{
    bool hadFocus = false;
    for (FilterChip *chip : std::as_const(m_filterChips)) {
        hadFocus = hadFocus || chip->hasFocus();
        m_second->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_filterChips.clear();
    for (const DimensionFilter &filter : std::as_const(m_dimensions)) {
        FilterChip *chip = addFilterChip(filter.dimension,
                                         PastText::filter({filter.dimension, filter.op, {filter.value}}));
        connect(chip, &FilterChip::removed, this, [this, filter] { toggleDimension(filter); });
    }
    if (m_visitor != 0) {
        FilterChip *chip = addFilterChip(QStringLiteral("visitor"),
                                         LineText::fill(tr("visitor is %1"), m_visitorName));
        connect(chip, &FilterChip::removed, this, [this] { setVisitor(0); });
    }
    if (hadFocus)
        (m_filterChips.isEmpty() ? static_cast<QWidget *>(m_text) : m_filterChips.constLast())->setFocus();
}

FilterChip *LiveFilterBar::addFilterChip(const QString &name, const QString &text)
{
    auto *chip = new FilterChip(text, this);
    chip->setObjectName(QStringLiteral("filterChip_") + name);
    chip->setToolTip(PlainText::toolTip(LineText::fill(tr("%1\nClick or Delete takes it away"), text)));
    connect(chip, &FilterChip::edited, chip, &FilterChip::removed); // there is nothing to edit
    m_second->addWidget(chip);
    chip->show();
    m_filterChips.append(chip);
    return chip;
}

void LiveFilterBar::setFollowing(bool on)
{
    m_follow->setChecked(on);
    m_follow->setText(on ? tr("Follow") : tr("Frozen view"));
    m_follow->setDot(on);
    m_follow->setSign(on ? QString() : QStringLiteral("pause"));
    m_follow->setWarns(!on);
    fitText();
}

void LiveFilterBar::setBotsShown(bool on)
{
    m_bots->setChecked(on);
}

void LiveFilterBar::setHiddenBots(qint64 count)
{
    const QString text = m_bots->isChecked() ? tr("Bots shown")
        : count > 0                          ? LineText::fill(tr("Bots %1 hidden"), Format::number(count))
                                             : tr("Bots hidden");
    if (text == m_bots->text())
        return;
    m_bots->setText(text);
    m_bots->updateGeometry();
    fitText();
}

void LiveFilterBar::setCounts(qint64 matching, bool isExact, qint64 total)
{
    m_counts->setText(
        isExact ? LineText::fill(tr("%1 of %2 hits"), Format::number(matching), Format::number(total))
                : tr("searching…"));
}

/// The box takes what the chips leave on their line, or the end of the next line.
void LiveFilterBar::fitText()
{
    const int narrowest = Metrics::widened(150);
    const int widest = Metrics::widened(230);
    int room = width();
    for (int i = 0; i < m_chips->count(); ++i) {
        if (const QWidget *chip = m_chips->itemAt(i)->widget(); chip && chip != m_text)
            room -= chip->sizeHint().width() + m_chips->spacing();
    }
    m_text->setFixedWidth(room < narrowest ? narrowest : std::min(room, widest));
}

void LiveFilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
        m_search->setIcon(themedIcon(QStringLiteral("search"), Theme::of(this).muted));
        break;
    case QEvent::FontChange:
    case QEvent::StyleChange: fitText(); break;
    default: break;
    }
}

void LiveFilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitText();
}

QString LiveFilterBar::countText() const
{
    return m_counts->text();
}

void LiveFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}
