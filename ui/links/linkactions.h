// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

class QMenu;
class QWidget;

/// What can be done with links: actions of the list with their keys, and of its menu. Main thread.
class LinkActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkActions)

public:
    /// The keys work while `table` has the keyboard.
    explicit LinkActions(QWidget *table);

    /// For so many chosen links; `areArchived`: all of them are; `hasSite`: there are pages about the past of
    /// the one.
    void update(int links, bool areArchived, bool hasSite);
    /// Deletes itself when closed.
    QMenu *makeMenu(QWidget *parent) const;

    QAction *open, *edit, *copy, *openDestination;
    QAction *copyQr, *saveSvg, *savePng, *saveSheet;
    QAction *archive, *changeTags, *setCampaign, *remove;
    QAction *showHistory, *showMap;
};
