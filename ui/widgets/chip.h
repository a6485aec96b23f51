// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/tabulartext.h"

#include <QAbstractButton>

/// A rounded toggle or button of a filter bar.
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);

    /// Another text, as it is: an '&' in it is no key.
    void setLabel(const QString &text);
    /// A filled dot before the text, for states that are on or off.
    void setDot(bool on);
    /// A small arrow after the text: a click opens a menu.
    void setArrow(bool on);
    /// An icon before the text; empty = none.
    void setSign(const QString &icon);
    /// An edge that says: this is not how it usually is.
    void setWarns(bool on);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TabularText m_text;
    QString m_sign;
    bool m_warns = false;
    bool m_dot = false;
    bool m_arrow = false;
};
