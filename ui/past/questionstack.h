// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/past/question.h"

/// The questions that were asked one after another, to go back and forth among them. A pure value.
class QuestionStack final
{
public:
    static constexpr qsizetype kMost = 200; ///< older ones are forgotten

    /// Begins anew: nothing to go back to.
    void reset(const Question &question);
    /// Makes `question` the current one; what had been undone is gone. False when it is the current one.
    bool push(const Question &question);
    const Question &current() const { return m_questions.at(m_at); }
    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_questions.size(); }
    bool undo(); ///< false when there is nothing
    bool redo();

private:
    QList<Question> m_questions = {Question()};
    qsizetype m_at = 0;
};
