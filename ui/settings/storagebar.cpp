// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/storagebar.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <numeric>

namespace {

constexpr int kHeight = 20;
constexpr qreal kGap = 2;
constexpr qreal kRadius = 3;
constexpr std::array<QRgb, 6> kColors {0xff0b8f80, 0xff4d7fc4, 0xff9a6bb8,
                                       0xffc4762b, 0xff8a97a4, 0xffb9c3cc};

} // namespace

StorageBar::StorageBar(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(kHeight);
    setAccessibleName(tr("Size by part"));
}

void StorageBar::setParts(const QList<StorePart> &parts)
{
    m_parts = parts;
    update();
}

QColor StorageBar::colorOf(StorePart::Kind kind)
{
    return QColor(kColors[static_cast<std::size_t>(kind)]);
}

void StorageBar::paintEvent(QPaintEvent *)
{
    const auto total = static_cast<qreal>(
        std::accumulate(m_parts.cbegin(), m_parts.cend(), qint64 {0},
                        [](qint64 sum, const StorePart &part) { return sum + part.bytes; }));
    if (total <= 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(rect(), kRadius, kRadius);
    painter.setClipPath(outline);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    qreal x = 0;
    for (const StorePart &part : std::as_const(m_parts)) {
        const qreal wide = width() * static_cast<qreal>(part.bytes) / total;
        const QRectF bar(isMirrored ? width() - x - wide : x, 0, std::max(1.0, wide - kGap), height());
        if (part.bytes > 0)
            painter.fillRect(bar, colorOf(part.kind));
        x += wide;
    }
}
