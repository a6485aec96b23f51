// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/pastbar.h"

#include <QList>

class Figure;

/// The top of the History page: the controls of every page about the past, comparison, granularity, the
/// cost of the answer, and the visits.
class HistoryBar final : public PastBar
{
    Q_OBJECT

public:
    explicit HistoryBar(QWidget *parent = nullptr);

    void setQuestion(const PastQuestion &past) override;
    /// Hits read, and the time taken; shown if there is room for it.
    void setCost(qint64 readHits, double elapsedMs);
    void setVisitsShown(bool on);

Q_SIGNALS:
    void comparedDaysWanted(); ///< the user wants to choose two days for the comparison
    void visitsToggled(bool on);

private:
    void buildComparisonMenu();
    void showComparison(); ///< the marks in its menu
    void buildGranularityMenu();
    void updateCost();
    void resizeEvent(QResizeEvent *event) override;

    Question m_question;
    QList<Granularity> m_fitting; ///< those that fit the range
    Granularity m_automatic = Granularity::Day; ///< what "Automatic" means
    QMenu *m_comparisonMenu;
    QAction *m_weekdays = nullptr; ///< of that menu
    QMenu *m_granularityMenu;
    Chip *m_comparison;
    Chip *m_granularity;
    Figure *m_cost;
    Chip *m_visits;
};
