// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/patternset.h"

#include <QRegularExpression>

#include <algorithm>

// Without RE2: every pattern in turn, ten times slower.

struct PatternSet::Compiled
{
    QList<QRegularExpression> patterns;
};

PatternSet::PatternSet(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) { }
PatternSet::PatternSet(PatternSet &&other) noexcept = default;
PatternSet &PatternSet::operator=(PatternSet &&other) noexcept = default;
PatternSet::~PatternSet() = default;

Result<PatternSet> PatternSet::compile(const QList<Pattern> &patterns)
{
    auto compiled = std::make_unique<Compiled>();
    for (const Pattern &pattern : patterns) {
        // RE2 does in linear time what PCRE2 gives up after this many steps.
        QRegularExpression expression(QStringLiteral("(*LIMIT_MATCH=20000)")
                                      % QString::fromLatin1(pattern.text));
        if (pattern.ignoreCase)
            expression.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
        if (!expression.isValid())
            return Error {
                QStringLiteral("bad_rules"),
                QStringLiteral("The pattern cannot be read: %1").arg(QString::fromUtf8(pattern.text))};
        compiled->patterns.append(expression);
    }
    return PatternSet(std::move(compiled));
}

int PatternSet::firstMatch(QByteArrayView text, Groups *groups)
{
    const QString characters = QString::fromLatin1(text); // one for each byte: positions are the same
    for (qsizetype i = 0; i < m_compiled->patterns.size(); ++i) {
        const QRegularExpressionMatch match = m_compiled->patterns[i].match(characters);
        if (!match.hasMatch())
            continue;
        const int captured = groups ? std::min(match.lastCapturedIndex() + 1, int(groups->size())) : 0;
        for (int group = 0; group < captured; ++group) {
            if (match.hasCaptured(group))
                (*groups)[std::size_t(group)] = text.sliced(match.capturedStart(group),
                                                            match.capturedLength(group));
        }
        return static_cast<int>(i);
    }
    return -1;
}

int PatternSet::firstMatchOfAll(QByteArrayView text) const
{
    const QString characters = QString::fromLatin1(text);
    const auto found = std::ranges::find_if(m_compiled->patterns, [&](const QRegularExpression &pattern) {
        return pattern.match(characters).hasMatch();
    });
    return found == m_compiled->patterns.end() ? -1 : static_cast<int>(found - m_compiled->patterns.begin());
}
