// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

/// A surface with a hairline on the left, beside the table of a page.
class Aside : public QWidget
{
    Q_OBJECT

public:
    explicit Aside(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};
