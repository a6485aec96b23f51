// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/agentverdict.h"

#include <algorithm>
#include <utility>

namespace {

struct Category
{
    const char *tag;
    QLatin1StringView name;
};

constexpr QLatin1StringView kCrawler {"crawler"}, kPreview {"preview"}, kMonitor {"monitor"},
    kLibrary {"library"}, kHeadless {"headless"}, kSuspected {"suspected"};

/// Tags of crawler-user-agents; all others are crawlers.
constexpr Category kCategories[] = {
    {"social-preview", kPreview},
    {"monitoring", kMonitor},
    {"http-library", kLibrary},
    {"browser-automation", kHeadless},
};

/// Words that agents use about themselves (semantics 3.1, rule 3); without regard to case.
constexpr Category kWords[] = {
    {"headless", kHeadless},       {"phantomjs", kHeadless},
    {"python-requests", kLibrary}, {"curl/", kLibrary},
    {"wget/", kLibrary},           {"go-http-client", kLibrary},
    {"libwww-perl", kLibrary},     {"urllib", kLibrary},
    {"httpclient", kLibrary},      {"crawler", kCrawler},
    {"spider", kCrawler},          {"(?:^|[^u]|(?:^|[^c])u)bots?(?:\\b|_)", kCrawler}, // Cubot makes phones
};

QString categoryOf(const QByteArray &tag)
{
    const auto known = std::ranges::find_if(kCategories, [&](const Category &row) { return tag == row.tag; });
    return known == std::end(kCategories) ? kCrawler : known->name;
}

AgentVerdict known(const QString &category, const QString &reason)
{
    return {kKnownAgentScore, category, reason};
}

AgentVerdict suspected(const QString &reason)
{
    return {kSuspectedScore, kSuspected, reason};
}

/// "WhatsApp/2.24.12.78 Android/14 Device/Google-Pixel_8": isbot takes the maker's name for a crawler.
bool isPersonInApp(QByteArrayView agent)
{
    return agent.startsWith("WhatsApp/") && agent.indexOf(QByteArrayView(" Device/")) > 0;
}

// PCRE2 gives up after this many steps; an agent that needs them is suspected of nothing.
constexpr QLatin1StringView kMatchLimit {"(*LIMIT_MATCH=50000)"};

QRegularExpression expression(const QString &pattern)
{
    return QRegularExpression(kMatchLimit % pattern, QRegularExpression::CaseInsensitiveOption);
}

/// Splits patterns into plain texts and the numbers of all others.
template <typename Patterns, typename TextOf>
std::pair<QList<LiteralSet::Literal>, QList<int>> sorted(const Patterns &patterns, TextOf textOf)
{
    std::pair<QList<LiteralSet::Literal>, QList<int>> parts;
    for (int number = 0; number < static_cast<int>(patterns.size()); ++number) {
        if (std::optional<LiteralSet::Literal> literal = LiteralSet::fromPattern(textOf(patterns[number]))) {
            literal->number = number;
            parts.first.append(*literal);
        } else {
            parts.second.append(number);
        }
    }
    return parts;
}

Error badPattern(const QString &message)
{
    return {QStringLiteral("bad_rules"), message};
}

} // namespace

struct AgentJudge::Parts
{
    const AgentRules &rules;
    QList<LiteralSet::Literal> literals, suspectedLiterals;
    PatternSet patterns, words;
    QList<int> patternNumbers, suspectedNumbers;
    QRegularExpression suspectedPattern;
};

Result<AgentJudge> AgentJudge::compile(const AgentRules &rules)
{
    auto [literals, patternNumbers] = sorted(rules.crawlers,
                                             [](const CrawlerRule &rule) { return rule.pattern; });
    auto [suspectedLiterals, suspectedNumbers] = sorted(rules.suspected,
                                                        [](const QByteArray &pattern) { return pattern; });
    QList<PatternSet::Pattern> patterns, wordPatterns;
    for (const int number : std::as_const(patternNumbers))
        patterns.append({rules.crawlers[number].pattern, false});
    for (const Category &word : kWords)
        wordPatterns.append({word.tag, true});
    Result<PatternSet> compiled = PatternSet::compile(patterns);
    Result<PatternSet> words = PatternSet::compile(wordPatterns);
    if (!compiled || !words)
        return compiled ? words.error() : compiled.error();

    QStringList alternatives;
    for (const int number : std::as_const(suspectedNumbers)) {
        alternatives.append(QString::fromLatin1(rules.suspected[number]));
        if (!expression(alternatives.last()).isValid())
            return badPattern(QStringLiteral("The pattern cannot be read: %1").arg(alternatives.last()));
    }
    // No alternative at all must match nothing, not everything.
    const QString joined = alternatives.isEmpty() ? QStringLiteral("(?!)") : alternatives.join(u'|');
    AgentJudge judge(Parts {rules, literals, suspectedLiterals, std::move(*compiled), std::move(*words),
                            patternNumbers, suspectedNumbers, expression(joined)});
    if (!judge.m_literals.isUsable() || !judge.m_suspectedLiterals.isUsable()
        || !judge.m_suspectedPattern.isValid())
        return badPattern(QStringLiteral("The patterns are too many."));
    return judge;
}

AgentJudge::AgentJudge(Parts &&parts) :
    m_crawlers(parts.rules.crawlers),
    m_literals(parts.literals, Qt::CaseSensitive),
    m_patterns(std::move(parts.patterns)),
    m_patternNumbers(std::move(parts.patternNumbers)),
    m_words(std::move(parts.words)),
    m_suspected(parts.rules.suspected),
    m_suspectedLiterals(parts.suspectedLiterals, Qt::CaseInsensitive),
    m_suspectedPattern(std::move(parts.suspectedPattern)),
    m_suspectedNumbers(std::move(parts.suspectedNumbers))
{
}

AgentVerdict AgentJudge::judge(QByteArrayView agent, const ParsedAgent &parsed)
{
    const QByteArrayView text = agent.first(std::min(agent.size(), kMaxMatchedAgentBytes));
    if (text.isEmpty())
        return suspected(QStringLiteral("empty agent"));
    if (const int number = crawler(text); number >= 0) {
        const CrawlerRule &rule = m_crawlers[number];
        return known(categoryOf(rule.tag),
                     QStringLiteral("crawler-user-agents: \"%1\" (%2)")
                         .arg(QString::fromLatin1(rule.pattern), QString::fromLatin1(rule.tag)));
    }
    if (parsed.device.family == "Spider")
        return known(kCrawler,
                     QStringLiteral("uap-core: Spider \"%1\"").arg(QString::fromUtf8(parsed.browser.family)));
    if (const int word = m_words.firstMatch(text); word >= 0) {
        const bool isBot = word + 1 == std::ssize(kWords);
        return known(
            kWords[word].name,
            QStringLiteral("agent contains \"%1\"").arg(QLatin1StringView(isBot ? "bot" : kWords[word].tag)));
    }
    return isPersonInApp(text) ? AgentVerdict() : suspicion(text);
}

AgentVerdict AgentJudge::headlessByHints()
{
    return known(kHeadless, QStringLiteral("client hints: \"HeadlessChrome\""));
}

int AgentJudge::crawler(QByteArrayView agent)
{
    const int literal = m_literals.first(agent);
    const int pattern = m_patterns.firstMatch(agent);
    if (pattern < 0)
        return literal;
    const int number = m_patternNumbers[pattern];
    return literal < 0 ? number : std::min(literal, number);
}

AgentVerdict AgentJudge::suspicion(QByteArrayView agent) const
{
    const auto by = [this](int number) {
        return suspected(QStringLiteral("isbot: \"%1\"").arg(QString::fromLatin1(m_suspected[number])));
    };
    if (const int literal = m_suspectedLiterals.first(agent); literal >= 0)
        return by(literal);
    const QString characters = QString::fromLatin1(agent);
    if (!m_suspectedPattern.match(characters).hasMatch())
        return {};
    const auto number = std::ranges::find_if(m_suspectedNumbers, [&](int one) {
        return expression(QString::fromLatin1(m_suspected[one])).match(characters).hasMatch();
    });
    return number == m_suspectedNumbers.end() ? suspected(QStringLiteral("isbot")) : by(*number);
}
