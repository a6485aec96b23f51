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
/// The caller's thread owns it; each worker has a scan of its own, added up by finish().
class ScanRun final
{
public:
    /// A segment to scan, and the stored bytes of columns that are not decoded yet.
    struct Work
    {
        std::shared_ptr<LoadedSegment> segment; ///< takes up what was decoded, in the caller's thread
        ScanTask task;
        std::vector<std::pair<Column, QByteArray>> encoded;
    };

    /// `threads` 0 scans in the caller's thread.
    ScanRun(const ScanPlan &plan, const ValueTables &values, int threads,
            const std::atomic<bool> &isCancelled);
    ~ScanRun();
    ScanRun(const ScanRun &) = delete;
    ScanRun &operator=(const ScanRun &) = delete;

    /// Waits when too much is waiting already, so that memory stays bounded.
    void add(Work work);
    /// Waits for the rest. Nothing when it was cancelled or a column was damaged; damaged() tells which.
    std::optional<ScanResult> finish();
    /// Numbers of segments with columns that cannot be decoded.
    const std::vector<qint64> &damaged() const { return m_damaged; }

private:
    static constexpr std::size_t kMostWaiting = 4;

    void run(SegmentScan &scan);
    void process(SegmentScan &scan, Work &work);
    /// Gives decoded columns to their segments. REQUIRES: the mutex is held or no worker runs.
    void collect();

    const ScanPlan &m_plan;
    std::vector<quint32> m_codeCounts; ///< codes of a column are below
    const std::atomic<bool> &m_isCancelled;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::deque<Work> m_waiting;
    std::vector<Work> m_done;
    std::vector<qint64> m_damaged;
    bool m_isClosed = false;

    std::vector<std::unique_ptr<SegmentScan>> m_scans; ///< of each worker, or of the caller
    std::vector<std::thread> m_threads;
};
