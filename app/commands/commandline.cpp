// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commandline.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <span>

namespace {

/// One command: its words, its options ("name=", or "name=+" when it may be given several times, or "flag"),
/// how many plain arguments.
struct Verb
{
    const char *words;
    const char *options;
    int minArguments;
    int maxArguments;
    const char *usage;
};

constexpr Verb kVerbs[] = {
    {"", "listen= port=", 0, 0, "clickscope [--listen ADDR] [--port N]"},
    {"serve",
     "listen= port= trust-proxy=+ trust-wide-proxy client-ip-header= auto-create-sites rate-limit= durability= queue-capacity= recreate",
     0, 0,
     "clickscope serve [--listen ADDR] [--port N] [--trust-proxy CIDR]… [--trust-wide-proxy]"
     " [--client-ip-header NAME] [--auto-create-sites] [--rate-limit off|N]"
     " [--durability normal|full] [--queue-capacity N] [--recreate]"},
    {"site add",
     "name= domain=+ timezone= consent= bots= bot-rule=+ keep-query= trailing-slash= path-case= badge=", 1, 1,
     "clickscope site add ID [--name N] [--domain D]… [--timezone ZONE] [--consent honour|ignore]"
     " [--bots balanced|strict|off] [--bot-rule \"block|allow agent|address VALUE\"]…"
     " [--keep-query none|all|NAME,…] [--trailing-slash distinct|same] [--path-case distinct|same]"
     " [--badge on|off]"},
    {"site set",
     "name= domain=+ timezone= consent= bots= bot-rule=+ keep-query= trailing-slash= path-case= badge=", 1, 1,
     "clickscope site set ID [the options of site add; what is not named stays, \"\" empties a list]"},
    {"site list", "json", 0, 0, "clickscope site list [--json]"},
    {"site remove", "", 1, 1, "clickscope site remove ID"},
    {"site snippet", "kind= url=", 1, 1,
     "clickscope site snippet ID [--kind script|wordpress|tag-manager|npm|pixel|sparklytics|ts-analytics] "
     "[--url URL]"},
    {"site verify", "seconds=", 1, 1, "clickscope site verify ID [--seconds N]"},
    {"site erase", "yes", 1, 1, "clickscope site erase ID --yes"},
    {"link add",
     "site= name= forward-query= password= expires= max-clicks= fallback= variant=+ rule=+ campaign= tag=+ app-schemes=",
     2, 2,
     "clickscope link add CODE URL [--site ID] [--name N] [--password P|-] [--expires INSTANT] [--max-clicks N]"
     " [--fallback URL] [--forward-query off|append|capture] [--variant WEIGHT=URL]…"
     " [--rule WHO=URL]… [--campaign N] [--tag T]… [--app-schemes on|off]"},
    {"link edit",
     "url= site= name= forward-query= password= expires= max-clicks= fallback= variant=+ rule=+ campaign= tag=+ app-schemes= archived=",
     1, 1,
     "clickscope link edit CODE [--url URL] [--archived on|off] [the options of link add; what is not named stays,"
     " an empty text takes away]"},
    {"link list", "json", 0, 0, "clickscope link list [--json]"},
    {"link remove", "", 1, 1, "clickscope link remove CODE"},
    {"link import", "format= dry-run site=", 1, 1,
     "clickscope link import FILE|- [--format auto|clickscope|bitly|yourls|shlink|sink] [--dry-run] [--site ID]"},
    {"link export", "output=", 0, 0, "clickscope link export [--output FILE|-]"},
    {"link qr", "output= url=", 1, 1, "clickscope link qr CODE --output FILE.svg|FILE.png [--url URL]"},
    {"token add", "read write site=+", 1, 1, "clickscope token add NAME [--read|--write] [--site ID]…"},
    {"token list", "json", 0, 0, "clickscope token list [--json]"},
    {"token remove", "", 1, 1, "clickscope token remove NAME"},
    {"data list", "json", 0, 0, "clickscope data list [--json]"},
    {"data import", "", 2, 3,
     "clickscope data import places FILE [FILE] | clickscope data import subnets|spam|agents FILE|-"},
    {"data remove", "", 1, 1, "clickscope data remove places|subnets|spam|agents"},
    {"catalog restore", "", 0, 1, "clickscope catalog restore [FILE]"},
    {"data confirm", "", 0, 0, "clickscope data confirm"},
    {"data recreate", "", 0, 0, "clickscope data recreate"},
    {"data country-only", "", 1, 1, "clickscope data country-only on|off"},
    {"query realtime", "site= minutes= json timing", 0, 0,
     "clickscope query realtime --site ID [--minutes N] [--timing] [--json]"},
    {"query totals",
     "site= link= from= to= timezone= metric=+ filter=+ include-bots compare= compare-from= compare-to= timing json",
     0, 0,
     "clickscope query totals --site ID [--link CODE] [--from DATE] [--to DATE] [--timezone ZONE]"
     " [--filter DIM==VALUE|DIM!=VALUE|DIM~TEXT]… [--include-bots] [--compare previous_period|previous_year]"
     " [--compare-from DATE --compare-to DATE]"
     " [--metric METRIC]… [--timing] [--json]"},
    {"query series",
     "site= link= from= to= timezone= granularity= metric=+ filter=+ include-bots compare= compare-from= compare-to= timing json",
     0, 0,
     "clickscope query series --site ID [options of query totals]"
     " [--granularity minute|five_minutes|hour|day|week|month|year] [--metric METRIC]…"},
    {"query breakdown",
     "site= link= from= to= timezone= by= metric=+ filter=+ include-bots compare= compare-from= compare-to= limit= timing json",
     0, 0,
     "clickscope query breakdown --site ID [options of query totals] --by DIMENSION [--limit N]"
     " [--metric visitors|visits|pageviews|hits|bounce_rate|visit_duration|value_sum]…"},
    {"export hits", "site= from= to= timezone= filter=+ include-bots format= output= bom", 0, 0,
     "clickscope export hits --site ID [--from DATE] [--to DATE] [--timezone ZONE]"
     " [--filter DIM==VALUE|DIM!=VALUE|DIM~TEXT]… [--include-bots]"
     " [--format csv|jsonl] [--output FILE|-] [--bom]"},
    {"simulate", "site= hits= from= to= seed= visitors= bots= json", 0, 0,
     "clickscope simulate --site ID --hits N [--from DATE] [--to DATE] [--seed S] [--visitors N] [--bots SHARE]"
     " [--json]"},
    {"load", "url= rate= seconds= connections= site= origin= batch= json", 0, 0,
     "clickscope load --url URL --rate N|max --seconds S [--connections C] [--site ID] [--origin URL]"
     " [--batch N] [--json]"},
    {"demo", "rate= listen= port= theme=", 0, 0,
     "clickscope demo [--rate HITS_PER_SECOND] [--listen ADDR] [--port N] [--theme light|dark]"},
    {"verify", "json", 0, 0, "clickscope verify [--json]"},
    {"rebuild", "bots site= json", 0, 0, "clickscope rebuild [--bots] [--site ID] [--json]"},
    {"backup", "", 1, 1, "clickscope backup FILE"},
    {"screenshot", "page= theme= size= output= site= layer= country=", 0, 0,
     "clickscope screenshot --page live|inspector|map|history|links|rejected|settings[-SECTION]|site|about|manual --theme light|dark --size WxH --output FILE [--site ID]"
     " [--layer heat|countries|cities] [--country CODE]"},
};

/// Options whose empty value says something: no name, no hosts, no rules, no site.
constexpr QLatin1StringView kMayBeEmpty[] = {
    QLatin1StringView("name"),
    QLatin1StringView("domain"),
    QLatin1StringView("bot-rule"),
    QLatin1StringView("site"),
};

bool isOneOf(std::span<const QLatin1StringView> names, QStringView name)
{
    return std::ranges::any_of(names, [name](QLatin1StringView known) { return known == name; });
}

/// ASCII digits, with a sign at most before negative ones: Qt also takes blanks around them and "+".
bool isWholeNumber(QStringView text)
{
    const QStringView digits = text.startsWith(u'-') ? text.sliced(1) : text;
    return !digits.isEmpty() && std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

const Verb *findVerb(QStringList &words)
{
    for (int count : {2, 1}) {
        if (words.size() < count)
            continue;
        const QString name = words.first(count).join(u' ');
        for (const Verb &verb : kVerbs) {
            if (name == QLatin1StringView(verb.words)) {
                words.remove(0, count);
                return &verb;
            }
        }
    }
    return nullptr;
}

/// Second words of the commands that begin with `word`.
QStringList continuationsOf(const QString &word)
{
    QStringList seconds;
    for (const Verb &verb : kVerbs) {
        const QStringList words = QString::fromLatin1(verb.words).split(u' ');
        if (words.size() == 2 && words.constFirst() == word)
            seconds.append(words.constLast());
    }
    return seconds;
}

Error usage(const QString &problem, const Verb *verb)
{
    const QString expected = verb ? QStringLiteral("usage: ") + QString::fromUtf8(verb->usage)
                                  : QStringLiteral("clickscope --help lists the commands");
    return {QStringLiteral("usage"), problem + QStringLiteral("; ") + expected};
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    CommandLine line;
    QStringList words = arguments.mid(1);
    // Common options may stand before the verb.
    QStringList before;
    while (!words.isEmpty() && words.constFirst().startsWith(QLatin1StringView("--"))) {
        before.append(words.takeFirst());
        const QString option = before.constLast().mid(2) + u'=';
        const bool takesValue = option == QLatin1StringView("data-dir=")
            || QString::fromLatin1(kVerbs[0].options).split(u' ').contains(option);
        if (takesValue && !words.isEmpty())
            before.append(words.takeFirst());
    }
    const Verb *verb = words.isEmpty() ? &kVerbs[0] : findVerb(words);
    if (!verb) {
        const bool asksForHelp = words.contains(QStringLiteral("--help"));
        const auto option = std::ranges::find_if(words,
                                                 [](const QString &word) { return word.startsWith(u'-'); });
        if (option != words.begin()) // "-x" alone is no command either
            words.erase(option, words.end());
        if (asksForHelp) {
            line.m_options[QStringLiteral("help")].append(QString());
            return line;
        }
        if (const QStringList more = continuationsOf(words.constFirst());
            words.size() == 1 && !more.isEmpty())
            return usage(QStringLiteral("\"%1\" needs one of: %2")
                             .arg(words.constFirst(), more.join(QStringLiteral(", "))),
                         nullptr);
        return usage(QStringLiteral("there is no command \"%1\"").arg(words.join(u' ')), nullptr);
    }
    line.m_verb = QString::fromLatin1(verb->words);

    QStringList known = QString::fromLatin1(verb->options).split(u' ', Qt::SkipEmptyParts);
    known += {QStringLiteral("data-dir="), QStringLiteral("help"), QStringLiteral("version")};
    words = before + words;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (!word.startsWith(QLatin1StringView("--")) || word == QLatin1StringView("--")) {
            line.m_positional.append(word);
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        if (known.contains(name)) {
            if (equals >= 0)
                return usage(QStringLiteral("--%1 takes no value").arg(name), verb);
            line.m_options[name].append(QString());
        } else if (const bool repeats = known.contains(name + QLatin1StringView("=+"));
                   repeats || known.contains(name + u'=')) {
            if (equals < 0 && i + 1 >= words.size())
                return usage(QStringLiteral("--%1 needs a value").arg(name), verb);
            const QString value = equals >= 0 ? word.sliced(equals + 1) : words[++i];
            if (line.has(name) && !repeats)
                return usage(QStringLiteral("--%1 is given twice").arg(name), verb);
            if (value.isEmpty() && !isOneOf(kMayBeEmpty, name))
                return usage(QStringLiteral("--%1 needs a value").arg(name), verb);
            line.m_options[name].append(value);
        } else {
            return usage(QStringLiteral("there is no option --%1").arg(name), verb);
        }
    }
    if (line.has(QStringLiteral("help")) || line.has(QStringLiteral("version")))
        return line;
    if (line.m_positional.size() < verb->minArguments || line.m_positional.size() > verb->maxArguments)
        return usage(QStringLiteral("wrong number of arguments"), verb);
    return line;
}

QString CommandLine::value(const QString &option, const QString &fallback) const
{
    const auto found = m_options.constFind(option);
    return found == m_options.constEnd() ? fallback : found->constLast();
}

Result<qint64> CommandLine::number(const QString &option, qint64 fallback, qint64 low, qint64 high) const
{
    if (!has(option))
        return fallback;
    bool isNumber = false;
    const qint64 number = value(option).toLongLong(&isNumber);
    if (!isNumber || !isWholeNumber(value(option)) || number < low || number > high) {
        return Error {QStringLiteral("usage"),
                      QStringLiteral("--%1 takes a whole number from %2 to %3")
                          .arg(option, QString::number(low), QString::number(high))};
    }
    return number;
}

std::optional<double> CommandLine::decimal(const QString &option) const
{
    static const QRegularExpression pattern(QStringLiteral("^[0-9]+(\\.[0-9]+)?(e[0-9]+)?\\z"));
    bool isNumber = false;
    const double number = value(option).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || !pattern.match(value(option)).hasMatch())
        return std::nullopt;
    return number;
}

bool CommandLine::needsGui() const
{
    return m_verb.isEmpty() || m_verb == QLatin1StringView("demo")
        || m_verb == QLatin1StringView("screenshot");
}

QMap<QString, QStringList> CommandLine::knownOptions()
{
    QMap<QString, QStringList> known;
    for (const Verb &verb : kVerbs) {
        const QString options = QString::fromLatin1(verb.options).remove(u'=').remove(u'+');
        known.insert(QString::fromLatin1(verb.words), options.split(u' ', Qt::SkipEmptyParts));
    }
    return known;
}

QString CommandLine::helpText()
{
    QString text = QStringLiteral("Clickscope: an oscilloscope for clicks.\n\n");
    for (const Verb &verb : kVerbs)
        text += QStringLiteral("  ") + QString::fromUtf8(verb.usage) + u'\n';
    text += QStringLiteral("\nCommon: --data-dir DIR (or CLICKSCOPE_DATA_DIR), --help, --version\n");
    return text;
}
