// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/keycaps.h"

#include "ui/look/theme.h"
#include "ui/text/textscale.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int kHeight = 20; ///< at full size of texts
constexpr int kGap = 4;
constexpr int kRadius = 4;

int capWidth(const QFontMetrics &metrics, const QString &key)
{
    return std::max(KeyCaps::height(), metrics.horizontalAdvance(key) + 12);
}

} // namespace

int KeyCaps::height()
{
    return TextScale::scaled(kHeight);
}

int KeyCaps::width(const QStringList &keys)
{
    const QFontMetrics metrics(Type::small());
    int width = keys.isEmpty() ? 0 : -kGap;
    for (const QString &key : keys)
        width += capWidth(metrics, key) + kGap;
    return width;
}

void KeyCaps::paint(QPainter &painter, QPoint corner, const QStringList &keys, const Theme &theme)
{
    painter.setFont(Type::small());
    painter.setBrush(Qt::NoBrush);
    for (const QString &key : keys) {
        const QRect cap(corner, QSize(capWidth(painter.fontMetrics(), key), height()));
        painter.setPen(theme.popupEdge);
        painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
        painter.setPen(theme.muted);
        painter.drawText(cap, Qt::AlignCenter, key);
        corner.rx() += cap.width() + kGap;
    }
}
