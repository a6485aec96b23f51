// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/headline.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

namespace {
constexpr int kLine = 20; ///< at 100 %, like the next
constexpr int kPixels = 15;
constexpr qsizetype kLongest = 400; ///< characters; two lines never hold more
} // namespace

Headline::Headline(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Headline::setText(const QString &text)
{
    m_text = LineText::oneLine(text);
    setToolTip(PlainText::toolTip(text));
    setAccessibleName(LineText::plain(m_text));
    updateGeometry();
    update();
}

QFont Headline::titleFont()
{
    QFont font = Type::strong();
    font.setPixelSize(TextScale::scaled(kPixels));
    return font;
}

int Headline::height(qsizetype lines)
{
    return static_cast<int>(lines) * TextScale::scaled(kLine);
}

int Headline::heightForWidth(int width) const
{
    return height(std::max<qsizetype>(1, linesFor(width).size()));
}

QStringList Headline::lines() const
{
    return linesFor(width());
}

QStringList Headline::linesFor(int width) const
{
    const QString text = LineText::shortened(m_text, kLongest);
    QTextLayout layout(text, titleFont());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (!first.isValid())
        return {};
    first.setLineWidth(width);
    const qsizetype end = first.textLength();
    layout.endLayout();
    if (end >= text.size())
        return {text};
    return {text.first(end),
            QFontMetricsF(titleFont()).elidedText(text.sliced(end).trimmed(), Qt::ElideRight, width)};
}

void Headline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(titleFont());
    painter.setPen(Theme::of(this).text);
    // A title is a paragraph of its own: it begins where its script does, and its ellipsis is at its end.
    const bool isByRight = m_text.isEmpty() ? isRightToLeft() : LineText::plain(m_text).isRightToLeft();
    const Qt::AlignmentFlag start = isByRight ? Qt::AlignRight : Qt::AlignLeft;
    const Qt::TextFlag direction = isByRight ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    const int flags = static_cast<int>(start | Qt::AlignAbsolute | Qt::AlignVCenter)
        | static_cast<int>(Qt::TextSingleLine) | static_cast<int>(direction);
    int top = 0;
    for (const QString &line : lines()) {
        painter.drawText(QRect(0, top, width(), height(1)), flags, line);
        top += height(1);
    }
}
