// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/uapparser.h"

#include "core/types/ascii.h"

#include <algorithm>

namespace {

constexpr QByteArrayView kSpider("Spider"); ///< what uap-core calls the device of a robot

/// "$1 $2" with what was captured; a group that took no part is empty.
QByteArray expanded(const QByteArray &replacement, const PatternSet::Groups &groups)
{
    QByteArray text;
    text.reserve(replacement.size() + 32);
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        const char next = c == '$' && i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        if (next >= '1' && next <= '9') {
            text.append(groups[static_cast<std::size_t>(next - '0')]);
            ++i;
        } else {
            text.append(c);
        }
    }
    return text.trimmed();
}

/// A field of the rule: its replacement, or the capture of that number (0 = nothing).
QByteArray field(const UapRule &rule, std::size_t number, std::size_t capture,
                 const PatternSet::Groups &groups)
{
    const QByteArray &replacement = rule.replacements[number];
    if (!replacement.isNull())
        return expanded(replacement, groups);
    return capture == 0 ? QByteArray() : groups[capture].trimmed().toByteArray();
}

/// Rules look for names anywhere; whether this one goes on to the left.
bool isPiece(const PatternSet::Groups &groups, QByteArrayView text)
{
    const QByteArrayView name = groups[1].isEmpty() ? groups[0] : groups[1];
    return !name.isEmpty() && Ascii::isLetter(name.front()) && name.data() > text.data()
        && Ascii::isLetter(*(name.data() - 1));
}

ParsedAgent::Product product(const UapRule &rule, const PatternSet::Groups &groups, QByteArrayView text)
{
    return {field(rule, 0, 1, groups), field(rule, 1, 2, groups), field(rule, 2, 3, groups),
            field(rule, 3, 4, groups), field(rule, 4, 5, groups), isPiece(groups, text)};
}

ParsedAgent::Device device(const UapRule &rule, const PatternSet::Groups &groups)
{
    ParsedAgent::Device device {
        field(rule, 0, 1, groups), field(rule, 1, 0, groups), field(rule, 2, 1, groups), {}};
    // Its capture is one of the words of the rule, unless something of the visitor stands between them.
    const QByteArray found = device.family == kSpider ? groups[1].toByteArray().toLower() : QByteArray();
    if (!found.isEmpty() && rule.pattern.contains(found))
        device.sign = found;
    return device;
}

/// A rule that is nothing but a name, "Quest", means that word: not "MapQuest".
QByteArray wholeWord(const QByteArray &pattern)
{
    const auto isOfName = [](char c) { return Ascii::isLetter(c) || c == ' ' || Ascii::isDigit(c); };
    const bool isName = !pattern.isEmpty() && Ascii::isLetter(pattern.front()) && pattern.back() != ' '
        && std::ranges::all_of(pattern, isOfName);
    return isName ? "\\b" + pattern + "\\b" : pattern;
}

QByteArrayView cut(QByteArrayView agent)
{
    return agent.first(std::min(agent.size(), kMaxMatchedAgentBytes));
}

} // namespace

Result<UapParser> UapParser::compile(const UapRules &rules)
{
    Result<Section> browsers = compiled(rules.browsers);
    Result<Section> systems = compiled(rules.systems);
    Result<Section> devices = compiled(rules.devices);
    for (const Result<Section> *section : {&browsers, &systems, &devices}) {
        if (!*section)
            return section->error();
    }
    return UapParser(std::move(*browsers), std::move(*systems), std::move(*devices));
}

Result<UapParser::Section> UapParser::compiled(const QList<UapRule> &rules)
{
    QList<PatternSet::Pattern> patterns;
    patterns.reserve(rules.size());
    for (const UapRule &rule : rules)
        patterns.append({wholeWord(rule.pattern), rule.ignoreCase});
    Result<PatternSet> set = PatternSet::compile(patterns);
    if (!set)
        return set.error();
    Section section {std::move(*set), rules};
    for (UapRule &rule : section.rules) {
        // Compiled; the text is not needed again but for the words in it.
        if (rule.replacements[0] == kSpider)
            rule.pattern = rule.pattern.toLower().replace('\\', "");
        else
            rule.pattern.clear();
    }
    return section;
}

UapParser::UapParser(Section &&browsers, Section &&systems, Section &&devices) :
    m_browsers(std::move(browsers)), m_systems(std::move(systems)), m_devices(std::move(devices))
{
}

ParsedAgent UapParser::parse(QByteArrayView agent, QByteArrayView machine)
{
    const QByteArrayView text = cut(agent);
    const auto rule = [](Section &section, QByteArrayView in, PatternSet::Groups *groups) {
        const int found = section.patterns.firstMatch(in, groups);
        return found < 0 ? nullptr : &section.rules.at(found);
    };
    ParsedAgent parsed;
    parsed.browser.family = parsed.system.family = parsed.device.family = "Other";
    PatternSet::Groups browser, system, inDevice;
    if (const UapRule *found = rule(m_browsers, text, &browser))
        parsed.browser = product(*found, browser, text);
    if (const UapRule *found = rule(m_systems, cut(machine), &system))
        parsed.system = product(*found, system, machine);
    if (const UapRule *found = rule(m_devices, text, &inDevice))
        parsed.device = device(*found, inDevice);
    return parsed;
}

bool UapParser::agreesWithAllRules(QByteArrayView agent)
{
    const QByteArrayView text = cut(agent);
    Section *const sections[] = {&m_browsers, &m_systems, &m_devices};
    return std::ranges::all_of(sections, [text](Section *section) {
        return section->patterns.firstMatch(text) == section->patterns.firstMatchOfAll(text);
    });
}
