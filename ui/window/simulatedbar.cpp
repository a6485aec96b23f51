// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/simulatedbar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace {

constexpr int kIcon = 14; ///< at full size of texts
constexpr int kMargin = 16;
constexpr int kAfterIcon = 10;

/// A breath of a colour over the window.
QColor tint(const QColor &colour, const Theme &theme)
{
    constexpr float kShare = 0.12f;
    const auto mixed = [](float a, float b) { return a * kShare + b * (1 - kShare); };
    return QColor::fromRgbF(mixed(colour.redF(), theme.window.redF()),
                            mixed(colour.greenF(), theme.window.greenF()),
                            mixed(colour.blueF(), theme.window.blueF()));
}

} // namespace

SimulatedBar::SimulatedBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("simulatedBar"));
    auto *text = new PlainLabel(tr("Simulated traffic. Nothing of it is kept."), this);
    text->setFont(Type::strong());
    auto *leave = new QPushButton(tr("Leave"), this);
    leave->setObjectName(QStringLiteral("simulatedLeave"));
    connect(leave, &QPushButton::clicked, this, &SimulatedBar::leaveWanted);
    auto *row = new QHBoxLayout(this);
    row->addWidget(text, 1);
    row->addWidget(leave);
    fit();
}

void SimulatedBar::fit()
{
    const int start = kMargin + TextScale::scaled(kIcon) + kAfterIcon;
    layout()->setContentsMargins(isRightToLeft() ? kMargin : start, 6, isRightToLeft() ? start : kMargin, 6);
}

void SimulatedBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (layout() && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange))
        fit();
}

void SimulatedBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), tint(theme.warn, theme));
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    const int size = TextScale::scaled(kIcon);
    const int left = isRightToLeft() ? width() - kMargin - size : kMargin;
    painter.drawPixmap(QPointF(left, (height() - size) / 2.0),
                       iconPixmap(QStringLiteral("warning"), theme.warn, size, devicePixelRatioF()));
}
