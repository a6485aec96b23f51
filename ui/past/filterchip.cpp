// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/filterchip.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {
constexpr int kHeight = 28; ///< at full size of texts
constexpr int kPadding = 11;
constexpr int kCross = 12;
constexpr int kGap = 6;
constexpr int kWidest = 340; ///< longer texts are cut; the tooltip has them whole
} // namespace

FilterChip::FilterChip(const QString &text, QWidget *parent) : QAbstractButton(parent), m_text(Type::small())
{
    setText(text);
    setShortcut(QKeySequence()); // an '&' in a value is no key
    setAccessibleName(text);
    setToolTip(
        PlainText::toolTip(LineText::fill(tr("%1\nClick to edit; the cross or Delete takes it away"), text)));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &FilterChip::edited);
}

QRect FilterChip::cross() const
{
    const int size = TextScale::scaled(kCross);
    return {width() - kPadding - size, (height() - size) / 2, size, size};
}

QSize FilterChip::sizeHint() const
{
    const int width = static_cast<int>(std::ceil(m_text.width(text()))) + 2 * kPadding + kGap
        + TextScale::scaled(kCross);
    return {std::min(width, Metrics::widened(kWidest)), TextScale::scaled(kHeight)};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? theme.accent : theme.accentDim);
    painter.setBrush(theme.accentChip);
    painter.drawRoundedRect(box, TextScale::scaled(kHeight) / 2.0 - 0.5,
                            TextScale::scaled(kHeight) / 2.0 - 0.5);
    const int room = cross().left() - kGap - kPadding;
    const QString shown = m_text.width(text()) > room + 1
        ? QFontMetrics(m_text.font()).elidedText(text(), Qt::ElideRight, room)
        : text();
    painter.setPen(theme.text);
    m_text.draw(painter, QRectF(kPadding, 0, room + kGap, height()), Qt::AlignLeft, shown);
    painter.drawPixmap(cross(),
                       iconPixmap(QStringLiteral("close"), underMouse() ? theme.text : theme.muted,
                                  cross().width(), devicePixelRatioF()));
}

void FilterChip::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isCross = event->button() == Qt::LeftButton
        && cross()
               .adjusted(-kGap, -TextScale::scaled(kHeight), kPadding, TextScale::scaled(kHeight))
               .contains(event->position().toPoint());
    if (!isCross)
        return QAbstractButton::mouseReleaseEvent(event);
    setDown(false);
    Q_EMIT removed();
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace: Q_EMIT removed(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT edited(); return;
    default: QAbstractButton::keyPressEvent(event);
    }
}
