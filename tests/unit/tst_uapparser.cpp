// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/uapparser.h"

#include "core/visitor/agent/agentyaml.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTest>

#include <memory>

// The cases come with Debian's package uap-core and are matched by that package's own rules.

namespace {

const QString kPackage = QStringLiteral("/usr/share/uap-core/");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<UapParser> parserOf(const QString &path)
{
    const Result<UapRules> rules = parseUapRules(contentOf(path));
    if (!rules) {
        qWarning() << rules.error().message;
        return nullptr;
    }
    Result<UapParser> parser = UapParser::compile(*rules);
    return parser ? std::make_unique<UapParser>(std::move(*parser)) : nullptr;
}

enum Section { Browser, System, Device };

/// The fields of a case or of a result, in the order of the file format.
QByteArrayList expectedFields(const YamlItem &item, int section)
{
    QByteArrayList names {"family", "major", "minor", "patch"};
    if (section == System)
        names.append("patch_minor");
    if (section == Device)
        names = {"family", "brand", "model"};
    QByteArrayList fields;
    for (const QByteArray &name : std::as_const(names))
        fields.append(item.value(name).trimmed());
    return fields;
}

QByteArrayList foundFields(const ParsedAgent &agent, int section)
{
    const auto &[browser, system, device] = agent;
    switch (section) {
    case Browser: return {browser.family, browser.major, browser.minor, browser.patch};
    case System: return {system.family, system.major, system.minor, system.patch, system.patchMinor};
    default: return {device.family, device.brand, device.model};
    }
}

const struct
{
    const char *file;
    Section section;
    int cases; ///< in 0.16.0; later packages have no fewer
} kFiles[] = {
    {"tests/test_ua.yaml", Browser, 1'425},
    {"tests/test_os.yaml", System, 456},
    {"tests/test_device.yaml", Device, 16'111},
    {"test_resources/firefox_user_agent_strings.yaml", Browser, 243},
    {"test_resources/pgts_browser_list.yaml", Browser, 12'500},
    {"test_resources/podcasting_user_agent_strings.yaml", Browser, 144},
    {"test_resources/opera_mini_user_agent_strings.yaml", Browser, 203},
    {"test_resources/additional_os_tests.yaml", System, 23},
};

} // namespace

class UapParserTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesTheCasesOfUapCore_data();
    void passesTheCasesOfUapCore();
    void bundledRulesPassTheSameCases();
    void filterAgreesWithAllRules();
    void expandsReplacements();
    void knowsNothingAboutTheEmptyAgent();
    void refusesPatternsThatCannotBeRead();
};

void UapParserTest::passesTheCasesOfUapCore_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("section");
    QTest::addColumn<int>("cases");
    for (const auto &[file, section, cases] : kFiles)
        QTest::addRow("%s", file) << QString::fromLatin1(file) << int(section) << cases;
}

void UapParserTest::passesTheCasesOfUapCore()
{
    static const std::unique_ptr<UapParser> parser = parserOf(kPackage + QStringLiteral("regexes.yaml"));
    if (!QFile::exists(kPackage))
        QSKIP("Debian's package uap-core is not installed: its 31,105 cases are not run");
    QVERIFY(parser);
    QFETCH(QString, file);
    QFETCH(int, section);
    QFETCH(int, cases);
    const Result<YamlLists> lists = readYamlLists(contentOf(kPackage + file));
    QVERIFY2(lists.ok(), qPrintable(lists.error().message));
    const QList<YamlItem> items = lists->value("test_cases");
    QVERIFY2(items.size() >= cases, qPrintable(QString::number(items.size())));
    for (const YamlItem &item : items) {
        const QByteArray agent = item.value("user_agent_string");
        if (foundFields(parser->parse(agent), section) != expectedFields(item, section))
            qWarning() << agent;
        QCOMPARE(foundFields(parser->parse(agent), section), expectedFields(item, section));
    }
}

void UapParserTest::bundledRulesPassTheSameCases()
{
    // 0.18.0 changes no answer of the cases of 0.16.0; a difference of a later file has to be listed here.
    if (!QFile::exists(kPackage))
        QSKIP("Debian's package uap-core is not installed: the bundled rules are not compared with it");
    const std::unique_ptr<UapParser> parser = parserOf(QStringLiteral(":/ua/regexes.json"));
    QVERIFY(parser);
    for (const auto &[file, section, cases] : kFiles) {
        const Result<YamlLists> lists = readYamlLists(contentOf(kPackage + QString::fromLatin1(file)));
        QVERIFY(lists.ok());
        for (const YamlItem &item : lists->value("test_cases")) {
            const QByteArray agent = item.value("user_agent_string");
            if (foundFields(parser->parse(agent), section) != expectedFields(item, section))
                QFAIL(agent.constData());
        }
    }
}

void UapParserTest::filterAgreesWithAllRules()
{
    const std::unique_ptr<UapParser> parser = parserOf(QStringLiteral(":/ua/regexes.json"));
    QVERIFY(parser);
    int compared = 0;
    for (const char *file : {"ua/sessions.tsv", "ua/crawlers.tsv"}) {
        const QByteArrayList lines =
            contentOf(QStringLiteral(TEST_DATA "/") + QLatin1StringView(file)).split('\n');
        for (qsizetype i = 1; i < lines.size(); i += 10) {
            const QByteArray agent = lines[i].mid(lines[i].lastIndexOf('\t') + 1);
            QVERIFY2(parser->agreesWithAllRules(agent), agent.constData());
            ++compared;
        }
    }
    QVERIFY(compared > 300);
}

void UapParserTest::expandsReplacements()
{
    // Worked out from the specification of uap-core.
    UapRules rules;
    rules.browsers = {{"(Namoroka|Minefield)/(\\d+)\\.(\\d+)\\.(\\d+(?:pre)?)", false, {"Firefox ($1)"}},
                      {"Thing( Pro|)", false, {"Thing$1 "}}};
    rules.systems = {{"Win(95|98|3.1|NT|ME|2000)", false, {"Windows $1"}}};
    rules.devices = {{"; (lg)-([a-z0-9]+)", true, {"LG $2", "LG", "$2"}}, {"(Plain)Phone", false, {}}};
    Result<UapParser> parser = UapParser::compile(rules);
    QVERIFY(parser.ok());
    const ParsedAgent known = parser->parse("Mozilla/5.0 (Win95; LG-P500) Minefield/4.0.1pre");
    QCOMPARE(foundFields(known, Browser), (QByteArrayList {"Firefox (Minefield)", "4", "0", "1pre"}));
    QCOMPARE(foundFields(known, System), (QByteArrayList {"Windows 95", "", "", "", ""}));
    QCOMPARE(foundFields(known, Device), (QByteArrayList {"LG P500", "LG", "P500"}));
    const ParsedAgent plain = parser->parse("PlainPhone Thing");
    QCOMPARE(foundFields(plain, Browser), (QByteArrayList {"Thing", "", "", ""}));
    QCOMPARE(foundFields(plain, Device), (QByteArrayList {"Plain", "", "Plain"}));
}

void UapParserTest::knowsNothingAboutTheEmptyAgent()
{
    const std::unique_ptr<UapParser> parser = parserOf(QStringLiteral(":/ua/regexes.json"));
    QVERIFY(parser);
    const ParsedAgent nobody = parser->parse({});
    QCOMPARE(nobody.browser.family, QByteArray("Other"));
    QCOMPARE(nobody.system.family, QByteArray("Other"));
    QCOMPARE(nobody.device.family, QByteArray("Other"));
}

void UapParserTest::refusesPatternsThatCannotBeRead()
{
    UapRules rules;
    rules.browsers = rules.systems = rules.devices = {{"fine", false, {}}, {"(open", false, {}}};
    const Result<UapParser> parser = UapParser::compile(rules);
    QVERIFY(!parser.ok());
    QCOMPARE(parser.error().code, QStringLiteral("bad_rules"));
}

CLICKSCOPE_TEST(UapParserTest)
#include "tst_uapparser.moc"
