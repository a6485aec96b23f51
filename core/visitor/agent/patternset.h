// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <array>
#include <memory>

/// Regular expressions in order; the first one that matches wins.
///
/// With RE2 the atoms that occur in a text decide which few patterns are tried, and no text makes
/// one of them slow. Without it (CLICKSCOPE_WITH_RE2=OFF) QRegularExpression tries one after the other.
/// Both read bytes: ".", "\w" and the like mean one byte, whatever the encoding. No look-around, no
/// back-references. Used by one thread at a time; after a move only the new object is usable.
class PatternSet final
{
public:
    struct Pattern
    {
        QByteArray text;
        bool ignoreCase = false;
    };
    /// The whole match and nine groups, parts of the text; null = took no part.
    using Groups = std::array<QByteArrayView, 10>;

    /// The Error names the first pattern that cannot be compiled.
    static Result<PatternSet> compile(const QList<Pattern> &patterns);

    PatternSet(PatternSet &&other) noexcept;
    PatternSet &operator=(PatternSet &&other) noexcept;
    ~PatternSet();

    /// Number of the first pattern that matches anywhere in the text; -1 = none. `groups` may be null.
    int firstMatch(QByteArrayView text, Groups *groups = nullptr);
    /// The same by trying every pattern: tests compare with this.
    int firstMatchOfAll(QByteArrayView text) const;

private:
    struct Compiled;
    explicit PatternSet(std::unique_ptr<Compiled> compiled);

    std::unique_ptr<Compiled> m_compiled;
};
