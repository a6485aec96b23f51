// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowheader.h"

#include "ui/look/theme.h"
#include "ui/text/textscale.h"

#include <QEvent>
#include <QStyleOptionHeader>

namespace {

constexpr int kLine = 20; ///< at full size of texts, like the next
constexpr int kText = 12;
constexpr int kAround = 12; ///< above and below the line, at any size of texts
constexpr int kPadding = 6;
constexpr int kFewestLetters = 3; ///< fewer say nothing
constexpr int kNarrowest = 18; ///< column, in pixels at any size of texts

} // namespace

RowHeader::RowHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHighlightSections(false);
    setMinimumSectionSize(kNarrowest);
    setSectionsClickable(false);
    setSectionResizeMode(QHeaderView::Interactive);
    setAccessibleName(tr("Columns"));
    restyle();
}

QSize RowHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), TextScale::scaled(kLine) + kAround};
}

void RowHeader::changeEvent(QEvent *event)
{
    QHeaderView::changeEvent(event);
    if (!m_isStyling && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        restyle();
}

void RowHeader::restyle()
{
    const Theme &theme = Theme::of(parentWidget()); // its own palette is that of its style sheet
    m_isStyling = true; // a style sheet changes the palette
    setStyleSheet(
        QStringLiteral("QHeaderView::section { background: %1; color: %2; border: none;"
                       " border-bottom: 1px solid %3; padding: 0 %4px; font-weight: 500; font-size: %5px; }")
            .arg(theme.window.name(), theme.muted.name(), theme.line.name(), QString::number(kPadding),
                 QString::number(TextScale::scaled(kText))));
    m_isStyling = false;
}

void RowHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int column) const
{
    QHeaderView::initStyleOptionForIndex(option, column);
    QFont font = this->font();
    font.setPixelSize(TextScale::scaled(kText));
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font);
    const int room = sectionSize(column) - 2 * kPadding;
    if (metrics.horizontalAdvance(option->text) <= room)
        return;
    option->text = metrics.elidedText(option->text, Qt::ElideRight, room);
    if (option->text.size() < kFewestLetters)
        option->text.clear();
}
