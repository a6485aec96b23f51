// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/menusandkeys.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("MainWindow", text);
}

/// Adds to a menu and to the window, so that the shortcut works with the menu bar hidden.
class Builder
{
public:
    Builder(QMainWindow &window, MenusAndKeys &actions) : m_window(window), m_actions(actions) { }

    QMenu *menu(const QString &title) { return m_menu = m_window.menuBar()->addMenu(title); }
    void back(QMenu *menu) { m_menu = menu; }
    void submenu(const QString &title) { m_menu = m_menu->addMenu(title); }
    QAction *separator() { return m_menu->addSeparator(); }
    QAction *add(const char *objectName, const QString &text, const QKeySequence &keys = {})
    {
        QAction *action = m_menu->addAction(text);
        action->setObjectName(QString::fromLatin1(objectName));
        action->setShortcut(keys);
        m_window.addAction(action);
        m_actions.all.append(action);
        return action;
    }

private:
    QMainWindow &m_window;
    MenusAndKeys &m_actions;
    QMenu *m_menu = nullptr;
};

} // namespace

MenusAndKeys MenusAndKeys::build(QMainWindow &window)
{
    MenusAndKeys actions;
    Builder make(window, actions);

    make.menu(tr("&File"));
    actions.newSite = make.add("actionNewSite", tr("&New site…"), QKeySequence::New);
    actions.newLink = make.add("actionNewLink", tr("New &link…"),
                               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    actions.editSite = make.add("actionEditSite", tr("&Edit this site…"), QKeySequence(Qt::CTRL | Qt::Key_B));
    actions.copySnippet = make.add("actionCopySnippet", tr("Copy s&nippet"),
                                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    actions.verifySite = make.add("actionVerifySite", tr("&Verify that hits arrive…"));
    make.separator();
    actions.judge = make.add("actionJudge", tr("Re-check &bots…"));
    actions.exportHits = make.add("actionExport", tr("&Export hits as CSV…"),
                                  QKeySequence(Qt::CTRL | Qt::Key_E));
    make.separator();
    actions.settings = make.add("actionSettings", tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    actions.settings->setMenuRole(QAction::PreferencesRole);
    make.separator();
    actions.quit = make.add("actionQuit", tr("&Quit"), QKeySequence::Quit);
    actions.quit->setMenuRole(QAction::QuitRole);

    make.menu(tr("&Edit"));
    actions.copy = make.add("actionCopy", tr("&Copy rows as CSV"), QKeySequence::Copy);
    actions.find = make.add("actionFind", tr("&Filter the table"), QKeySequence(Qt::Key_Slash));
    actions.find->setShortcuts({QKeySequence(Qt::Key_Slash), QKeySequence(QKeySequence::Find)});

    make.separator();
    actions.palette = make.add("actionPalette", tr("Find &anything…"), QKeySequence(Qt::CTRL | Qt::Key_K));

    actions.view = make.menu(tr("&View"));
    actions.afterPages = make.separator();
    actions.follow = make.add("actionFollow", tr("F&ollow new hits"), QKeySequence(Qt::Key_Space));
    actions.follow->setCheckable(true);
    actions.follow->setChecked(true);
    actions.home = make.add("actionHome", tr("Go to the &newest hit"), QKeySequence(Qt::Key_Home));
    actions.inspect = make.add("actionInspect", tr("&Inspect the hit"), QKeySequence(Qt::CTRL | Qt::Key_I));
    actions.close = make.add("actionClose", tr("&Close the inspector"), QKeySequence(Qt::Key_Escape));
    make.separator();
    make.submenu(tr("&Theme"));
    auto *themes = new QActionGroup(&window);
    actions.themeSystem = make.add("actionThemeSystem", tr("Like the &system"));
    actions.themeLight = make.add("actionThemeLight", tr("&Light"));
    actions.themeDark = make.add("actionThemeDark", tr("&Dark"));
    for (QAction *action : {actions.themeSystem, actions.themeLight, actions.themeDark}) {
        action->setCheckable(true);
        themes->addAction(action);
    }

    actions.view->addSeparator();
    make.back(actions.view);
    actions.largerText = make.add("actionLargerText", tr("L&arger text"),
                                  QKeySequence(Qt::CTRL | Qt::Key_Plus));
    actions.largerText->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    actions.smallerText = make.add("actionSmallerText", tr("S&maller text"),
                                   QKeySequence(Qt::CTRL | Qt::Key_Minus));
    actions.fullSizeText = make.add("actionFullSizeText", tr("Text at &100 %"),
                                    QKeySequence(Qt::CTRL | Qt::Key_0));

    make.menu(tr("H&istory"));
    const auto period = [&](const char *objectName, const QString &text, Qt::Key keys,
                            PastRange::Period which) {
        QAction *action = make.add(objectName, text, QKeySequence(keys));
        action->setData(QVariant::fromValue(QKeySequence(keys)));
        actions.periods.append({action, which});
    };
    period("actionToday", tr("&Today"), Qt::Key_D, PastRange::Period::Today);
    period("actionYesterday", tr("&Yesterday"), Qt::Key_E, PastRange::Period::Yesterday);
    period("actionThisWeek", tr("This &week"), Qt::Key_W, PastRange::Period::ThisWeek);
    period("actionThisMonth", tr("This &month"), Qt::Key_M, PastRange::Period::ThisMonth);
    period("actionThisYear", tr("This y&ear"), Qt::Key_Y, PastRange::Period::ThisYear);
    make.separator();
    actions.undo = make.add("actionUndoQuestion", tr("&Undo the last change"),
                            QKeySequence(Qt::ALT | Qt::Key_Left));
    actions.redo = make.add("actionRedoQuestion", tr("&Redo"), QKeySequence(Qt::ALT | Qt::Key_Right));

    for (QAction *action : {actions.undo, actions.redo})
        action->setProperty(kObstacle, tr("only on Map and History"));

    make.menu(tr("&Help"));
    actions.manual = make.add("actionManual", tr("&Manual"), QKeySequence::HelpContents);
    actions.shortcuts = make.add("actionShortcuts", tr("&Keys and gestures"), QKeySequence(Qt::Key_Question));
    actions.lookAround = make.add("actionLookAround", tr("Look around with &simulated traffic"));
    actions.about = make.add("actionAbout", tr("&About Clickscope"));
    actions.about->setMenuRole(QAction::AboutRole);
    return actions;
}

QString MenusAndKeys::textOf(const QAction &action)
{
    return action.text().remove(u'&');
}

QString MenusAndKeys::menuOf(const QAction &action)
{
    const QList<QObject *> objects = action.associatedObjects();
    for (const QObject *object : objects) {
        if (const auto *menu = qobject_cast<const QMenu *>(object))
            return menu->title().remove(u'&');
    }
    return {};
}

QAction *MenusAndKeys::addPage(QMainWindow &window, const QString &name, const QString &title, Qt::Key key)
{
    auto *action = new QAction(title, &window);
    action->setObjectName(QStringLiteral("action") + name.at(0).toUpper() + name.mid(1));
    action->setShortcuts({QKeySequence(key), QKeySequence(Qt::CTRL | key)}); // Ctrl: while one types, too
    action->setData(name);
    pages.append(action);
    view->insertAction(afterPages, action);
    window.addAction(action);
    all.insert(all.indexOf(follow), action);
    return action;
}
