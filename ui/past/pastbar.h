// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/question.h"

#include <QWidget>

class Chip;
class FlowLayout;
class PastQuestion;
class QMenu;
class QuestionPickers;

/// The top of a page about the past: undo and redo, range, bots, filters; export; on two lines where one is
/// too short. It shows a question and emits the one that the user wants; it stores none. Pages with more
/// controls derive from it. Main thread.
class PastBar : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PastBar)

public:
    /// Object names begin with `name`: "historyBar", "historyExport".
    explicit PastBar(const QString &name, QWidget *parent = nullptr);

    /// Shows the current question.
    virtual void setQuestion(const PastQuestion &past);
    QuestionPickers &pickers() const { return *m_pickers; }
    /// Empty; the page fills it when it opens.
    QMenu *exportMenu() const { return m_exportMenu; }

Q_SIGNALS:
    void wanted(const Question &question);

protected:
    /// Inserts `widget` into the row, to the left of `place`.
    void insertBefore(QWidget *place, QWidget *widget);
    Chip *exportChip() const { return m_export; }
    FlowLayout *row() const { return m_row; }
    /// Width that the visible and the hidden widgets of the row need together, in pixels, `spared` not
    /// counted.
    int neededWidth(const QWidget *spared = nullptr) const;
    /// Hides undo and redo, which have keys, too, where everything else but `spared` then fits on one line.
    void fitSteps(const QWidget *spared = nullptr);
    void changeEvent(QEvent *event) override;

private:
    FlowLayout *m_row;
    QuestionPickers *m_pickers;
    QMenu *m_exportMenu;
    Chip *m_export;
};
