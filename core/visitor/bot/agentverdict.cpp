// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/agentverdict.h"

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

/// The longest plain text that whatever matches the pattern must contain; empty when none is certain.
QByteArray requiredText(QByteArrayView pattern)
{
    QByteArray longest, run;
    const auto end = [&] {
        if (run.size() > longest.size())
            longest = run;
        run.clear();
    };
    int depth = 0;
    bool isClass = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        const bool isEscape = c == '\\' && i + 1 < pattern.size();
        const char meant = isEscape ? pattern[++i] : c;
        const bool isKind = isEscape && QChar::isLetterOrNumber(static_cast<uchar>(meant));
        if (isKind && !QByteArrayView("wWdDsSbB").contains(meant))
            return {}; // stands for more than itself
        if (isClass) {
            isClass = isEscape || c != ']';
        } else if (!isEscape && (c == '[' || c == '(' || c == ')')) {
            end();
            isClass = c == '[';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        } else if (depth > 0) {
            continue;
        } else if (!isEscape && c == '|') {
            return {};
        } else if (!isEscape && QByteArrayView("?*{").contains(c)) {
            run.chop(1); // the character before may be absent
            end();
            while (c == '{' && i + 1 < pattern.size() && pattern[i] != '}')
                ++i;
        } else if (isEscape ? QChar::isLetterOrNumber(static_cast<uchar>(meant))
                            : QByteArrayView(".+^$").contains(c)) {
            end();
        } else {
            run.append(meant);
        }
    }
    end();
    return longest;
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
    QList<int> patternNumbers;
    QList<Suspicion> suspicions;
    QByteArrayList atoms;
    QRegularExpression atStart;
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

    // PCRE2 tries a pattern once instead of everywhere when each of its alternatives begins with "^".
    QStringList atStart;
    QList<Suspicion> suspicions;
    QByteArrayList atoms;
    for (const int number : std::as_const(suspectedNumbers)) {
        const QByteArray &pattern = rules.suspected[number];
        const bool isAtStart = pattern.startsWith('^');
        const QByteArray atom = isAtStart ? QByteArray() : requiredText(pattern);
        suspicions.append({number, expression(QString::fromLatin1(pattern)), isAtStart || !atom.isEmpty()});
        atoms.append(atom);
        if (!suspicions.last().pattern.isValid())
            return badPattern(
                QStringLiteral("The pattern cannot be read: %1").arg(QString::fromLatin1(pattern)));
        if (isAtStart)
            atStart.append(QString::fromLatin1(pattern));
    }
    const QString joined = atStart.isEmpty() ? QStringLiteral("(?!)") : atStart.join(u'|');
    AgentJudge judge(Parts {rules, literals, suspectedLiterals, std::move(*compiled), std::move(*words),
                            patternNumbers, suspicions, atoms, expression(joined)});
    if (!judge.m_literals.isUsable() || !judge.m_suspectedLiterals.isUsable()
        || !judge.m_suspicionAtoms.isUsable() || !judge.m_atStart.isValid())
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
    m_suspicions(std::move(parts.suspicions)),
    m_suspicionAtoms(parts.atoms),
    m_atStart(std::move(parts.atStart))
{
}

AgentVerdict AgentJudge::judge(QByteArrayView agent, const ParsedAgent &parsed)
{
    const QByteArrayView text = agent.first(std::min(agent.size(), kMaxMatchedAgentBytes));
    if (text.isEmpty())
        return {kNoAgentScore, QString(kSuspected), QStringLiteral("no user agent")};
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

const AgentVerdict &AgentJudge::headlessByHints()
{
    static const AgentVerdict verdict = known(kHeadless, QStringLiteral("client hints: \"HeadlessChrome\""));
    return verdict;
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
    QList<bool> isPossible(m_suspicions.size(), false);
    m_suspicionAtoms.scan(agent, [&isPossible](int index, qsizetype) { isPossible[index] = true; });
    const bool isAtStart = m_atStart.match(characters).hasMatch();
    for (qsizetype i = 0; i < m_suspicions.size(); ++i) {
        const auto &[number, pattern, hasAtom] = m_suspicions[i];
        const bool begins = isAtStart && m_suspected[number].startsWith('^');
        if ((isPossible[i] || !hasAtom || begins) && pattern.match(characters).hasMatch())
            return by(number);
    }
    return {};
}
