// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/past/question.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

/// One filter of a page about the past: an operator and any number of values, found among those that
/// match the rest of the question. Emits the new filter. The source must outlive it.
class FilterDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `question` without breakdowns and without this group.
    FilterDialog(StatsQuestions &source, const StatsQuery &question, const FilterGroup &group,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const FilterGroup &group);

private:
    void buildLayout();
    void ask();
    void fill(const Breakdown &breakdown);
    void addValue(const QString &value, qint64 visitors, bool isChosen);
    void onSearchEdited();
    FilterGroup edited() const;
    bool takesText() const; ///< "contains" accepts typed text

    StatsQuestions &m_source;
    StatsQuery m_question;
    FilterGroup m_group; ///< values as chosen so far
    Asking m_asking;
    QComboBox *m_operator;
    QLineEdit *m_search;
    QListWidget *m_values;
    QLabel *m_note;
    QPushButton *m_save = nullptr;
    QTimer m_typing;
};
