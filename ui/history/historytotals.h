// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QList>
#include <QWidget>

class ChangeFigure;
class QLabel;

/// The six headlines of the History page. The checked one is what the chart shows.
class HistoryTotals final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryTotals(QWidget *parent = nullptr);

    void setAnswer(const StatsQuery &query, const StatsTable &table);
    void clear();
    void setMetric(Metric metric);

Q_SIGNALS:
    void metricChosen(Metric metric);

private:
    void arrange();
    void resizeEvent(QResizeEvent *event) override;

    QList<ChangeFigure *> m_figures; ///< as kMetrics, then views per visit
    QLabel *m_nothing; ///< why there is nothing to compare with
    int m_columns = 0;
};
