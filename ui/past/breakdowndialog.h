// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/past/breakdownmodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class RowTable;

/// All values of a dimension with all metrics: scrolling loads more, a header sorts, Enter or a double
/// click filters the page. The source must outlive it.
class BreakdownDialog final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int kPage = 200;

    /// `question` is the page's; `list` sets dimension, order and search.
    BreakdownDialog(StatsQuestions &source, const StatsQuery &question, const BreakdownQuery &list,
                    QWidget *parent = nullptr);

    BreakdownModel &model() { return m_model; }

Q_SIGNALS:
    void filterToggled(const DimensionFilter &filter);
    void exportWanted(const QString &dimension);
    void copyWanted(const QString &dimension);

private:
    void buildLayout();
    void ask(int offset);
    void showRows(const StatsTable &table);
    void sortBy(int column);
    void activate(const QModelIndex &index);
    void keyPressEvent(QKeyEvent *event) override;

    StatsQuestions &m_source;
    StatsQuery m_question;
    BreakdownQuery m_list;
    Asking m_asking;
    BreakdownModel m_model;
    RowTable *m_table;
    QLineEdit *m_search;
    QLabel *m_note;
    QTimer m_typing;
};
