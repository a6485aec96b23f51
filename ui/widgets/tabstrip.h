// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class FlowLayout;
class QButtonGroup;
class QHBoxLayout;

/// Captions side by side, one of which is chosen: the heading of a panel with several views.
class TabStrip final : public QWidget
{
    Q_OBJECT

public:
    /// Tabs that do not fit are shortened, or go to the next line.
    enum class Overflow : quint8 { Shorten, Wrap };

    explicit TabStrip(QWidget *parent = nullptr, Overflow overflow = Overflow::Shorten);

    /// The first tab is chosen.
    void addTab(const QString &text, const QString &objectName, const QString &toolTip = {});
    int current() const;
    void setCurrent(int tab); ///< does not emit a signal
    /// Gives the keyboard to the chosen tab.
    void focusCurrent();

Q_SIGNALS:
    void chosen(int tab);

private:
    QHBoxLayout *m_row = nullptr; ///< one of the two
    FlowLayout *m_lines = nullptr;
    QButtonGroup *m_tabs;
};
