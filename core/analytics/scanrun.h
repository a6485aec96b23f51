// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segmentcache.h"
#include "core/analytics/segmentscan.h"

#include <QByteArray>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

/// Scans segments in several threads while the caller loads the next ones. One per question.
///
/// Belongs to the caller's thread; each worker has a scan of its own, and finish() adds them up.
class ScanRun final
{
public:
    /// A segment to scan, and the stored bytes of its columns that are not decoded yet.
    struct Work
    {
        std::shared_ptr<LoadedSegment> segment; ///< receives the decoded columns, in the caller's thread
        ScanTask task;
        std::vector<std::pair<Column, QByteArray>> encoded;
    };

    /// With `threads` 0 it scans in the caller's thread.
    ScanRun(const ScanPlan &plan, const ValueTables &values, int threads,
            const std::atomic<bool> &isCancelled);
    ~ScanRun();
    ScanRun(const ScanRun &) = delete;
    ScanRun &operator=(const ScanRun &) = delete;

    /// Blocks while too much is queued, so that memory stays bounded.
    void add(Work work);
    /// Waits for the rest. Empty when it was cancelled or a column was damaged; damaged() tells them apart.
    std::optional<ScanResult> finish();
    /// Numbers of segments with columns that cannot be decoded.
    const std::vector<qint64> &damaged() const { return m_damaged; }

private:
    static constexpr std::size_t kMostWaiting = 4;

    void run(SegmentScan &scan);
    void process(SegmentScan &scan, Work &work);
    /// Stores decoded columns in their segments. REQUIRES: the mutex is held or no worker runs.
    void collect();

    const ScanPlan &m_plan;
    std::vector<quint32> m_codeCounts; ///< codes of a column are less than this
    const std::atomic<bool> &m_isCancelled;
    std::mutex m_mutex; // guards the members below
    std::condition_variable m_changed;
    std::deque<Work> m_waiting;
    std::vector<Work> m_done;
    std::vector<qint64> m_damaged;
    bool m_isClosed = false;

    std::vector<std::unique_ptr<SegmentScan>> m_scans; ///< one for each worker, or one for the caller
    std::vector<std::thread> m_threads;
};
