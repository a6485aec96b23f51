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
struct MenusAndKeys
{
    QAction *newSite = nullptr;
    QAction *newLink = nullptr;
    QAction *editSite = nullptr;
    QAction *copySnippet = nullptr;
    QAction *verifySite = nullptr;
    QAction *exportHits = nullptr;
    QAction *settings = nullptr;
    QAction *quit = nullptr;
    QAction *judge = nullptr;
    QAction *copy = nullptr;
    QAction *find = nullptr;
    QMenu *view = nullptr;
    QAction *afterPages = nullptr; ///< the separator after the pages in that menu
    QAction *undo = nullptr; ///< undoes the last change of the question about the past
    QAction *redo = nullptr;
    QList<std::pair<QAction *, PastRange::Period>>
        periods; ///< each sets the range of the open page about the past, or else of History
    QAction *follow = nullptr;
    QAction *home = nullptr;
    QAction *inspect = nullptr;
    QAction *close = nullptr;
    QAction *themeSystem = nullptr;
    QAction *themeLight = nullptr;
    QAction *themeDark = nullptr;
    QAction *largerText = nullptr;
    QAction *smallerText = nullptr;
    QAction *fullSizeText = nullptr; ///< the size that texts have at first
    QAction *manual = nullptr; ///< opens the page about what is on screen
    QAction *shortcuts = nullptr;
    QAction *lookAround = nullptr; ///< in a demo there is nothing more to look at
    QAction *about = nullptr;
    QAction *palette = nullptr; ///< finds everything by name
    QList<QAction *> pages; ///< data() is the name of the page
    QList<QAction *> all;

    /// Property of an action: why it cannot be used while it is disabled.
    static constexpr const char *kObstacle = "obstacle";

    static QString textOf(const QAction &action); ///< without the sign of its mnemonic
    static QString menuOf(const QAction &action); ///< the title of its menu

    /// Creates the actions and the menus that hold them.
    static MenusAndKeys build(QMainWindow &window);
    /// Adds an action for a page, after the existing ones: "live" gives "actionLive".
    QAction *addPage(QMainWindow &window, const QString &name, const QString &title, Qt::Key key);
};
