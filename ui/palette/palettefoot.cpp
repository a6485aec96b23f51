// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettefoot.h"

#include "ui/look/theme.h"
#include "ui/palette/keycaps.h"

#include <QPainter>
#include <QStyle>

namespace {
constexpr int kMargin = 20;
constexpr int kBetween = 16; ///< hints
constexpr int kGap = 6; ///< between a key and its text
} // namespace

PaletteFoot::PaletteFoot(QWidget *parent) : QWidget(parent)
{
    setScaledSize(this, 0, kHeight);
}

void PaletteFoot::setHints(const QList<KeyHint> &hints)
{
    m_hints = hints;
    QStringList texts;
    for (const KeyHint &hint : hints)
        texts.append(hint.keys.join(u'+') + u' ' + hint.text);
    setAccessibleName(texts.join(QStringLiteral(", ")));
    update();
}

void PaletteFoot::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    painter.setFont(Type::small());
    const QFontMetrics metrics = painter.fontMetrics();
    int x = kMargin;
    for (const KeyHint &hint : std::as_const(m_hints)) {
        const int caps = KeyCaps::width(hint.keys);
        const int text = metrics.horizontalAdvance(hint.text);
        if (x + caps + kGap + text > width() - kMargin)
            return;
        const auto mirrored = [this](int from, int wide) {
            return QStyle::visualRect(layoutDirection(), rect(), QRect(from, 0, wide, height()));
        };
        KeyCaps::paint(painter, {mirrored(x, caps).left(), (height() - KeyCaps::height()) / 2}, hint.keys,
                       theme);
        painter.setPen(theme.muted);
        painter.drawText(mirrored(x + caps + kGap, text), Qt::AlignCenter, hint.text);
        x += caps + kGap + text + kBetween;
    }
}
