// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/questionstack.h"

void QuestionStack::reset(const Question &question)
{
    m_questions = {question};
    m_at = 0;
}

bool QuestionStack::push(const Question &question)
{
    if (question == current())
        return false;
    m_questions.resize(m_at + 1);
    m_questions.append(question);
    if (m_questions.size() > kMost)
        m_questions.removeFirst();
    m_at = m_questions.size() - 1;
    return true;
}

bool QuestionStack::undo()
{
    if (!canUndo())
        return false;
    --m_at;
    return true;
}

bool QuestionStack::redo()
{
    if (!canRedo())
        return false;
    ++m_at;
    return true;
}
