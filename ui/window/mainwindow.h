// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "core/types/state.h"
#include "ui/files/openfiles.h"
#include "ui/files/savefile.h"
#include "ui/window/menusandkeys.h"

#include <QMainWindow>

#include <memory>

class CollectorStatusBar;
class HitExportPanel;
class FirstSteps;
class HistoryPage;
class LinksPage;
class LivePage;
class ManualWindow;
class MapPage;
class Palette;
class PastPage;
class PastQuestion;
class QStackedWidget;
class RejectedPage;
class Settings;
class SettingsPage;
class Sidebar;
class JudgePanel;
class SignalBus;
class SiteCommands;
class SitesPage;
class TroublePanel;
class VisitorDataControl;

/// The window: navigation, pages, status bar, menus. Main thread; the references must outlive it.
///
/// Geometry, page, site, theme and column widths are restored from Settings and saved on close.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(SignalBus &bus, const AllQuestions &questions, Settings &settings,
               VisitorDataControl &visitorData, const Clock &clock, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// "live", "map", "history", "links", "sites", "rejected", "settings", "settings-storage" and so on;
    /// names of dialogs and "manual" open them. Unknown names change nothing.
    void showPage(const QString &name);
    QString currentPage() const;
    QStringList pageNames() const { return m_pageNames; }
    /// "about", "site".
    static QStringList dialogNames();
    /// True when no request of the visible page is pending and no animation runs.
    bool isSettled() const;
    void setSaveFileHook(const SaveFileHook &hook);
    /// The traffic is that of a demo: every page says so, and leaving closes the window.
    void setSimulated();
    /// While simulated traffic is being prepared in a window of its own; an error says why it did not come.
    void setLookingAround(bool isStarting, const QString &error = {});
    void setOpenFilesHook(OpenFilesHook hook) { m_openFiles = std::move(hook); }
    LivePage &livePage() { return *m_live; }
    MapPage &mapPage() { return *m_map; }
    HistoryPage &historyPage() { return *m_history; }
    PastQuestion &pastQuestion() { return *m_past; }
    LinksPage &linksPage() { return *m_links; }
    SitesPage &sitesPage() { return *m_sitesPage; }
    RejectedPage &rejectedPage() { return *m_rejected; }
    SettingsPage &settingsPage() { return *m_settingsPage; }

Q_SIGNALS:
    void settled();
    /// The user wants to look around in a workspace with simulated traffic.
    void lookAroundWanted();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void connectActions();
    void addPage(const QString &name, const QString &title, Qt::Key key, QWidget *page);
    void connectPages();
    void connectPastPages();
    void connectLinks();
    void connectSites();
    void buildPalette();
    void restoreState();
    void saveState();
    void setSite(const QString &site);
    void onSitesChanged();
    void onThemeChanged();
    /// With names where there is room for them at this size of texts.
    void fitSidebar();
    void updateCounts(const StoreState &state);
    void updateRejectedCount();
    /// "shop — Live — Clickscope"; minimised "12 visitors — shop — Clickscope".
    void updateTitle();
    /// Null while another page is shown.
    PastPage *shownPastPage() const;
    void checkSettled();
    void exportHits();
    void copySelection();
    /// Shows the first steps in place of the pages while there is no site.
    void updateStage();
    void openAbout();
    /// Empty opens the page about what is shown.
    void openManual(const QString &place);

    SignalBus &m_bus;
    const AllQuestions m_questions;
    Settings &m_settings;
    VisitorDataControl &m_visitorData;
    const Clock &m_clock;
    PastQuestion *m_past; ///< one for all pages about the past
    SiteCommands *m_sites;
    SaveFileHook m_saveFile = askForFileToSave;
    OpenFilesHook m_openFiles = askForFiles;
    MenusAndKeys m_actions;
    Sidebar *m_sidebar;
    QStackedWidget *m_stage; ///< the pages, or the first steps
    FirstSteps *m_first;
    QStackedWidget *m_pages;
    QStringList m_pageNames; ///< in the order of the stack
    QList<PastPage *> m_pastPages;
    LivePage *m_live;
    MapPage *m_map;
    HistoryPage *m_history;
    LinksPage *m_links;
    SitesPage *m_sitesPage;
    RejectedPage *m_rejected;
    SettingsPage *m_settingsPage;
    HitExportPanel *m_export;
    JudgePanel *m_verdicts;
    CollectorStatusBar *m_status;
    TroublePanel *m_troubles;
    Palette *m_palette = nullptr;
    std::unique_ptr<ManualWindow> m_manual; ///< created when first opened
    qint64 m_visitors = 0; ///< active now, for the title of a minimised window
    bool m_wasSettled = false;
    bool m_isApplyingTheme = false;
};
