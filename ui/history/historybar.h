// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/question.h"

#include <QList>
#include <QWidget>

class Chip;
class Figure;
class QHBoxLayout;
class QMenu;
class QuestionPickers;

/// The top of the History page: range, comparison, granularity, filters, bots; what the answer cost; export.
/// It shows a question and says which one is wanted instead; it keeps none of its own.
class HistoryBar final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryBar(QWidget *parent = nullptr);

    /// `fitting` granularities can be chosen; `automatic` is what "Automatic" means.
    void setQuestion(const Question &question, const QString &zone, const QList<Granularity> &fitting,
                     Granularity automatic);
    /// Hits that were looked at, and how long that took; shown where there is room for it.
    void setCost(qint64 readHits, double elapsedMs);
    void setVisitsShown(bool on);
    QuestionPickers &pickers() const { return *m_pickers; }
    QMenu *exportMenu() const { return m_exportMenu; }

Q_SIGNALS:
    void wanted(const Question &question);
    void daysWanted(); ///< two days are to be chosen for the range
    void comparedDaysWanted();
    void filterWanted(const FilterGroup &group); ///< to be edited; without values it is a new one
    void undoWanted();
    void redoWanted();
    void visitsToggled(bool on);

private:
    void buildComparisonMenu();
    void buildGranularityMenu();
    void updateCost();
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    Question m_question;
    QList<Granularity> m_fitting;
    Granularity m_automatic = Granularity::Day;
    QuestionPickers *m_pickers;
    QHBoxLayout *m_top;
    QMenu *m_comparisonMenu;
    QMenu *m_granularityMenu;
    QMenu *m_exportMenu;
    Chip *m_comparison;
    Chip *m_granularity;
    Figure *m_cost;
    Chip *m_visits;
    Chip *m_export;
};
