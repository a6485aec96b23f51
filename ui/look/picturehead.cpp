// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/picturehead.h"

#include "ui/look/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace {

constexpr int kTitle = 24; ///< heights of lines
constexpr int kLine = 18;
constexpr int kGap = 12; ///< below the head, above credits
constexpr qreal kSwatch = 22;
constexpr int kWrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

void paintLine(QPainter &painter, const QFont &font, const QColor &colour, const QRectF &row,
               const QString &text)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, row.width()));
}

} // namespace

int PictureHead::height() const
{
    return kTitle + kLine * static_cast<int>(lines.size() + (keys.isEmpty() ? 0 : 1)) + kGap;
}

int PictureHead::creditsHeight(int width) const
{
    if (credits.isEmpty())
        return 0;
    const QRect room(0, 0, width, 10'000);
    return kGap + QFontMetrics(Type::small()).boundingRect(room, kWrapped, credits).height();
}

QSize PictureHead::sizeWith(const QSize &picture) const
{
    return picture + QSize(2 * kMargin, height() + creditsHeight(picture.width()) + 2 * kMargin);
}

void PictureHead::paint(QPainter &painter, const Theme &theme, const QSize &picture) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(), sizeWith(picture)), theme.window);
    QRectF row(kMargin, kMargin, picture.width(), kTitle);
    paintLine(painter, Type::strong(), theme.text, row, title);
    row.moveTop(row.bottom());
    row.setHeight(kLine);
    for (const QString &line : lines) {
        paintLine(painter, Type::small(), theme.muted, row, line);
        row.translate(0, kLine);
    }
    for (const Key &key : keys) {
        QPen pen(key.isDashed ? theme.muted : theme.accent, key.isDashed ? 1.4 : 2);
        if (key.isDashed)
            pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawLine(QPointF(row.left(), row.center().y()),
                         QPointF(row.left() + kSwatch, row.center().y()));
        row.setLeft(row.left() + kSwatch + 8);
        paintLine(painter, Type::small(), theme.muted, row, key.text);
        row.setLeft(row.left() + QFontMetricsF(Type::small()).horizontalAdvance(key.text) + 24);
    }
    painter.translate(kMargin, kMargin + height());
    if (credits.isEmpty())
        return;
    painter.setFont(Type::small());
    painter.setPen(theme.muted);
    painter.drawText(
        QRect(0, picture.height() + kGap, picture.width(), creditsHeight(picture.width()) - kGap), kWrapped,
        credits);
}
