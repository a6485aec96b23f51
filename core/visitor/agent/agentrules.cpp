// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentrules.h"

#include "core/visitor/agent/agentyaml.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

/// Names of the replacements of a section, in the order of its fields.
using FieldNames = std::array<const char *, 5>;
constexpr FieldNames kBrowserFields {"family_replacement", "v1_replacement", "v2_replacement",
                                     "v3_replacement", "v4_replacement"};
constexpr FieldNames kSystemFields {"os_replacement", "os_v1_replacement", "os_v2_replacement",
                                    "os_v3_replacement", "os_v4_replacement"};
constexpr FieldNames kDeviceFields {"device_replacement", "brand_replacement", "model_replacement", "", ""};

Error badRules(const QString &message)
{
    return {QStringLiteral("bad_rules"), message};
}

Error tooLarge()
{
    return badRules(QStringLiteral("The rules are larger than %1 bytes.").arg(kMaxRulesBytes));
}

Result<YamlLists> readJsonLists(QByteArrayView content, QByteArray *source)
{
    const QJsonDocument document = QJsonDocument::fromJson(content.toByteArray());
    if (!document.isObject())
        return badRules(QStringLiteral("The rules are not a JSON object."));
    YamlLists lists;
    const QJsonObject root = document.object();
    *source = root[QLatin1StringView("source")].toString().toUtf8();
    for (auto list = root.begin(); list != root.end(); ++list) {
        if (!list->isArray())
            continue;
        QList<YamlItem> &items = lists[list.key().toUtf8()];
        const QJsonArray array = list->toArray();
        for (const QJsonValue &value : array) {
            const QJsonObject object = value.toObject();
            YamlItem item;
            for (auto field = object.begin(); field != object.end(); ++field) {
                if (field->isString())
                    item.insert(field.key().toUtf8(), QByteArray("").append(field->toString().toUtf8()));
            }
            items.append(item);
        }
    }
    return lists;
}

Result<UapRule> uapRule(const YamlItem &item, const FieldNames &names)
{
    UapRule rule;
    rule.pattern = item.value("regex");
    rule.ignoreCase = item.value("regex_flag") == "i";
    if (rule.pattern.isEmpty() || rule.pattern.size() > kMaxPatternBytes)
        return badRules(QStringLiteral("A rule's regex has 1 to %1 bytes.").arg(kMaxPatternBytes));
    for (std::size_t i = 0; i < names.size() && *names[i]; ++i) {
        rule.replacements[i] = item.value(names[i]);
        if (rule.replacements[i].size() > kMaxReplacementBytes)
            return badRules(QStringLiteral("A replacement has at most %1 bytes.").arg(kMaxReplacementBytes));
    }
    return rule;
}

Result<QList<UapRule>> section(const YamlLists &lists, const char *name, const FieldNames &names)
{
    const QList<YamlItem> items = lists.value(name);
    if (items.isEmpty() || items.size() > kMaxRulesPerList)
        return badRules(QStringLiteral("The rules have 1 to %1 %2.")
                            .arg(QString::number(kMaxRulesPerList), QLatin1StringView(name)));
    QList<UapRule> rules;
    rules.reserve(items.size());
    for (const YamlItem &item : items) {
        Result<UapRule> rule = uapRule(item, names);
        if (!rule)
            return rule.error();
        rules.append(std::move(*rule));
    }
    return rules;
}

/// Lines without comments; the limits of a list hold.
Result<QByteArrayList> patternLines(QByteArrayView content)
{
    if (content.size() > kMaxRulesBytes)
        return tooLarge();
    QByteArrayList lines = content.toByteArray().split('\n');
    lines.removeIf([](const QByteArray &line) { return line.isEmpty() || line.startsWith('#'); });
    if (lines.isEmpty() || lines.size() > kMaxRulesPerList)
        return badRules(QStringLiteral("The rules have 1 to %1 lines.").arg(kMaxRulesPerList));
    if (std::ranges::any_of(lines, [](const QByteArray &line) { return line.size() > kMaxPatternBytes; }))
        return badRules(QStringLiteral("A line has at most %1 bytes.").arg(kMaxPatternBytes));
    return lines;
}

/// "# isbot@5.2.3: …" → "isbot@5.2.3".
QString sourceLine(const QByteArray &content)
{
    const QByteArray first = content.first(content.indexOf('\n') < 0 ? 0 : content.indexOf('\n'));
    return QString::fromUtf8(first.mid(1, first.indexOf(':') - 1).trimmed());
}

Result<QByteArray> readRules(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {QStringLiteral("rules_unreadable"),
                      QStringLiteral("%1: %2").arg(path, file.errorString())};
    if (file.size() > kMaxRulesBytes)
        return tooLarge();
    return file.read(kMaxRulesBytes);
}

} // namespace

Result<UapRules> parseUapRules(QByteArrayView content)
{
    if (content.size() > kMaxRulesBytes)
        return tooLarge();
    UapRules rules;
    const bool isJson = content.trimmed().startsWith('{');
    const Result<YamlLists> lists = isJson ? readJsonLists(content, &rules.source) : readYamlLists(content);
    if (!lists)
        return lists.error();
    const std::pair<QList<UapRule> *, Result<QList<UapRule>>> parts[] = {
        {&rules.browsers, section(*lists, "user_agent_parsers", kBrowserFields)},
        {&rules.systems, section(*lists, "os_parsers", kSystemFields)},
        {&rules.devices, section(*lists, "device_parsers", kDeviceFields)},
    };
    for (const auto &[target, part] : parts) {
        if (!part)
            return part.error();
        *target = *part;
    }
    return rules;
}

Result<QList<CrawlerRule>> parseCrawlerRules(QByteArrayView content)
{
    const Result<QByteArrayList> lines = patternLines(content);
    if (!lines)
        return lines.error();
    QList<CrawlerRule> rules;
    rules.reserve(lines->size());
    for (const QByteArray &line : *lines) {
        const qsizetype tab = line.indexOf('\t');
        if (tab <= 0 || tab + 1 == line.size())
            return badRules(QStringLiteral("Each line holds a pattern, a tab and a tag."));
        rules.append({line.first(tab), line.sliced(tab + 1)});
    }
    return rules;
}

Result<QByteArrayList> parseSuspectedRules(QByteArrayView content)
{
    return patternLines(content);
}

Result<AgentRules> loadAgentRules(const QString &uapFile)
{
    AgentRules rules;
    const Result<QByteArray> uap = readRules(uapFile.isEmpty() ? QStringLiteral(":/ua/regexes.json")
                                                               : uapFile);
    const Result<QByteArray> crawlers = readRules(QStringLiteral(":/ua/crawlers.tsv"));
    const Result<QByteArray> suspected = readRules(QStringLiteral(":/ua/suspected.txt"));
    for (const Result<QByteArray> *content : {&uap, &crawlers, &suspected}) {
        if (!*content)
            return content->error();
    }
    const Result<UapRules> uapRules = parseUapRules(*uap);
    const Result<QList<CrawlerRule>> crawlerRules = parseCrawlerRules(*crawlers);
    const Result<QByteArrayList> suspectedRules = parseSuspectedRules(*suspected);
    if (!uapRules)
        return uapRules.error();
    if (!crawlerRules)
        return crawlerRules.error();
    if (!suspectedRules)
        return suspectedRules.error();
    rules.uap = *uapRules;
    rules.crawlers = *crawlerRules;
    rules.suspected = *suspectedRules;
    rules.sources = {uapFile.isEmpty() ? QString::fromUtf8(rules.uap.source) : uapFile, sourceLine(*crawlers),
                     sourceLine(*suspected)};
    return rules;
}
