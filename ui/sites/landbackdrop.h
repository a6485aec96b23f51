// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

/// A surface over a faint map of the world, which fades towards the middle, where content stands.
class LandBackdrop : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPixmap m_land; ///< of this size and theme
    QRgb m_colour = 0;
};
