// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkactions.h"

#include <QMenu>
#include <QWidget>

LinkActions::LinkActions(QWidget *table) : QObject(table)
{
    const auto make = [this, table](const QString &text, const char *objectName,
                                    const QKeySequence &keys = {}) {
        auto *action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(objectName));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        table->addAction(action);
        return action;
    };
    open = make(tr("&Open"), "linkOpen"); // Enter is the table's own key
    edit = make(tr("&Edit…"), "linkEdit", QKeySequence(Qt::Key_F2));
    copy = make(tr("&Copy the address"), "linkCopyAddress");
    openDestination = make(tr("Open the &destination"), "linkOpenDestination");
    copyQr = make(tr("Copy as &QR code"), "linkCopyQr");
    saveSvg = make(tr("Save as &SVG…"), "linkSaveSvg");
    savePng = make(tr("Save as &PNG…"), "linkSavePng");
    saveSheet = make(tr("Sheet for p&rinting…"), "linkSaveSheet");
    archive = make(tr("&Archive"), "linkArchive");
    changeTags = make(tr("&Tags…"), "linkChangeTags");
    setCampaign = make(tr("Ca&mpaign…"), "linkSetCampaign");
    showHistory = make(tr("Show in &History"), "linkShowHistory");
    showMap = make(tr("Show on the Map"), "linkShowMap");
    remove = make(tr("De&lete"), "linkDelete", QKeySequence::Delete);
    update(0, false, false);
}

void LinkActions::update(int links, bool areArchived, bool hasSite)
{
    for (QAction *action : {open, edit, openDestination, copyQr, saveSvg, savePng})
        action->setEnabled(links == 1);
    for (QAction *action : {showHistory, showMap})
        action->setEnabled(links == 1 && hasSite);
    for (QAction *action : {copy, saveSheet, archive, changeTags, setCampaign, remove})
        action->setEnabled(links > 0);
    archive->setText(areArchived ? tr("&Use again") : tr("&Archive"));
}

QMenu *LinkActions::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("linkMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({open, edit, copy, openDestination});
    QMenu *codes = menu->addMenu(tr("&QR code"));
    codes->addActions({copyQr, saveSvg, savePng, saveSheet});
    menu->addSeparator();
    menu->addActions({showHistory, showMap});
    menu->addSeparator();
    menu->addActions({archive, changeTags, setCampaign});
    menu->addSeparator();
    menu->addAction(remove);
    return menu;
}
