// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/pastrange.h"

#include <QList>

#include <utility>

class QAction;
class QMainWindow;
class QMenu;

/// Every command of the main window. Built once, owned by the window; text, shortcut and objectName
/// are stable. The window connects them.
struct MainActions
{
    QAction *newSite = nullptr;
    QAction *editSite = nullptr;
    QAction *exportHits = nullptr;
    QAction *settings = nullptr;
    QAction *quit = nullptr;
    QAction *judge = nullptr;
    QAction *copy = nullptr;
    QAction *find = nullptr;
    QMenu *view = nullptr;
    QAction *afterPages = nullptr; ///< what follows the pages in that menu
    QAction *undo = nullptr; ///< the last change of the question about the past
    QAction *redo = nullptr;
    QList<std::pair<QAction *, PastRange::Period>>
        periods; ///< each shows the open page about the past over it, else History
    QAction *follow = nullptr;
    QAction *home = nullptr;
    QAction *inspect = nullptr;
    QAction *close = nullptr;
    QAction *themeSystem = nullptr;
    QAction *themeLight = nullptr;
    QAction *themeDark = nullptr;
    QAction *manual = nullptr; ///< at the page that fits what is on screen
    QAction *shortcuts = nullptr;
    QAction *about = nullptr;
    QList<QAction *> all;

    /// Makes the actions and the menus that hold them.
    static MainActions build(QMainWindow &window);
    /// Adds an action for a page, below those there are: "live" gives "actionLive".
    QAction *addPage(QMainWindow &window, const QString &name, const QString &title, Qt::Key key);
};
