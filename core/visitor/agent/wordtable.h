// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/ascii.h"
#include "core/visitor/agent/atomscanner.h"

#include <QByteArrayList>
#include <QByteArrayView>

#include <cstddef>
#include <span>

/// Finds the first row of a table (clientproducts.h) whose word an agent has: as a whole word, in any case;
/// a word that ends with "*" matches as a prefix. Rows have a `word`. Immutable, so thread-safe.
template <typename Row>
class WordTable final
{
public:
    /// `rows` must outlive it.
    explicit WordTable(std::span<const Row> rows) : m_rows(rows), m_words(wordsOf(rows)) { }

    /// Null when no word occurs.
    const Row *firstIn(QByteArrayView agent) const
    {
        std::size_t first = m_rows.size();
        m_words.scan(agent, [&](int number, qsizetype end) {
            const auto row = static_cast<std::size_t>(number);
            if (row < first && standsAlone(m_rows[row].word, agent, end))
                first = row;
        });
        return first == m_rows.size() ? nullptr : &m_rows[first];
    }

private:
    static constexpr char kGoesOn = '*';

    static QByteArrayList wordsOf(std::span<const Row> rows)
    {
        QByteArrayList words;
        for (const Row &row : rows) {
            const QByteArrayView word(row.word);
            words.append(word.chopped(word.endsWith(kGoesOn) ? 1 : 0).toByteArray());
        }
        return words;
    }

    /// Whether the word of a row that ends at `end` is no piece of a longer one.
    static bool standsAlone(QByteArrayView word, QByteArrayView agent, qsizetype end)
    {
        const bool mayGoOn = word.endsWith(kGoesOn);
        const qsizetype start = end - word.size() + (mayGoOn ? 1 : 0);
        const bool isLeftOpen = start > 0 && Ascii::isOfWord(word.front())
            && Ascii::isOfWord(agent[start - 1]);
        const bool isRightOpen = end < agent.size() && Ascii::isOfWord(word.back())
            && Ascii::isOfWord(agent[end]);
        return !isLeftOpen && !isRightOpen; // "*" is no character of a word
    }

    std::span<const Row> m_rows;
    AtomScanner m_words;
};
