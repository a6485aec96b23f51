// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

/// A round button that starts or pauses.
class PlayButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PlayButton(QWidget *parent = nullptr);

    void setPlaying(bool on);
    QSize sizeHint() const override { return {34, 34}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isPlaying = false;
};
