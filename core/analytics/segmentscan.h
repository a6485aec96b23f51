// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/crossing.h"
#include "core/analytics/scanplan.h"
#include "core/analytics/scanresult.h"
#include "core/analytics/segment.h"

#include <memory>
#include <vector>

/// One segment with all parts that a plan needs. Values are shared with the cache; immutable.
struct ScanTask
{
    /// A plain visitor of this segment whose late hits are in the segment of the day before.
    struct Promoted
    {
        quint32 visitor; ///< ordinal
        quint32 number; ///< number of its id
    };

    std::shared_ptr<const SegmentFrame> frame;
    std::shared_ptr<const SegmentDetails> details; ///< null unless values are needed
    std::array<std::shared_ptr<const CodeColumn>, kColumnCount> columns; ///< only those that the plan needs
    std::shared_ptr<const std::vector<quint32>> sharedNumbers; ///< of the ids of shared visitors
    std::shared_ptr<const Crossing> before; ///< with the day before; null when there is none
    std::shared_ptr<const Crossing> after; ///< with the day after; null when there is none
    std::vector<Promoted> promoted; ///< ascending
};

/// Scans segments one after the other. Belongs to one thread; reuses its buffers.
class SegmentScan final
{
public:
    explicit SegmentScan(const ScanPlan &plan) : m_plan(plan), m_result(plan) { }

    void scan(const ScanTask &task);
    ScanResult takeResult() { return std::move(m_result); }

    /// First half of scan(): finds matching hits and their visits.
    void select(const ScanTask &task);
    const SelectedHits &selected() const { return m_selection.hits; }
    const SegmentVisits &visits() const { return m_visits; }
    /// The record of a visit number given by select().
    const VisitRecord &visit(const ScanTask &task, quint32 number) const;

private:
    void findVisits(const ScanTask &task);
    void mask(const ScanTask &task);
    void maskColumn(const SegmentFrame &frame, const CodeColumn &column,
                    const ScanPlan::Condition &condition);
    void maskVisits(const ScanTask &task);
    void maskTouches(const ScanTask &task);
    void compress(const ScanTask &task);
    template <bool WithVisits, bool WithPageviews>
    void compressAs(const ScanTask &task);
    const SelectedHits &visitorEntries();
    const SelectedHits &visitEntries();
    using VisitCode = quint32 VisitRecord::*;

    void countUniform(const ScanTask &task, quint32 code, Tally &tally);
    /// Adds the currencies of the selected hits to m_codes, if the list splits them.
    void addCurrencies(const ScanTask &task, const ScanPlan::List &list);
    quint32 currencyOf(const ScanTask &task, const ScanPlan::List &list, std::size_t at) const;
    /// The entries with the codes of m_codes.
    void count(const ScanTask &task, const SelectedHits &entries, Tally &tally);
    quint32 codeOfVisit(const ScanTask &task, quint32 visit, VisitCode code) const; ///< 0 for no visit
    /// Number of the visit of a hit; a hit without a visit counts as one of its own.
    quint32 touchOf(const ScanTask &task, quint32 visit, quint32 hit, quint32 visitor) const;

    /// Codes per entry; reused for the next list.
    const ScratchVector<quint32> &touchesOf(const ScanTask &task, const SelectedHits &entries);

    void countList(const ScanTask &task, const ScanPlan::List &list, Tally &tally);
    void countColumn(const ScanTask &task, const ScanPlan::List &list, Tally &tally);
    void countNames(const ScanTask &task, const ScanPlan::List &list, Tally &tally);
    /// The own values of the selected hits.
    const ScratchVector<double> &valuesOf(const ScanTask &task);
    void gather(const CodeColumn &column, const SelectedHits &selected);
    void countTotals(const ScanTask &task);
    void countTimes(const ScanTask &task, const TimeCodes &times, Tally &tally);
    void countGoals(const ScanTask &task);

    const ScanPlan &m_plan;
    ScanResult m_result;
    quint32 m_visitorBase = 0; ///< of this segment's plain visitors: their numbers are unique in this scan
    quint32 m_visitBase = 0;
    SegmentVisits m_visits;
    Selection m_selection;
    bool m_hasVisitorEntries = false; ///< m_selection.visitors belongs to the current segment
    bool m_hasVisitEntries = false;
    ScratchVector<quint32> m_visitOf; ///< of each hit
    ScratchVector<quint8> m_mask; ///< of each hit
    ScratchVector<quint32> m_codes; ///< of the selected hits
    ScratchVector<double> m_values; ///< of the selected hits
    bool m_hasValues = false; ///< m_values belongs to the current segment
    ScratchVector<quint32> m_touches;
    const SelectedHits *m_touchesOf = nullptr; ///< whose touches `m_touches` has, in the current segment
};
