// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/manual/manualdress.h"

#include "ui/look/theme.h"
#include "ui/manual/manualbook.h"
#include "ui/text/textscale.h"

#include <QFontDatabase>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace {

// All lengths are those at full size of texts.
constexpr int kTextPixels = 14;
constexpr int kCodePixels = 13;
constexpr int kLineHeight = 130; ///< per cent
constexpr int kCodeLineHeight = 120;
constexpr int kIndent = 22;
constexpr int kAfterParagraph = 10;
constexpr int kAfterItem = 4;
constexpr int kHeadingPixels[] = {26, 19, 15};
constexpr int kBeforeHeading[] = {0, 26, 18};

void select(QTextCursor &cursor, int from, int to)
{
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
}

void selectText(QTextCursor &cursor, const QTextBlock &block)
{
    select(cursor, block.position(), block.position() + block.length() - 1);
}

void dressHeadings(QTextDocument &document, const Theme &theme)
{
    QTextCursor cursor(&document);
    const auto headings = ManualBook::headings(document);
    for (const auto &[block, anchor] : headings) {
        const auto level = static_cast<std::size_t>(std::clamp(block.blockFormat().headingLevel(), 1, 3) - 1);
        selectText(cursor, block);
        // A font by pixels has no size to be adjusted.
        QTextCharFormat letters = block.begin().fragment().charFormat();
        letters.clearProperty(QTextFormat::FontSizeAdjustment);
        letters.setProperty(QTextFormat::FontPixelSize, TextScale::scaled(kHeadingPixels[level]));
        letters.setFontWeight(QFont::DemiBold);
        letters.setForeground(theme.text);
        letters.setAnchor(true);
        letters.setAnchorNames({anchor});
        cursor.setCharFormat(letters);
        QTextBlockFormat format;
        format.setTopMargin(TextScale::scaled(kBeforeHeading[level]));
        format.setBottomMargin(kAfterParagraph);
        cursor.mergeBlockFormat(format);
    }
}

void dressParagraphs(QTextDocument &document)
{
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0)
            continue;
        cursor.setPosition(block.position());
        const bool isCell = cursor.currentTable() != nullptr;
        QTextBlockFormat format;
        format.setTopMargin(0);
        format.setBottomMargin(isCell ? 0 : block.textList() ? kAfterItem : kAfterParagraph);
        if (block.textList() && !block.next().textList())
            format.setBottomMargin(kAfterParagraph);
        format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
        if (isManualCode(block)) {
            const bool isFirst = !isManualCode(block.previous());
            const bool isLast = !isManualCode(block.next());
            format.setLineHeight(kCodeLineHeight, QTextBlockFormat::ProportionalHeight);
            format.setNonBreakableLines(false);
            format.setLeftMargin(kManualCodePadding);
            format.setRightMargin(kManualCodePadding);
            format.setTopMargin(isFirst ? kManualCodePadding + kAfterParagraph : 0);
            format.setBottomMargin(isLast ? kManualCodePadding + kAfterParagraph + 2 : 0);
        }
        cursor.mergeBlockFormat(format);
    }
}

/// Links and code inside of lines.
void dressFragments(QTextDocument &document, const Theme &theme)
{
    struct Change
    {
        int from;
        int to;
        QTextCharFormat format;
    };
    const QStringList fixed {QFontDatabase::systemFont(QFontDatabase::FixedFont).family()};
    QList<Change> changes; // a change would end the iteration
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const bool isHeading = block.blockFormat().headingLevel() > 0;
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextFragment fragment = at.fragment();
            const QTextCharFormat was = fragment.charFormat();
            QTextCharFormat format;
            if (!was.anchorHref().isEmpty()) {
                format.setForeground(theme.accent);
                format.setFontUnderline(true);
            }
            if (was.fontFixedPitch()) {
                format.setFontFamilies(fixed);
                if (!isHeading)
                    format.setProperty(QTextFormat::FontPixelSize, TextScale::scaled(kCodePixels));
                if (!isHeading && !isManualCode(block))
                    format.setBackground(theme.raised);
            }
            if (!format.isEmpty())
                changes.append({fragment.position(), fragment.position() + fragment.length(), format});
        }
    }
    QTextCursor cursor(&document);
    for (const Change &change : std::as_const(changes)) {
        select(cursor, change.from, change.to);
        cursor.mergeCharFormat(change.format);
    }
}

/// Qt begins a table that follows code with an empty line.
void dropEmptyLine(const QTextTableCell &cell)
{
    QTextCursor cursor = cell.firstCursorPosition();
    if (cursor.block().text().isEmpty() && cursor.position() < cell.lastPosition())
        cursor.deleteChar();
}

void dressTable(QTextTable &table, const Theme &theme)
{
    QTextTableFormat format;
    format.setBorderStyle(QTextFrameFormat::BorderStyle_None);
    format.setBorder(0);
    format.setBorderCollapse(true);
    format.setCellPadding(0);
    format.setCellSpacing(0);
    format.setBottomMargin(kAfterParagraph + 4);
    const bool isBelowCode = isManualCode(table.document()->findBlock(table.firstPosition() - 1));
    format.setTopMargin(isBelowCode ? kManualCodePadding + kAfterParagraph : 6);
    format.setHeaderRowCount(1);
    table.setFormat(format);
    for (int row = 0; row < table.rows(); ++row) {
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat look;
            look.setTopPadding(5);
            look.setBottomPadding(5);
            look.setRightPadding(16);
            look.setBottomBorder(1);
            look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            look.setBottomBorderBrush(row == 0 ? theme.control : theme.line);
            cell.setFormat(look);
            dropEmptyLine(cell);
            if (row > 0)
                continue;
            QTextCursor cursor(cell.firstCursorPosition());
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
            QTextCharFormat caption;
            caption.setForeground(theme.muted);
            caption.setFontWeight(QFont::DemiBold);
            cursor.mergeCharFormat(caption);
        }
    }
}

} // namespace

bool isManualCode(const QTextBlock &block)
{
    return block.isValid() && block.blockFormat().hasProperty(QTextFormat::BlockCodeFence);
}

void dressManual(QTextDocument &document, const Theme &theme)
{
    QFont font = Type::body();
    font.setPixelSize(TextScale::scaled(kTextPixels));
    document.setDefaultFont(font);
    document.setIndentWidth(TextScale::scaled(kIndent));
    QTextCursor whole(&document);
    whole.beginEditBlock();
    dressParagraphs(document);
    dressHeadings(document, theme);
    dressFragments(document, theme);
    const QList<QTextFrame *> frames = document.rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            dressTable(*table, theme);
    }
    whole.endEditBlock();
}
