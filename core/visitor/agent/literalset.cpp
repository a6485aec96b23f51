// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/literalset.h"

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype kStartBytes = 5;

QByteArrayList startsOf(const QList<LiteralSet::Literal> &literals)
{
    QByteArrayList starts;
    for (const LiteralSet::Literal &literal : literals)
        starts.append(literal.text.first(std::min(literal.text.size(), kStartBytes)));
    return starts;
}

} // namespace

LiteralSet::LiteralSet(const QList<Literal> &literals, Qt::CaseSensitivity sensitivity) :
    m_literals(literals), m_sensitivity(sensitivity), m_starts(startsOf(literals))
{
}

int LiteralSet::first(QByteArrayView text) const
{
    int least = -1;
    m_starts.scan(text, [&](int index, qsizetype end) {
        const Literal &literal = m_literals[index];
        const qsizetype start = end - std::min(literal.text.size(), kStartBytes);
        if ((least >= 0 && literal.number >= least) || (literal.atStart && start != 0)
            || text.size() - start < literal.text.size())
            return;
        const QByteArrayView found = text.sliced(start, literal.text.size());
        if (m_sensitivity == Qt::CaseSensitive ? found == literal.text
                                               : found.compare(literal.text, Qt::CaseInsensitive) == 0)
            least = literal.number;
    });
    return least;
}

std::optional<LiteralSet::Literal> LiteralSet::fromPattern(QByteArrayView pattern)
{
    Literal literal;
    literal.atStart = pattern.startsWith('^');
    if (literal.atStart)
        pattern = pattern.sliced(1);
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        char c = pattern[i];
        if (c == '\\') {
            if (pattern.sliced(i).startsWith("\\x20")) {
                c = ' ';
                i += 3;
            } else if (++i == pattern.size() || !QByteArrayView(".\\/-()[]{}+*?|^$").contains(pattern[i])) {
                return std::nullopt;
            } else {
                c = pattern[i];
            }
        } else if (QByteArrayView(".()[]{}+*?|^$").contains(c)) {
            return std::nullopt;
        }
        literal.text.append(c);
    }
    return literal.text.isEmpty() ? std::nullopt : std::optional(literal);
}
