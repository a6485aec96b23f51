// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/bot/agentverdict.h"

#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/patternwords.h"
#include "core/visitor/agent/plainbrowsers.h"

#include <algorithm>
#include <utility>

namespace {

struct Category
{
    const char *tag;
    QLatin1StringView name;
};

constexpr QLatin1StringView kCrawler {"crawler"}, kPreview {"preview"}, kMonitor {"monitor"},
    kLibrary {"library"}, kHeadless {"headless"}, kSuspected {"suspected"}, kApp {"app"};

/// Tags of crawler-user-agents; all others are crawlers.
constexpr Category kCategories[] = {
    {"social-preview", kPreview},
    {"monitoring", kMonitor},
    {"http-library", kLibrary},
    {"browser-automation", kHeadless},
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

/// The reason is what our table says, not what the visitor wrote: there are only so many of them.
AgentVerdict knownBy(const AgentWord &word)
{
    return known(word.category, QStringLiteral("%1: %2").arg(word.category, QLatin1StringView(word.word)));
}

/// An app that sends requests without a browser. A person saw what it loads for a mail, as in a browser.
AgentVerdict appByItself(const char *word)
{
    AgentVerdict verdict = knownBy({{}, kApp, wordOf(word)});
    verdict.showsMail = true;
    return verdict;
}

/// Phones say their model in brackets, whatever it is called: "(Linux; Android 13; Spider-Man Phone)".
QByteArrayView withoutModel(QByteArrayView agent)
{
    const QByteArrayView comment = looksPersonal(agent) ? machineComment(agent) : QByteArrayView();
    const bool isPhone = comment.startsWith("(Linux; ") && positionOf("; Android ", comment) >= 0;
    return isPhone && agent.startsWith("Mozilla/")
        ? agent.sliced(comment.data() + comment.size() - agent.data())
        : agent;
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

Result<PatternSet> compiledWords(std::span<const AgentWord> words)
{
    QList<PatternSet::Pattern> patterns;
    for (const AgentWord &word : words)
        patterns.append({word.pattern, true});
    return PatternSet::compile(patterns);
}

} // namespace

struct AgentJudge::Parts
{
    const AgentRules &rules;
    QList<LiteralSet::Literal> literals, suspectedLiterals;
    PatternSet patterns, programs, programsInBrowsers, robots, confession, robotSigns, contact;
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
    QList<PatternSet::Pattern> patterns;
    for (const int number : std::as_const(patternNumbers))
        patterns.append({rules.crawlers[number].pattern, false});
    Result<PatternSet> compiled = PatternSet::compile(patterns);
    Result<PatternSet> programs = compiledWords(programWords());
    Result<PatternSet> inBrowsers = compiledWords(programWordsInBrowsers());
    Result<PatternSet> robots = compiledWords(robotWords());
    Result<PatternSet> confession = PatternSet::compile({{kRobotConfession, true}});
    Result<PatternSet> robotSigns = PatternSet::compile({{kRobotSigns, true}});
    Result<PatternSet> contact = PatternSet::compile({{kContact, true}});
    for (const Result<PatternSet> *set :
         {&compiled, &programs, &inBrowsers, &robots, &confession, &robotSigns, &contact}) {
        if (!*set)
            return set->error();
    }

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
    AgentJudge judge(Parts {rules, literals, suspectedLiterals, std::move(*compiled), std::move(*programs),
                            std::move(*inBrowsers), std::move(*robots), std::move(*confession),
                            std::move(*robotSigns), std::move(*contact), patternNumbers, suspicions, atoms,
                            expression(joined)});
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
    m_programs(std::move(parts.programs)),
    m_programsInBrowsers(std::move(parts.programsInBrowsers)),
    m_robots(std::move(parts.robots)),
    m_confession(std::move(parts.confession)),
    m_robotSigns(std::move(parts.robotSigns)),
    m_contact(std::move(parts.contact)),
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
    std::optional<PlainBrowser> plain = plainBrowserOf(text);
    if (plain && (crawler(text) >= 0 || m_robots.firstMatch(text) >= 0))
        plain.reset(); // a robot that pretends to be one
    std::optional<AgentVerdict> named = plain ? std::nullopt : byName(text, parsed, false);
    if (const AgentWord *office = named && named->isListed ? nullptr : officeInApp(text);
        office && m_robotSigns.firstMatch(text) < 0) {
        // On a Mac it fetches for a document or a mail; on phones it has a browser for its reader.
        const bool isDesktop = positionOf("(Macintosh", text) >= 0 && positionOf(" Mobile/", text) < 0;
        if (isDesktop) {
            named = knownBy(*office);
            named->showsMail = isOffice(text);
            return *named;
        }
        named.reset();
    }
    // An app adds its name to the browser inside it: "LocalNews/2.4", "Goodreads/4.30", "CuraBot/1.0". Only
    // who also says where its owner is found is taken by such a word, or a robot that a list knows by its
    // name.
    const QByteArrayView own = named ? appWords(text) : QByteArrayView();
    PatternSet &signs = !own.isNull() && crawler(text) >= 0 ? m_confession : m_robotSigns;
    const bool isInApp = !own.isNull() && signs.firstMatch(text) < 0;
    if (named && isInApp) {
        const qsizetype start = own.data() - text.data();
        for (const QByteArrayView part : {text.first(start), text.sliced(start + own.size())}) {
            if (std::optional<AgentVerdict> engine = byName(part, parsed, true))
                return *engine;
        }
    } else if (named) {
        return *named;
    }
    const std::optional<QString> suspect = named ? std::optional(named->reason)
        : plain                                  ? suspicion(plain->rest, false)
                                                 : suspicion(text);
    if (!suspect)
        return {};
    const bool needsMore = (plain || looksPersonal(text)) && m_contact.firstMatch(text) < 0;
    return {needsMore ? kSuspectWordScore : kSuspectedScore, kSuspected, *suspect};
}

std::optional<AgentVerdict> AgentJudge::byName(QByteArrayView text, const ParsedAgent &parsed, bool isPart)
{
    if (const int number = crawler(text); number >= 0) {
        const CrawlerRule &rule = m_crawlers[number];
        AgentVerdict verdict =
            known(categoryOf(rule.tag),
                  QStringLiteral("crawler-user-agents: \"%1\" (%2)")
                      .arg(QString::fromLatin1(rule.pattern), QString::fromLatin1(rule.tag)));
        verdict.isListed = true;
        return verdict;
    }
    PatternSet &programs = isPart || text.startsWith("Mozilla/") ? m_programsInBrowsers : m_programs;
    if (const int program = programs.firstMatch(text); program >= 0) {
        const AgentWord &word = programWords()[static_cast<std::size_t>(program)];
        AgentVerdict verdict = knownBy(word);
        verdict.showsMail = isOffice(text);
        return verdict;
    }
    // Whoever says that it is a robot is one, also where it runs in an app.
    const char *app = isPart ? nullptr : appStackWord(text);
    if (app && m_confession.firstMatch(text) < 0)
        return appByItself(app);
    if (parsed.device.family == "Spider" && !isPart)
        return known(kCrawler,
                     QStringLiteral("uap-core: \"%1\" (spider)")
                         .arg(QLatin1StringView(parsed.device.sign.isEmpty() ? QByteArrayView("spider")
                                                                             : parsed.device.sign)));
    const int robot = m_robots.firstMatch(withoutModel(text));
    if (robot < 0)
        return app ? std::optional(appByItself(app)) : std::nullopt;
    const AgentWord &word = robotWords()[static_cast<std::size_t>(robot)];
    const bool isLast = robot + 1 == std::ssize(robotWords());
    if (isLast && looksPersonal(text) && m_confession.firstMatch(text) < 0)
        return app ? std::optional(appByItself(app)) : std::nullopt; // "robot" is what people buy, too
    return knownBy(word);
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

std::optional<QString> AgentJudge::suspicion(QByteArrayView agent, bool isWhole) const
{
    const auto by = [this](int number) {
        return QStringLiteral("isbot: \"%1\"").arg(QString::fromLatin1(m_suspected[number]));
    };
    if (const int literal = m_suspectedLiterals.first(agent); literal >= 0)
        return by(literal);
    const QString characters = QString::fromLatin1(agent);
    QList<bool> isPossible(m_suspicions.size(), false);
    m_suspicionAtoms.scan(agent, [&isPossible](int index, qsizetype) { isPossible[index] = true; });
    const bool isAtStart = isWhole && m_atStart.match(characters).hasMatch();
    for (qsizetype i = 0; i < m_suspicions.size(); ++i) {
        const auto &[number, pattern, hasAtom] = m_suspicions[i];
        const bool begins = isAtStart && m_suspected[number].startsWith('^');
        if ((isPossible[i] || !hasAtom || begins) && pattern.match(characters).hasMatch())
            return by(number);
    }
    return std::nullopt;
}
