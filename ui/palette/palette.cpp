// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palette.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/palette/keycaps.h"
#include "ui/palette/palettedelegate.h"
#include "ui/palette/palettefoot.h"
#include "ui/palette/palettevalues.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace {

constexpr int kWidth = 664;
constexpr int kTop = 92;
constexpr int kMargin = 24; ///< between palette and the edges of the window, at least
constexpr int kRadius = 12;
constexpr int kField = 56; ///< height, at full size of texts
constexpr int kSign = 16; ///< the same
constexpr int kInner = 20; ///< margin of the panel
constexpr qsizetype kMostRecent = 50;

QStringList escapeKey()
{
    return {Palette::tr("Esc")};
}

/// The surface of the palette.
class Panel final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme.popupEdge);
        painter.setBrush(theme.popup);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
        const int field = TextScale::scaled(kField);
        const int sign = TextScale::scaled(kSign);
        painter.fillRect(QRect(1, field, width() - 2, 1), theme.line);
        const auto corner = [this, field](int x, int wide, int high) {
            return QStyle::visualRect(layoutDirection(), rect(), QRect(x, (field - high) / 2, wide, high))
                .topLeft();
        };
        painter.drawPixmap(corner(kInner, sign, sign),
                           iconPixmap(QStringLiteral("search"), theme.muted, sign, devicePixelRatioF()));
        const int escape = KeyCaps::width(escapeKey());
        KeyCaps::paint(painter, corner(width() - kInner - escape, escape, KeyCaps::height()), escapeKey(),
                       theme);
    }
    void mousePressEvent(QMouseEvent *) override { } // outside of it closes
};

} // namespace

Palette::Palette(PaletteOffers offers, PaletteValues &values, QWidget *window) :
    QWidget(window), m_offers(std::move(offers)), m_values(values), m_panel(buildPanel())
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Find anything"));
    hide();
    window->installEventFilter(this);
    connect(&values, &PaletteValues::counted, this, &Palette::addValues);
}

QWidget *Palette::buildPanel()
{
    auto *panel = new Panel(this);
    m_field = new QLineEdit(panel);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("Action, page, site, or a value to filter by"));
    m_field->setAccessibleName(m_field->placeholderText());
    m_field->setFrame(false);
    setScaledSize(m_field, 0, kField);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &Palette::search);
    m_count = new PlainLabel(panel);
    m_count->setObjectName(QStringLiteral("paletteCount"));
    setTone(m_count, Tone::Muted);
    m_list = new QListView(panel);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->viewport()->setAutoFillBackground(false);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        choose(index.row());
        activate(false);
    });
    connect(m_list, &QListView::entered, this, [this](const QModelIndex &index) {
        if (m_model.entryAt(index.row()))
            choose(index.row());
    });
    m_foot = new PaletteFoot(panel);

    m_head = new QHBoxLayout;
    m_head->addWidget(m_field, 1);
    m_head->addWidget(m_count);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    column->addLayout(m_head);
    column->addSpacing(1); // the line below
    column->addWidget(m_list, 1);
    column->addWidget(m_foot);
    return panel;
}

void Palette::restoreState(const QByteArray &state)
{
    m_recent = QString::fromUtf8(state).split(u'\n', Qt::SkipEmptyParts);
}

void Palette::open()
{
    if (isVisible())
        return;
    m_focusBefore = window()->focusWidget();
    m_index.setEntries(m_offers());
    m_only.reset();
    m_field->clear();
    search();
    place();
    QWidget::show();
    raise();
    m_field->setFocus();
    m_values.ask();
}

void Palette::dismiss()
{
    hide();
    if (QWidget *before = std::exchange(m_focusBefore, nullptr); before && before->isVisible())
        before->setFocus();
}

void Palette::addValues(const QList<PaletteEntry> &entries)
{
    m_index.append(entries);
    if (isVisible())
        refill(true);
}

void Palette::search()
{
    refill(false);
}

void Palette::refill(bool keepsRows)
{
    m_index.setFallback(m_values.pagesContaining(m_field->text().trimmed()));
    QList<PaletteSection> sections = m_index.find({m_field->text(), m_only, m_recent});
    if (keepsRows) {
        // The chosen row stays where it is: groups that are new come last.
        std::ranges::stable_partition(sections, [this](const PaletteSection &section) {
            return std::ranges::find(m_sections, section.group, &PaletteSection::group) != m_sections.end();
        });
    }
    const qsizetype chosen = keepsRows ? m_model.placeOf(currentRow()) : -1;
    m_sections = sections;
    m_model.setSections(sections);
    const int row = chosen < 0 ? -1 : m_model.rowOf(chosen);
    choose(row >= 0 ? row : m_model.nextEntry(0, 1, -1));
    qsizetype shown = 0;
    for (const PaletteSection &section : std::as_const(sections))
        shown += section.hits.size();
    m_count->setText(LineText::fill(tr("%1 of %2"), Format::number(shown), Format::number(m_index.size())));
    place();
}

int Palette::currentRow() const
{
    return m_list->currentIndex().row();
}

void Palette::choose(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
    updateFoot();
    QAccessibleEvent focus(m_list, QAccessible::Focus);
    focus.setChild(row);
    QAccessible::updateAccessibility(&focus);
}

void Palette::updateFoot()
{
    const PaletteEntry *entry = m_model.entryAt(currentRow());
    QList<KeyHint> hints {{{QStringLiteral("↑"), QStringLiteral("↓")}, tr("choose")}};
    if (entry && entry->obstacle.isEmpty())
        hints.append({{tr("Enter")}, entry->leaveOut ? tr("filter by") : tr("do it")});
    if (entry && entry->leaveOut)
        hints.append({{tr("Alt"), tr("Enter")}, tr("leave out")});
    constexpr std::array kNext {QT_TR_NOOP("only filters"), QT_TR_NOOP("only places"),
                                QT_TR_NOOP("only actions"), QT_TR_NOOP("everything")};
    hints.append({{tr("Tab")}, tr(kNext.at(m_only ? static_cast<std::size_t>(*m_only) + 1 : 0))});
    hints.append({{QStringLiteral(">")}, tr("actions")});
    hints.append({{QStringLiteral("/")}, tr("pages")});
    hints.append({{QStringLiteral("@")}, tr("sites")});
    hints.append({{QStringLiteral("#")}, tr("links")});
    m_foot->setHints(hints);
}

void Palette::step(int step)
{
    const int row = currentRow();
    const int other = step > 0 ? m_model.nextEntry(0, 1, -1)
                               : m_model.nextEntry(m_model.rowCount() - 1, -1, -1);
    choose(m_model.nextEntry(row + step, step, other)); // round the end
    m_list->scrollTo(m_list->currentIndex());
    if (currentRow() == m_model.nextEntry(0, 1, -1))
        m_list->scrollToTop(); // with its head
}

void Palette::narrow(int step)
{
    const int groups = 4; // none and the three
    const int now = m_only ? static_cast<int>(*m_only) + 1 : 0;
    const int next = (now + step + groups) % groups;
    m_only = next == 0 ? std::nullopt : std::optional(static_cast<PaletteGroup>(next - 1));
    search();
}

void Palette::activate(bool leavesOut)
{
    const PaletteEntry *chosen = m_model.entryAt(currentRow());
    if (!chosen || !chosen->obstacle.isEmpty() || (leavesOut && !chosen->leaveOut))
        return;
    const PaletteEntry entry = *chosen; // what it does may open the palette again
    if (!entry.id.isEmpty()) {
        m_recent.removeAll(entry.id);
        m_recent.prepend(entry.id);
        m_recent.resize(std::min(m_recent.size(), kMostRecent));
    }
    dismiss();
    (leavesOut ? entry.leaveOut : entry.run)();
}

bool Palette::takesKey(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        for (int i = 0; i < 5; ++i)
            step(key == Qt::Key_PageDown ? 1 : -1);
        return true;
    case Qt::Key_Tab: narrow(1); return true;
    case Qt::Key_Backtab: narrow(-1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: activate(modifiers.testFlag(Qt::AltModifier)); return true;
    case Qt::Key_Escape:
        if (m_field->text().isEmpty() && !m_only)
            dismiss();
        m_only.reset();
        m_field->clear();
        search();
        return true;
    default: return false;
    }
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) { // no key is the window's while the palette is open
        event->accept();
        return true;
    }
    if (event->type() == QEvent::FocusOut && isVisible()
        && static_cast<QFocusEvent *>(event)->reason() == Qt::TabFocusReason)
        m_field->setFocus();
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    return takesKey(key->key(), key->modifiers());
}

void Palette::place()
{
    setGeometry(parentWidget()->rect());
    const int start = kInner + TextScale::scaled(kSign), end = kInner + KeyCaps::width(escapeKey()) + 12;
    m_head->setContentsMargins(isRightToLeft() ? end : start, 0, isRightToLeft() ? start : end, 0);
    int rows = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        rows += m_model.entryAt(row) ? PaletteDelegate::row() : PaletteDelegate::head();
    const int width = std::min(Metrics::widened(kWidth), this->width() - 2 * kMargin);
    const int top = std::min(kTop, height() / 8);
    const int wanted = m_field->minimumHeight() + m_foot->height() + rows + kMargin / 2;
    m_panel->setGeometry((this->width() - width) / 2, top, width, std::min(wanted, height() - top - kMargin));
}

void Palette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor dim = Theme::of(this).dark ? QColor(Qt::black) : Theme::of(this).text;
    dim.setAlphaF(Theme::of(this).dark ? 0.6f : 0.35f);
    painter.fillRect(rect(), dim);
}

void Palette::mousePressEvent(QMouseEvent *)
{
    dismiss();
}
