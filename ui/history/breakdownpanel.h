// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/history/goalmodel.h"
#include "ui/past/breakdownmodel.h"

#include <QTimer>
#include <QWidget>

class BreakdownList;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;
class TabStrip;

/// One tab of a panel: a dimension, or a few similar ones to choose from, or the goals.
struct BreakdownTab
{
    QString title;
    QStringList dimensions; ///< empty = the goals
    bool leavesOutMissing = false;
};

/// A ranked list of the History page with its tabs, order, search and menu. Main thread.
class BreakdownPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BreakdownPanel)

public:
    static constexpr int kRows = 7;

    BreakdownPanel(const QString &objectName, const QList<BreakdownTab> &tabs, QWidget *parent = nullptr);

    bool showsGoals() const { return dimension().isEmpty(); }
    QString dimension() const;
    QStringList dimensions() const; ///< of all tabs; empty text = the goals
    /// Opens the tab of one of them.
    void showDimension(const QString &dimension);
    /// The query of the visible tab; not for goals.
    BreakdownQuery query() const;
    /// Shows its part of an answer; keeps the current rows when the answer is about other lists.
    void setAnswer(const StatsTable &table, const QList<Goal> &goals);
    /// Marks the rows of active filters.
    void setFilters(const QList<DimensionFilter> &filters);
    void setLoading();
    /// Tab, dimension and order as text that survives a restart.
    QString state() const;
    void restoreState(const QString &state);
    BreakdownList &list() { return *m_list; }
    BreakdownModel &model() { return m_model; }

Q_SIGNALS:
    void changed(); ///< query() changed
    void filterToggled(const DimensionFilter &filter);
    void moreWanted(const BreakdownQuery &query);
    void exportWanted(const QString &dimension); ///< empty = goals
    void copyWanted(const QString &dimension);
    void goalWanted(const QString &id); ///< to be edited; empty = a new one
    void goalRemovalWanted(const QString &id);

private:
    QToolButton *addTool(const QString &icon, const QString &text, const QString &objectName);
    void buildMenus();
    void buildHeader();
    void showTab();
    void setOrder(Metric metric);
    void setSearchShown(bool on);
    void fillMenu();
    bool showsProperties() const; ///< their names, or the values of one
    /// Shows the values of a property; empty = the names of all.
    void openProperty(const QString &property);
    QMenu *filledWithProperties(QMenu *menu);
    void onActivated(const QString &value, bool excludes);
    void updateHeader();
    void changeEvent(QEvent *event) override;

    QList<BreakdownTab> m_tabs;
    QList<int> m_dimensionOf; ///< of each tab: which of its dimensions
    QString m_property; ///< whose values its tab shows; empty = the names of all
    QStringList m_properties; ///< the names seen last
    Metric m_order = Metric::Visitors;
    BreakdownModel m_model;
    GoalModel m_goals;
    QList<DimensionFilter> m_filters;
    TabStrip *m_strip;
    QToolButton *m_searchButton;
    QToolButton *m_menuButton;
    QMenu *m_menu;
    QToolButton *m_dimensionButton;
    QToolButton *m_orderButton;
    QLabel *m_share; ///< above the last column
    QLineEdit *m_search;
    QTimer m_typing;
    BreakdownList *m_list;
    QToolButton *m_more;
};
