// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/hitreadqueue.h"

void HitReadQueue::ask(QObject *reader, const HitFilter &filter, qint64 after, HitPiece::Append append,
                       Next next)
{
    m_waiting.push_back({reader, filter, after, append, std::move(next)});
    read();
}

void HitReadQueue::read()
{
    while (!m_isStopped && m_underWay < kUnderWay && !m_waiting.empty()) {
        const Question question = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!question.reader)
            continue;
        ++m_underWay;
        m_askings.add(m_source.piece(
            question.filter, question.after, question.append, this,
            [this, reader = question.reader, next = question.next](const Result<HitPiece> &piece) {
                --m_underWay;
                if (reader)
                    next(piece);
                read();
            }));
    }
}

void HitReadQueue::stop()
{
    m_isStopped = true;
    m_askings.cancel();
    m_waiting.clear();
}
