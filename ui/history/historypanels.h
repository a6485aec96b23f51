// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QList>
#include <QWidget>

class BreakdownPanel;
class QGridLayout;
class WeekHourMap;

/// The lists of the History page and the map of the week, in as many columns as fit.
class HistoryPanels final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanels(QWidget *parent = nullptr);

    /// The queries of the visible tabs.
    QList<BreakdownQuery> breakdowns() const;
    /// Every dimension that a tab can show; empty text = the goals.
    QStringList dimensions() const;
    /// Opens the tab of a dimension and returns its panel; null when none has it.
    BreakdownPanel *showDimension(const QString &dimension);
    bool showsGoals() const;
    /// `now` is the current end of a running range.
    void setAnswer(const StatsQuery &query, const StatsTable &table, Micros now);
    void setFilters(const QList<DimensionFilter> &filters);
    void setLoading();
    QString state() const;
    void restoreState(const QString &state);
    const QList<BreakdownPanel *> &panels() const { return m_panels; }

Q_SIGNALS:
    void changed();
    void filterToggled(const DimensionFilter &filter);
    void moreWanted(const BreakdownQuery &query);
    void exportWanted(const StatsSection &section);
    void copyWanted(const StatsSection &section);
    void goalWanted(const QString &id);
    void goalRemovalWanted(const QString &id);

private:
    void arrange();
    QWidget *buildWeek();
    void resizeEvent(QResizeEvent *event) override;

    QList<BreakdownPanel *> m_panels;
    WeekHourMap *m_week;
    QWidget *m_weekPanel;
    int m_columns = 0;
};
