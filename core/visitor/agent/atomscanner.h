// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

#include <array>
#include <vector>

/// Finds which of many short texts occur in another one, in one pass, ignoring ASCII case.
///
/// Aho–Corasick as one transition table. Bytes that occur in no atom share a class, which makes the table
/// five times smaller than one of 256 columns. Immutable after its construction.
class AtomScanner final
{
public:
    AtomScanner() = default;
    /// Empty atoms are never found. A set that needs more than 65,535 states is refused, see isUsable().
    explicit AtomScanner(const QByteArrayList &atoms);

    bool isUsable() const { return m_usable; }

    /// Calls found(number of the atom, position after its last byte), possibly more than once for each.
    template <typename Found>
    void scan(QByteArrayView text, Found &&found) const
    {
        if (m_classes == 0)
            return;
        std::size_t state = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            state = m_next[state * m_classes + m_classOf[static_cast<quint8>(text[i])]];
            for (quint32 at = m_firstOutput[state]; at < m_firstOutput[state + 1]; ++at)
                found(m_outputs[at], i + 1);
        }
    }

private:
    std::array<quint8, 256> m_classOf {}; ///< 0 = in no atom
    std::size_t m_classes = 0;
    std::vector<quint16> m_next; ///< state × class → state
    std::vector<quint32> m_firstOutput; ///< of a state, in m_outputs; one more than there are states
    std::vector<int> m_outputs;
    bool m_usable = true;
};
