// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>

/// A queue of streams, or of downloads, for stored hits: each gets one piece in turn.
///
/// Collector thread. At most kUnderWay pieces are being read or delivered at any time, so that few results
/// wait for this thread however many readers there are; the queue itself holds at most one entry for each of
/// them, and costs nothing once a reader has left.
class HitReadQueue final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HitReadQueue)

public:
    using Next = Answer<HitPiece>;

    /// `source` must outlive the questions; it may be destroyed before this object after stop().
    explicit HitReadQueue(HitQuestions &source, QObject *parent = nullptr) : QObject(parent), m_source(source)
    {
    }

    /// Passes the next piece to `next` unless `reader` is gone by then.
    void ask(QObject *reader, const HitFilter &filter, qint64 after, HitPiece::Append append, Next next);

    /// Stops reading for good.
    void stop();

private:
    static constexpr int kUnderWay = 2; ///< one is read while the previous one is sent

    struct Question
    {
        QPointer<QObject> reader;
        HitFilter filter;
        qint64 after = 0;
        HitPiece::Append append = nullptr;
        Next next;
    };

    void read();

    HitQuestions &m_source;
    Askings m_askings;
    std::deque<Question> m_waiting;
    int m_underWay = 0;
    bool m_isStopped = false;
};
