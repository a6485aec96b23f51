// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/simulatedbar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace {

constexpr int kIcon = 14;
constexpr int kIconRoom = 16 + kIcon + 10;

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
    row->setContentsMargins(kIconRoom, 6, 16, 6);
    row->addWidget(text, 1);
    row->addWidget(leave);
}

void SimulatedBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), tint(theme.warn, theme));
    painter.setPen(theme.line);
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    const int left = isRightToLeft() ? width() - 16 - kIcon : 16;
    painter.drawPixmap(QPointF(left, (height() - kIcon) / 2.0),
                       iconPixmap(QStringLiteral("warning"), theme.warn, kIcon, devicePixelRatioF()));
}
