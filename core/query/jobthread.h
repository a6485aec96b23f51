// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/clock.h"

#include <QThread>

#include <condition_variable>
#include <deque>

/// A thread that does one job after the other: what is urgent first, else in the order in which they came.
/// What was cancelled before its turn is left out.
///
/// Jobs may come from any thread. At most kMaxWaiting patient ones wait, each for kPatience; then they are
/// given up. The end cancels the job under way, waits for it and drops the others.
class JobThread final : private QThread
{
    Q_DISABLE_COPY_MOVE(JobThread)

public:
    /// Stops early when the flag is set.
    using Job = std::function<void(const std::atomic<bool> &isCancelled)>;

    static constexpr std::size_t kMaxWaiting = 500;
    static constexpr Micros kPatience = 10 * kMicrosPerSecond; ///< the client has been told so by then

    /// `niceness` from 0 to 19: the more, the more of the processor is left to other threads. `atEnd` is the
    /// last that runs in it.
    explicit JobThread(const QString &name, int niceness = 0, std::function<void()> atEnd = {});
    ~JobThread() override;

    /// False when the system let it start no thread: nothing is done then.
    using QThread::isRunning;

    /// An urgent one.
    void post(Job job);
    /// A patient one; `giveUp` is called instead, here and now when too many wait.
    void post(Job job, std::function<void()> giveUp);
    /// Answers with what `work(asked)` returns, a Result<T>. It stops early when asked.isCancelled().
    template <typename T, typename Work>
    [[nodiscard]] Asking ask(const AskContext &who, Answer<T> answer, Work work);

    /// What a patient job that is given up answers.
    static Error tooMany();

private:
    struct Waiting
    {
        Job job;
        std::function<void()> giveUp;
        std::shared_ptr<AskingState> state;
        Urgency urgency = Urgency::Urgent;
        Micros since = monotonicMicros();
    };

    void push(Waiting waiting);
    void run() override;

    const int m_niceness;
    const std::function<void()> m_atEnd;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<Waiting> m_urgent; ///< oldest first
    std::deque<Waiting> m_patient; ///< oldest first
    std::shared_ptr<AskingState> m_underWay;
    bool m_isStopping = false;
};

template <typename T, typename Work>
Asking JobThread::ask(const AskContext &who, Answer<T> answer, Work work)
{
    const Asked<T> asked(who, std::move(answer));
    push({[asked, work = std::move(work)](const auto &) { asked.answer(work(asked)); },
          [asked] { asked.answer(tooMany()); }, asked.state(), who.urgency});
    return asked.asking();
}
