// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/jobthread.h"

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace {

void stepBack(int niceness)
{
#ifdef Q_OS_LINUX
    // Linux knows no priorities among ordinary threads, but each has a nice value of its own.
    setpriority(PRIO_PROCESS, 0, niceness);
#else
    Q_UNUSED(niceness)
    QThread::currentThread()->setPriority(QThread::LowestPriority);
#endif
}

} // namespace

JobThread::JobThread(const QString &name, int niceness, std::function<void()> atEnd) :
    m_niceness(niceness), m_atEnd(std::move(atEnd))
{
    setObjectName(name);
    start();
}

JobThread::~JobThread()
{
    std::deque<Waiting> urgent;
    std::deque<Waiting> patient;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        urgent.swap(m_urgent);
        patient.swap(m_patient);
        if (m_underWay)
            m_underWay->cancel();
    }
    m_wake.notify_one();
    wait();
}

Error JobThread::tooMany()
{
    return {QStringLiteral("query_timeout"), QStringLiteral("Too many requests are waiting, retry later")};
}

void JobThread::post(Job job)
{
    push({std::move(job), {}, std::make_shared<AskingState>(nullptr), Urgency::Urgent});
}

void JobThread::post(Job job, std::function<void()> giveUp)
{
    push({std::move(job), std::move(giveUp), std::make_shared<AskingState>(nullptr), Urgency::Patient});
}

void JobThread::push(Waiting waiting)
{
    const bool isUrgent = waiting.urgency == Urgency::Urgent;
    {
        const std::lock_guard lock(m_mutex);
        if (isUrgent || m_patient.size() < kMaxWaiting) {
            (isUrgent ? m_urgent : m_patient).push_back(std::move(waiting));
            m_wake.notify_one();
            return;
        }
    }
    waiting.giveUp();
}

void JobThread::run()
{
    if (m_niceness > 0)
        stepBack(m_niceness);
    const auto isDue = [this] { return m_isStopping || !m_urgent.empty() || !m_patient.empty(); };
    std::unique_lock lock(m_mutex);
    for (m_wake.wait(lock, isDue); !m_isStopping; m_wake.wait(lock, isDue)) {
        std::deque<Waiting> &queue = m_urgent.empty() ? m_patient : m_urgent;
        Waiting next = std::move(queue.front());
        queue.pop_front();
        m_underWay = next.state;
        lock.unlock();
        if (next.urgency == Urgency::Patient && monotonicMicros() - next.since > kPatience)
            next.giveUp();
        else if (!next.state->isCancelled())
            next.job(next.state->isCancelled());
        next = {}; // what it held may be gone before the next one comes
        lock.lock();
        m_underWay.reset();
    }
    lock.unlock();
    if (m_atEnd)
        m_atEnd();
}
