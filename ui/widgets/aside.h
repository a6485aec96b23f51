// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

/// A surface with a hairline on the left, beside the table of a page.
class Aside : public QWidget
{
    Q_OBJECT

public:
    /// `width` in pixels at full size of texts; it follows their size.
    explicit Aside(QWidget *parent, int width = kWidth);

    static constexpr int kWidth = 320;
    void setFullWidth(int width);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int m_width;
};
