// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

/// Pairs of a code and a number, to be counted once each however often they were noted. Belongs to one
/// thread.
class Notes final
{
public:
    void add(quint32 code, quint32 number) { m_notes.push_back(quint64(code) << 32 | number); }
    void add(const Notes &more) { m_notes.insert(m_notes.end(), more.m_notes.begin(), more.m_notes.end()); }

    /// Calls visit(code, number) for each pair once, numbers ascending or codes ascending. Codes are below
    /// `codes`. The order of the notes is lost.
    template <typename Visit>
    void forEachOnce(std::size_t codes, Visit visit)
    {
        if (m_notes.empty())
            return;
        const quint32 largest = numberOf(std::ranges::max(m_notes, {}, numberOf));
        if (m_notes.size() < largest / 4)
            forEachSorted(visit);
        else
            forEachCounted(codes, largest, visit);
    }

private:
    static quint32 numberOf(quint64 note) { return static_cast<quint32>(note); }
    static quint32 codeOf(quint64 note) { return static_cast<quint32>(note >> 32); }

    /// Few notes among many numbers.
    template <typename Visit>
    void forEachSorted(Visit visit)
    {
        std::ranges::sort(m_notes);
        std::for_each(m_notes.begin(), std::unique(m_notes.begin(), m_notes.end()),
                      [&visit](quint64 note) { visit(codeOf(note), numberOf(note)); });
    }

    /// Counting puts the codes of each number side by side, several times as fast as a sort; a pair is new
    /// when the last number of its code is another one.
    template <typename Visit>
    void forEachCounted(std::size_t codes, quint32 largest, Visit visit)
    {
        constexpr quint32 kNone = std::numeric_limits<quint32>::max();
        std::vector<quint32> ends(std::size_t(largest) + 1);
        for (const quint64 note : m_notes)
            ++ends[numberOf(note)];
        quint32 begin = 0;
        for (quint32 &end : ends) // where those of this number begin, until each has moved it on
            begin += std::exchange(end, begin);
        std::vector<quint32> ordered(m_notes.size());
        for (const quint64 note : m_notes)
            ordered[ends[numberOf(note)]++] = codeOf(note);
        std::vector<quint32> last(codes, kNone);
        quint32 i = 0;
        for (quint32 number = 0; number <= largest; ++number) {
            for (; i < ends[number]; ++i) {
                if (std::exchange(last[ordered[i]], number) != number)
                    visit(ordered[i], number);
            }
        }
    }

    std::vector<quint64> m_notes; ///< code << 32 | number
};
