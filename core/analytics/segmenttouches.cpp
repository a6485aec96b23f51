// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of SegmentScan that tells where visits came from.
#include "core/analytics/segmentscan.h"

void SegmentScan::maskTouches(const ScanTask &task)
{
    const SegmentFrame &frame = *task.frame;
    const auto maskHit = [&](quint32 hit, quint32 visitor) {
        if (m_mask[hit] != 0)
            m_mask[hit] = m_plan.touchCondition->holds(touchOf(task, m_visitOf[hit], hit, visitor)) ? 1 : 0;
    };
    for (quint32 v = 0; v < frame.visitors(); ++v) {
        for (quint32 i = frame.starts[v]; i < frame.starts[v + 1]; ++i)
            maskHit(i, v);
    }
    for (quint32 i = frame.anonymousFrom; i < frame.hits(); ++i)
        maskHit(i, frame.visitors() + i - frame.anonymousFrom);
}

quint32 SegmentScan::touchOf(const ScanTask &task, quint32 number, quint32 hit, quint32 visitor) const
{
    return number == kNoVisit ? codeAt(*task.columns[indexOf(Column::Touch)], hit, visitor)
                              : visit(task, number).touch;
}

const ScratchVector<quint32> &SegmentScan::touchesOf(const ScanTask &task, const SelectedHits &entries)
{
    if (m_touchesOf == &entries)
        return m_touches;
    m_touchesOf = &entries;
    m_touches.resize(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_touches[i] = touchOf(task, entries.visit[i], entries.hit[i], entries.visitorOf[i]);
    return m_touches;
}
