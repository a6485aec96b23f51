// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

/// Collects pairs of a code and a number, and visits each distinct pair once. Belongs to one
/// thread.
class DistinctPairs final
{
public:
    void add(quint32 code, quint32 number) { m_pairs.push_back(quint64(code) << 32 | number); }
    void add(const DistinctPairs &more)
    {
        m_pairs.insert(m_pairs.end(), more.m_pairs.begin(), more.m_pairs.end());
    }

    /// Calls visit(code, number) once for each distinct pair, by ascending number or by ascending code. Codes
    /// are less than `codes`. Reorders the pairs.
    template <typename Visit>
    void forEachOnce(std::size_t codes, Visit visit)
    {
        if (m_pairs.empty())
            return;
        const quint32 largest = numberOf(std::ranges::max(m_pairs, {}, numberOf));
        if (m_pairs.size() < largest / 4)
            forEachSorted(visit);
        else
            forEachCounted(codes, largest, visit);
    }

private:
    static quint32 numberOf(quint64 pair) { return static_cast<quint32>(pair); }
    static quint32 codeOf(quint64 pair) { return static_cast<quint32>(pair >> 32); }

    /// For few pairs whose numbers are large.
    template <typename Visit>
    void forEachSorted(Visit visit)
    {
        std::ranges::sort(m_pairs);
        std::for_each(m_pairs.begin(), std::unique(m_pairs.begin(), m_pairs.end()),
                      [&visit](quint64 pair) { visit(codeOf(pair), numberOf(pair)); });
    }

    /// A counting sort groups the codes of each number, several times as fast as a sort; a pair is new
    /// when the last number seen with its code is different.
    template <typename Visit>
    void forEachCounted(std::size_t codes, quint32 largest, Visit visit)
    {
        constexpr quint32 kNone = std::numeric_limits<quint32>::max();
        std::vector<quint32> ends(std::size_t(largest) + 1);
        for (const quint64 pair : m_pairs)
            ++ends[numberOf(pair)];
        quint32 begin = 0;
        for (quint32 &end : ends) // start offsets; adding the codes turns each into the end offset
            begin += std::exchange(end, begin);
        std::vector<quint32> ordered(m_pairs.size());
        for (const quint64 pair : m_pairs)
            ordered[ends[numberOf(pair)]++] = codeOf(pair);
        std::vector<quint32> last(codes, kNone);
        quint32 i = 0;
        for (quint32 number = 0; number <= largest; ++number) {
            for (; i < ends[number]; ++i) {
                if (std::exchange(last[ordered[i]], number) != number)
                    visit(ordered[i], number);
            }
        }
    }

    std::vector<quint64> m_pairs; ///< code << 32 | number
};
