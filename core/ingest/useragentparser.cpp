// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/useragentparser.h"

#include <algorithm>

namespace {

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

ParsedAgent::Product product(const UapRule &rule, const PatternSet::Groups &groups)
{
    return {field(rule, 0, 1, groups), field(rule, 1, 2, groups), field(rule, 2, 3, groups),
            field(rule, 3, 4, groups), field(rule, 4, 5, groups)};
}

ParsedAgent::Device device(const UapRule &rule, const PatternSet::Groups &groups)
{
    return {field(rule, 0, 1, groups), field(rule, 1, 0, groups), field(rule, 2, 1, groups)};
}

QByteArrayView cut(QByteArrayView agent)
{
    return agent.first(std::min(agent.size(), kMaxMatchedAgentBytes));
}

} // namespace

Result<UserAgentParser> UserAgentParser::compile(const UapRules &rules)
{
    Result<Section> browsers = compiled(rules.browsers);
    Result<Section> systems = compiled(rules.systems);
    Result<Section> devices = compiled(rules.devices);
    for (const Result<Section> *section : {&browsers, &systems, &devices}) {
        if (!*section)
            return section->error();
    }
    return UserAgentParser(std::move(*browsers), std::move(*systems), std::move(*devices));
}

Result<UserAgentParser::Section> UserAgentParser::compiled(const QList<UapRule> &rules)
{
    QList<PatternSet::Pattern> patterns;
    patterns.reserve(rules.size());
    for (const UapRule &rule : rules)
        patterns.append({rule.pattern, rule.ignoreCase});
    Result<PatternSet> set = PatternSet::compile(patterns);
    if (!set)
        return set.error();
    Section section {std::move(*set), rules};
    for (UapRule &rule : section.rules)
        rule.pattern.clear(); // compiled; the text is not needed again
    return section;
}

UserAgentParser::UserAgentParser(Section &&browsers, Section &&systems, Section &&devices) :
    m_browsers(std::move(browsers)), m_systems(std::move(systems)), m_devices(std::move(devices))
{
}

ParsedAgent UserAgentParser::parse(QByteArrayView agent)
{
    const QByteArrayView text = cut(agent);
    const auto rule = [text](Section &section, PatternSet::Groups *groups) {
        const int found = section.patterns.firstMatch(text, groups);
        return found < 0 ? nullptr : &section.rules.at(found);
    };
    ParsedAgent parsed;
    parsed.browser.family = parsed.system.family = parsed.device.family = "Other";
    PatternSet::Groups browser, system, inDevice;
    if (const UapRule *found = rule(m_browsers, &browser))
        parsed.browser = product(*found, browser);
    if (const UapRule *found = rule(m_systems, &system))
        parsed.system = product(*found, system);
    if (const UapRule *found = rule(m_devices, &inDevice))
        parsed.device = device(*found, inDevice);
    return parsed;
}

bool UserAgentParser::agreesWithAllRules(QByteArrayView agent)
{
    const QByteArrayView text = cut(agent);
    Section *const sections[] = {&m_browsers, &m_systems, &m_devices};
    return std::ranges::all_of(sections, [text](Section *section) {
        return section->patterns.firstMatch(text) == section->patterns.firstMatchOfAll(text);
    });
}
