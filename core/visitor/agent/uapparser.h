// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/visitor/agent/agentrules.h"
#include "core/visitor/agent/patternset.h"

#include <QByteArray>
#include <QByteArrayView>

/// What uap-core says about an agent, in its own words. Empty = not said; an unknown family is "Other".
struct ParsedAgent
{
    struct Product
    {
        QByteArray family, major, minor, patch, patchMinor;
        bool isPiece = false; ///< the name was cut out of a longer word: "Edge" of "CuttingEdge/1.0"

        friend bool operator==(const Product &, const Product &) = default;
    };
    struct Device
    {
        QByteArray family, brand, model;
        QByteArray sign; ///< of a "Spider": the word of the rule that makes it one, as far as that is known

        friend bool operator==(const Device &, const Device &) = default;
    };
    Product browser, system;
    Device device;

    friend bool operator==(const ParsedAgent &, const ParsedAgent &) = default;
};

/// Longer agents are cut before anything looks at them.
constexpr qsizetype kMaxMatchedAgentBytes = 512;

/// Applies the rules of uap-core: per section the first that matches, in the order of the file.
///
/// The result is the one that uap-core specifies. About 20 µs for an agent; used by one thread at
/// a time. Bytes in, bytes out: what is no UTF-8 stays as it is.
class UapParser final
{
public:
    static Result<UapParser> compile(const UapRules &rules);

    ParsedAgent parse(QByteArrayView agent) { return parse(agent, agent); }
    /// The system is looked for in `machine`, the part of the agent that tells of it.
    ParsedAgent parse(QByteArrayView agent, QByteArrayView machine);

    /// Whether trying every rule in turn chooses the same ones: for tests.
    bool agreesWithAllRules(QByteArrayView agent);

private:
    struct Section
    {
        PatternSet patterns;
        QList<UapRule> rules; ///< their replacements
    };
    static Result<Section> compiled(const QList<UapRule> &rules);
    UapParser(Section &&browsers, Section &&systems, Section &&devices);

    Section m_browsers, m_systems, m_devices;
};
