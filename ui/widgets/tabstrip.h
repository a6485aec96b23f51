// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

/// Captions side by side, one of which is chosen: the heading of a panel with several views.
class TabStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit TabStrip(QWidget *parent = nullptr);

    /// The first tab is chosen.
    void addTab(const QString &text, const QString &objectName, const QString &toolTip = {});
    int current() const;
    void setCurrent(int tab); ///< does not emit a signal
    /// Gives the keyboard to the chosen tab.
    void focusCurrent();

Q_SIGNALS:
    void chosen(int tab);

private:
    QHBoxLayout *m_row;
    QButtonGroup *m_tabs;
};
