// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/clock.h"

#include <QThread>

#include <condition_variable>
#include <deque>

/// A thread that runs one job after the other: urgent ones first, otherwise in the order of arrival.
/// Skips jobs that were cancelled before their turn.
///
/// Jobs may come from any thread. At most kMaxWaiting patient ones wait, each for kPatience; then they are
/// given up. The destructor cancels the running job, waits for it and drops the others.
class JobThread final : private QThread
{
    Q_DISABLE_COPY_MOVE(JobThread)

public:
    /// A job should stop early when the flag is set.
    using Job = std::function<void(const std::atomic<bool> &isCancelled)>;

    static constexpr std::size_t kMaxWaiting = 500;
    static constexpr Micros kPatience = 10 * kMicrosPerSecond; ///< the client has got a timeout by then

    /// `niceness` from 0 to 19: higher values leave more of the processor to other threads. `atEnd` is the
    /// last function that runs in the thread.
    explicit JobThread(const QString &name, int niceness = 0, std::function<void()> atEnd = {});
    ~JobThread() override;

    /// False when the system refused to start a thread: then no job runs.
    using QThread::isRunning;

    /// Adds an urgent job.
    void post(Job job);
    /// Adds a patient one; `giveUp` is called instead, at once in this thread when too many wait.
    void post(Job job, std::function<void()> giveUp);
    /// Answers with the Result<T> of `work(asked)`, which should stop early when asked.isCancelled().
    template <typename T, typename Work>
    [[nodiscard]] Asking ask(const AskContext &who, Answer<T> answer, Work work);

    /// The error of a patient job that is given up.
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
    std::mutex m_mutex; // guards the members below
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
