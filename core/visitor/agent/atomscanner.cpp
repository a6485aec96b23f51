// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/atomscanner.h"

#include <cstddef>
#include <limits>

namespace {

constexpr std::size_t kMaxStates = std::numeric_limits<quint16>::max();

} // namespace

AtomScanner::AtomScanner(const QByteArrayList &atoms)
{
    const auto folded = [](char c) { return static_cast<quint8>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); };
    m_classes = 1;
    for (const QByteArray &atom : atoms) {
        for (const char c : atom) {
            if (quint8 &known = m_classOf[folded(c)]; known == 0)
                known = static_cast<quint8>(m_classes++);
        }
    }
    for (char c = 'A'; c <= 'Z'; ++c)
        m_classOf[static_cast<quint8>(c)] = m_classOf[folded(c)];

    // A tree of the atoms; 0 is the root and "no move yet".
    std::vector<std::vector<int>> outputs(1);
    m_next.assign(m_classes, 0);
    for (qsizetype number = 0; number < atoms.size(); ++number) {
        std::size_t state = 0;
        for (const char c : atoms[number]) {
            const std::size_t move = state * m_classes + m_classOf[static_cast<quint8>(c)];
            if (m_next[move] == 0) {
                if (outputs.size() == kMaxStates) {
                    *this = {};
                    m_usable = false;
                    return;
                }
                m_next[move] = static_cast<quint16>(outputs.size());
                outputs.emplace_back();
                m_next.resize(m_next.size() + m_classes, 0);
            }
            state = m_next[move];
        }
        if (state != 0)
            outputs[state].push_back(static_cast<int>(number));
    }

    // Breadth first: moves that are missing are those of the longest proper suffix.
    std::vector<quint16> suffix(outputs.size(), 0);
    std::vector<quint16> order;
    order.reserve(outputs.size());
    for (std::size_t c = 0; c < m_classes; ++c) {
        if (m_next[c] != 0)
            order.push_back(m_next[c]);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t state = order[i];
        for (std::size_t c = 0; c < m_classes; ++c) {
            quint16 &move = m_next[state * m_classes + c];
            const quint16 fallback = m_next[suffix[state] * m_classes + c];
            if (move == 0) {
                move = fallback;
                continue;
            }
            suffix[move] = fallback;
            outputs[move].insert(outputs[move].end(), outputs[fallback].begin(), outputs[fallback].end());
            order.push_back(move);
        }
    }
    m_next.shrink_to_fit();
    m_firstOutput.reserve(outputs.size() + 1);
    for (const std::vector<int> &of : outputs) {
        m_firstOutput.push_back(static_cast<quint32>(m_outputs.size()));
        m_outputs.insert(m_outputs.end(), of.begin(), of.end());
    }
    m_firstOutput.push_back(static_cast<quint32>(m_outputs.size()));
    m_outputs.shrink_to_fit();
}
