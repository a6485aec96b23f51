// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segment.h"

#include <algorithm>
#include <limits>

CodeColumn::CodeColumn(Grain grain, const std::vector<quint32> &codes) : m_grain(grain)
{
    const quint32 most = codes.empty() ? 0 : *std::ranges::max_element(codes);
    if (most == 0)
        return;
    if (most <= std::numeric_limits<quint8>::max()) {
        m_width = 1;
        m_bytes.resize(codes.size());
        std::ranges::transform(codes, m_bytes.begin(),
                               [](quint32 code) { return static_cast<quint8>(code); });
    } else if (most <= std::numeric_limits<quint16>::max()) {
        m_width = 2;
        m_words.resize(codes.size());
        std::ranges::transform(codes, m_words.begin(),
                               [](quint32 code) { return static_cast<quint16>(code); });
    } else {
        m_width = 4;
        m_longs = codes;
    }
}

std::size_t CodeColumn::size() const
{
    return m_bytes.size() + m_words.size() + m_longs.size();
}

quint32 CodeColumn::at(std::size_t index) const
{
    quint32 code = 0;
    with([&](const auto *codes) { code = codes[index]; });
    return code;
}

quint32 CodeColumn::largest() const
{
    quint32 most = 0;
    with([&](const auto *codes) {
        for (std::size_t i = 0; i < size(); ++i)
            most = std::max<quint32>(most, codes[i]);
    });
    return most;
}

std::size_t SegmentFrame::byteCount() const
{
    return starts.size() * 4 + time.size() * 5 + sharedIds.size() * 9 + sharedMicros.size() * 2;
}

std::vector<quint32> visitStartsOf(const SegmentFrame &frame)
{
    std::vector<quint32> starts;
    for (quint32 i = 0; i < frame.hits(); ++i) {
        if (frame.flags[i] & (HitFlag::kStartsVisit | HitFlag::kStartsHumanVisit))
            starts.push_back(i);
    }
    return starts;
}
