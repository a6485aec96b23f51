// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

/// A key and what it does now.
struct KeyHint
{
    QStringList keys;
    QString text;
};

/// Says in one line what the keys do; the last hints give way when there is no room.
class PaletteFoot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteFoot)

public:
    static constexpr int kHeight = 40; ///< pixels

    explicit PaletteFoot(QWidget *parent);

    void setHints(const QList<KeyHint> &hints);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<KeyHint> m_hints;
};
