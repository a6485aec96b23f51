// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/question.h"

/// The history of questions, for undo and redo. A pure value.
class QuestionStack final
{
public:
    static constexpr qsizetype kMost = 200; ///< older ones are dropped

    /// Starts again with nothing to undo.
    void reset(const Question &question);
    /// Makes `question` the current one; drops what had been undone. False when it is the current one.
    bool push(const Question &question);
    const Question &current() const { return m_questions.at(m_at); }
    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_questions.size(); }
    bool undo(); ///< false when there is nothing to undo
    bool redo();

private:
    QList<Question> m_questions = {Question()};
    qsizetype m_at = 0;
};
