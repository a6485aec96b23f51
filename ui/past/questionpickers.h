// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/question.h"

#include <QList>
#include <QObject>

class Chip;
class FilterChip;
class FlowLayout;
class QMenu;
class QToolButton;
class QWidget;

/// The controls that every bar about the past has: undo and redo, range, bots, filters. They show a question
/// and emit the one that the user wants; they store none. The bar places them.
class QuestionPickers final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuestionPickers)

public:
    /// The widgets become children of `bar`. Names of some begin with `prefix`: "historyUndo".
    QuestionPickers(QWidget *bar, const QString &prefix);

    void setQuestion(const Question &question, const QString &zone);
    void setSteps(bool canUndo, bool canRedo);
    /// Opens the menu of dimensions.
    void openFilterMenu();
    /// Updates the colours of icons after a change of theme.
    void restyle();
    /// A button of the same kind, with a menu if there is one.
    Chip *addPicker(const QString &objectName, const QString &accessibleName, QMenu *menu);

    QToolButton *undo() const { return m_undo; }
    QToolButton *redo() const { return m_redo; }
    Chip *range() const { return m_range; }
    Chip *bots() const { return m_bots; }
    Chip *addFilter() const { return m_addFilter; }
    /// The line of filters, hidden while there are none.
    QWidget *filters() const { return m_chips; }

Q_SIGNALS:
    void wanted(const Question &question);
    void daysWanted(); ///< the user wants to choose two days for the range
    void filterWanted(const FilterGroup &group); ///< to be edited; without values it is a new one

private:
    QToolButton *addStep(const QString &icon, const QString &text, const QString &objectName);
    void buildRangeMenu();
    void showRange(); ///< the mark in its menu
    void buildFilterMenu();
    void rebuildChips();

    QWidget *m_bar;
    Question m_question;
    QMenu *m_rangeMenu;
    QMenu *m_filterMenu;
    QToolButton *m_undo;
    QToolButton *m_redo;
    Chip *m_range;
    Chip *m_bots;
    Chip *m_addFilter;
    QWidget *m_chips;
    FlowLayout *m_flow;
    QList<FilterChip *> m_filters;
};
