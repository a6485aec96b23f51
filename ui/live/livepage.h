// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "ui/live/hittablemodel.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class Aside;
class BurstNotice;
class ColumnChooser;
class HitDelegate;
class HitInspector;
class InspectorFollowing;
class LiveFilterBar;
class LiveFollowing;
class LiveHeader;
class LiveLayout;
class NowPanel;
class QPushButton;
class QStackedWidget;
class RowTable;
class Settings;
class SignalBus;
class StatePanel;
class VisitorDataControl;

/// Current activity: counter, click table, lists, inspector. Main thread; never blocks.
///
/// Asks for the realtime window at most four times a second, and only while visible.
class LivePage final : public QWidget
{
    Q_OBJECT

public:
    LivePage(SignalBus &bus, const AllQuestions &questions, Settings &settings,
             const VisitorDataControl &visitorData, const Clock &clock, QWidget *parent = nullptr);
    ~LivePage() override;

    void setSite(const QString &site);
    LiveFollowing &following() const { return *m_following; }
    bool isFollowing() const { return m_model.isFollowing(); }
    /// Adds a filter to those above the table.
    void filterBy(const DimensionFilter &wanted);
    void openInspector();
    void inspectNewest();
    /// Opens the inspector with a hit that the table may not have.
    void inspect(const Hit &hit);
    bool closeInspector(); ///< false when it was not open
    /// What Escape does: closes the inspector, clears the text of the filter, removes its latest chip.
    void stepBack();
    void focusFilter();
    void focusTable();
    void copySelection();
    HitFilter filter() const;
    bool isSettled() const;
    HitTableModel &model() { return m_model; }
    QByteArray columnState() const;
    void restoreColumnState(const QByteArray &state);

Q_SIGNALS:
    void settledChanged();
    void snapshotTaken(const RealtimeSnapshot &snapshot);
    void followingChanged(bool on);
    void rowsPainted(Micros latency); ///< commit → painted, while the table is shown
    void tableHidden();
    void messagePosted(const QString &text);
    /// The user asked for the settings of a site, with one more bot rule unless `rule` is empty.
    void ruleWanted(const QString &site, const QString &rule);
    void mapWanted(); ///< the large map

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void connectModel();
    void applyFilter();
    void onCountsChanged();
    void onPainted();
    void poll();
    void pollWhenDue();
    void requestPeak();
    void updateState();
    void onSitesChanged(const QList<Site> &sites);
    void nameSites();
    void followBotMode();
    void placeAside();
    void showVisitor(const Hit &hit);
    void openMenu(const Hit &hit, const QString &cell, const QPoint &globalPosition);
    QTimeZone zone() const;
    const Site *site() const;

    SignalBus &m_bus;
    const AllQuestions m_questions;
    Settings &m_settings;
    const VisitorDataControl &m_visitorData;
    const Clock &m_clock;
    HitTableModel m_model;
    QString m_site;
    QList<Site> m_sites;
    bool m_countsBots = false; ///< the site counts bots, so the table shows them at first
    QTimer m_pollTimer;
    qint64 m_lastPoll = 0; ///< monotonic
    qint64 m_lastMinutes = 0; ///< monotonic
    Asking m_askingPeak;
    std::optional<qint64> m_peak; ///< over 5 minutes, as the source counts it
    bool m_hasSnapshot = false;

    LiveHeader *m_header;
    LiveFilterBar *m_filterBar;
    BurstNotice *m_bursts;
    RowTable *m_table;
    HitDelegate *m_delegate;
    ColumnChooser *m_columns = nullptr;
    StatePanel *m_state;
    QPushButton *m_testHit = nullptr;
    QPushButton *m_clearFilter = nullptr;
    LiveFollowing *m_following = nullptr;
    InspectorFollowing *m_inspecting = nullptr;
    std::unique_ptr<LiveLayout> m_layout;
    Aside *m_asideFrame;
    QStackedWidget *m_aside;
    NowPanel *m_now;
    HitInspector *m_inspector;
};
