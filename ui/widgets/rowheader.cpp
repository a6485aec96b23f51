// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowheader.h"

#include "ui/text/textscale.h"

#include <QStyleOptionHeader>

namespace {

constexpr int kLine = 20; ///< at full size of texts, like the next
constexpr int kText = 12;
constexpr int kAround = 12; ///< above and below the line, at any size of texts
constexpr int kPadding = 6; ///< as the style sheet of the application has it (Theme)
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
}

QSize RowHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), TextScale::scaled(kLine) + kAround};
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
