// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;
class QWidget;

/// Buttons of which one is chosen and shows its page, told to screen readers as what they are: tabs, one of
/// which is selected. Main thread.
namespace AccessibleTabs {

/// Makes a tab of a checkable button. Its name is its text, whatever it paints. To be called before the
/// button is told anything else: Qt makes the interface of a widget at the first change and keeps it.
void makeTab(QAbstractButton *button);
/// Makes a list of tabs of the widget that holds them.
void makeTabList(QWidget *list);

} // namespace AccessibleTabs
