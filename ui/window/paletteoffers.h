// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletteentry.h"

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
};

/// Actions, pages, sites, ranges and sections of the settings as entries of the palette.
QList<PaletteEntry> entriesOf(const WindowOffers &window);
