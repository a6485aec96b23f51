// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/chip.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/textscale.h"

#include <QPainter>

#include <cmath>

namespace {
constexpr int kHeight = 28; ///< at full size of texts
constexpr int kPadding = 11; ///< the same at any size of texts
constexpr int kDot = 4; ///< radius
constexpr int kDotSpace = 14;
constexpr int kSign = 14;
constexpr int kSignSpace = 20;
constexpr int kArrow = 10;
constexpr int kArrowSpace = 14;
} // namespace

Chip::Chip(const QString &text, QWidget *parent) : QAbstractButton(parent), m_text(Type::small())
{
    setLabel(text);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setLabel(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    setShortcut(QKeySequence()); // of the letter after an '&'
    updateGeometry();
}

void Chip::setDot(bool on)
{
    m_dot = on;
    updateGeometry();
}

void Chip::setArrow(bool on)
{
    m_arrow = on;
    updateGeometry();
}

void Chip::setSign(const QString &icon)
{
    m_sign = icon;
    updateGeometry();
    update();
}

void Chip::setWarns(bool on)
{
    m_warns = on;
    update();
}

QSize Chip::sizeHint() const
{
    const int width = static_cast<int>(std::ceil(m_text.width(text())));
    const int sign = m_sign.isEmpty() ? 0 : text().isEmpty() ? kSign : kSignSpace;
    const int signs = sign + (m_dot ? kDotSpace : 0) + (m_arrow ? kArrowSpace : 0);
    return {width + TextScale::scaled(signs) + 2 * kPadding, TextScale::scaled(kHeight)};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus()        ? theme.accent
                       : m_warns     ? theme.warn
                       : isChecked() ? theme.accentDim
                                     : theme.control);
    painter.setBrush(isChecked() ? theme.accentChip : underMouse() ? theme.raised : theme.window);
    painter.drawRoundedRect(box, TextScale::scaled(kHeight) / 2.0 - 0.5,
                            TextScale::scaled(kHeight) / 2.0 - 0.5);
    QRectF area = box.adjusted(kPadding - 1, 0, -kPadding + 1, 0);
    if (m_dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme.accent : theme.muted);
        const int radius = TextScale::scaled(kDot);
        painter.drawEllipse(QPointF(area.left() + radius, area.center().y()), radius, radius);
        area.setLeft(area.left() + TextScale::scaled(kDotSpace));
    }
    if (!m_sign.isEmpty()) {
        const int size = TextScale::scaled(kSign);
        painter.drawPixmap(QPointF(area.left(), area.center().y() - size / 2.0),
                           iconPixmap(m_sign, m_warns ? theme.warn : theme.muted, size, devicePixelRatioF()));
        area.setLeft(area.left() + TextScale::scaled(kSignSpace));
    }
    if (m_arrow) {
        const int size = TextScale::scaled(kArrow);
        painter.drawPixmap(QPointF(area.right() - size + 2, area.center().y() - size / 2.0 + 1),
                           iconPixmap(QStringLiteral("chevron"), theme.muted, size, devicePixelRatioF()));
        area.setRight(area.right() - TextScale::scaled(kArrowSpace));
    }
    painter.setPen(isEnabled() ? theme.text : theme.muted);
    m_text.draw(painter, area, Qt::AlignLeft, text());
}
