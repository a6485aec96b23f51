// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/scanrun.h"

#include "core/analytics/segmentcodec.h"

ScanRun::ScanRun(const ScanPlan &plan, const ValueTables &values, int threads,
                 const std::atomic<bool> &isCancelled) :
    m_plan(plan), m_isCancelled(isCancelled)
{
    for (std::size_t i = 0; i < kColumnCount; ++i)
        m_codeCounts.push_back(values.size(static_cast<Column>(i)));
    for (int i = 0; i < std::max(1, threads); ++i)
        m_scans.push_back(std::make_unique<SegmentScan>(plan));
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this, scan = m_scans[static_cast<std::size_t>(i)].get()] { run(*scan); });
}

ScanRun::~ScanRun()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
        m_waiting.clear();
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

void ScanRun::add(Work work)
{
    if (m_threads.empty()) {
        process(*m_scans.front(), work);
        m_done.push_back(std::move(work));
        collect();
        return;
    }
    std::unique_lock lock(m_mutex);
    collect();
    m_changed.wait(lock, [this] { return m_waiting.size() < kMostWaiting; });
    m_waiting.push_back(std::move(work));
    m_changed.notify_all();
}

void ScanRun::run(SegmentScan &scan)
{
    for (;;) {
        Work work;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_isClosed || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            work = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        m_changed.notify_all();
        process(scan, work);
        const std::lock_guard lock(m_mutex);
        m_done.push_back(std::move(work));
    }
}

void ScanRun::process(SegmentScan &scan, Work &work)
{
    if (m_isCancelled)
        return;
    bool isSound = true;
    for (const auto &[column, bytes] : work.encoded) {
        const auto decoded = decodeColumn(bytes, *work.task.frame);
        isSound = isSound && decoded && decoded->largest() < m_codeCounts[indexOf(column)];
        work.task.columns[indexOf(column)] = decoded;
    }
    if (!isSound) {
        const std::lock_guard lock(m_mutex);
        m_damaged.push_back(work.segment->stored.num);
        return;
    }
    if (m_plan.pages.codes.empty()) {
        scan.scan(work.task);
        return;
    }
    ScanTask task = work.task; // what was decoded goes into the cache as it is stored
    task.columns[indexOf(Column::Page)] = m_plan.grouped(task.columns[indexOf(Column::Page)]);
    scan.scan(task);
}

void ScanRun::collect()
{
    for (Work &work : m_done) {
        for (const auto &[column, bytes] : work.encoded)
            work.segment->columns[indexOf(column)] = work.task.columns[indexOf(column)];
    }
    m_done.clear();
}

std::optional<ScanResult> ScanRun::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
    if (m_isCancelled || !m_damaged.empty())
        return std::nullopt;
    collect();
    ScanResult result = m_scans.front()->takeResult();
    for (std::size_t i = 1; i < m_scans.size(); ++i)
        result.add(m_scans[i]->takeResult());
    return result;
}
