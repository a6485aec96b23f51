// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"

#include <QWidget>

/// A line of text whose digits have equal width and which never gets narrower at one size of texts, so that
/// its neighbours do not move while a number changes.
class Figure final : public QWidget
{
    Q_OBJECT

public:
    enum class Tone : quint8 { Text, Muted, Good, Warn, Bad };

    explicit Figure(const QFont &font, Tone tone = Tone::Text, QWidget *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    /// A smaller word after the number ("hits/s").
    void setUnit(const QString &unit);
    void setTone(Tone tone);
    void setElide(bool on) { m_elide = on; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void measure();

    TabularText m_number;
    TabularText m_small;
    QString m_text;
    QString m_unit;
    Tone m_tone;
    int m_widest = 0;
    int m_measuredAt = 0; ///< percent
    bool m_elide = false;
};
