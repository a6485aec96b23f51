// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

/// Says on every page that the traffic is simulated, with the one button that leaves.
class SimulatedBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SimulatedBar(QWidget *parent = nullptr);

Q_SIGNALS:
    void leaveWanted();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fit();
};
