// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/agent/atomscanner.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

/// Many plain texts at once: which of them, with the lowest number, occurs in another text?
///
/// Finds the first bytes of each in one pass and compares the rest where they occur, so that 1,500 of
/// them need 200 KiB. Immutable after its construction.
class LiteralSet final
{
public:
    struct Literal
    {
        QByteArray text;
        bool atStart = false; ///< matches only at the start of a text
        int number = 0;
    };

    LiteralSet(const QList<Literal> &literals, Qt::CaseSensitivity sensitivity);

    bool isUsable() const { return m_starts.isUsable(); }
    /// -1 = none.
    int first(QByteArrayView text) const;

    /// The text of a pattern that matches exactly one text ("Googlebot\\/", "^curl").
    static std::optional<Literal> fromPattern(QByteArrayView pattern);

private:
    QList<Literal> m_literals;
    Qt::CaseSensitivity m_sensitivity;
    AtomScanner m_starts;
};
