// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletteentry.h"

#include <QStringList>

#include <functional>

class PastQuestion;
class SiteQuestions;
struct MenusAndKeys;

/// What the main window has for the palette; all of it must outlive the entries.
struct WindowOffers
{
    const MenusAndKeys &actions;
    const SiteQuestions &sites;
    PastQuestion &past;
    std::function<void(const QString &name)> showPage; ///< as MainWindow::showPage()
    std::function<void(const QString &site)> setSite;
    QStringList lists; ///< dimensions of the lists of History; empty text = the goals
    std::function<void(const QString &dimension)> showList;
    std::function<void(int percent)> setTextSize;
};

/// Actions, pages, lists of History, sites, ranges and sections of the settings as entries of the palette.
QList<PaletteEntry> entriesOf(const WindowOffers &window);
