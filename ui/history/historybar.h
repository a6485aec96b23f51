// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/pastbar.h"

#include <QList>

class Figure;

/// The top of the History page: beside what every page about the past offers, comparison, granularity, what
/// the answer cost, and the visits.
class HistoryBar final : public PastBar
{
    Q_OBJECT

public:
    explicit HistoryBar(QWidget *parent = nullptr);

    void setQuestion(const PastQuestion &past) override;
    /// Hits that were looked at, and how long that took; shown where there is room for it.
    void setCost(qint64 readHits, double elapsedMs);
    void setVisitsShown(bool on);

Q_SIGNALS:
    void comparedDaysWanted(); ///< two days are to be chosen for the comparison
    void visitsToggled(bool on);

private:
    void buildComparisonMenu();
    void buildGranularityMenu();
    void updateCost();
    void resizeEvent(QResizeEvent *event) override;

    Question m_question;
    QList<Granularity> m_fitting; ///< those that can be chosen
    Granularity m_automatic = Granularity::Day; ///< what "Automatic" means
    QMenu *m_comparisonMenu;
    QMenu *m_granularityMenu;
    Chip *m_comparison;
    Chip *m_granularity;
    Figure *m_cost;
    Chip *m_visits;
};
