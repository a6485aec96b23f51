// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commandline.h"
#include "app/commands/datafolder.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesCommandsApart();
    void findsTheFolder();
    void knowsWhatNeedsWindows_data();
    void knowsWhatNeedsWindows();
    void boundsNumbers_data();
    void boundsNumbers();
    void saysWhatIsExpected_data();
    void saysWhatIsExpected();
    void standsInTheManual();
    void knowsWhatTheManualNames();
    void helpsWithEveryOption();
};

static Result<CommandLine> parsed(const char *words)
{
    return CommandLine::parse(QStringList {QStringLiteral("clickscope")}
                              + QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts));
}

/// The options that the synopsis of the manual names of each command: "link edit" -> {"url", …}.
static QMap<QString, QStringList> optionsOfTheManual()
{
    QFile file(QString::fromUtf8(SOURCE_FOLDER) + QStringLiteral("/packaging/linux/clickscope.1.in"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const qsizetype from = text.indexOf(QStringLiteral(".Sh SYNOPSIS"));
    const QString synopsis = text.sliced(from, text.indexOf(QStringLiteral(".Sh DESCRIPTION")) - from);
    static const QRegularExpression option(QStringLiteral("\\bFl -([a-z-]+)"));
    static const QRegularExpression arguments(QStringLiteral(" (Ar|Op|Fl) .*"));
    QMap<QString, QStringList> result;
    for (const QString &form : synopsis.split(QStringLiteral(".Nm\n")).mid(1)) {
        QStringList options;
        for (const QRegularExpressionMatch &match : option.globalMatch(form))
            options.append(match.captured(1));
        const QString line = form.section(u'\n', 0, 0);
        QStringList verbs {QString()};
        if (line.startsWith(QStringLiteral(".Cm ")))
            verbs = line.mid(4).remove(arguments).split(QStringLiteral(" | "));
        for (QString verb : std::as_const(verbs)) {
            if (verb != verbs.constFirst()) // "query totals | series"
                verb.prepend(verbs.constFirst().section(u' ', 0, 0) + u' ');
            result[verb.section(u' ', 0, 1)] += options; // without "data import places"'s third
        }
        if (form.contains(QStringLiteral("options of site add")))
            result[verbs.constFirst()] += result.value(QStringLiteral("site add"));
        if (form.contains(QStringLiteral("options of link add")))
            result[verbs.constFirst()] += result.value(QStringLiteral("link add"));
    }
    return result;
}

void CommandLineTest::standsInTheManual()
{
    const QMap<QString, QStringList> manual = optionsOfTheManual();
    const QMap<QString, QStringList> known = CommandLine::knownOptions();
    QVERIFY(known.size() > 20);
    for (auto verb = known.begin(); verb != known.end(); ++verb) {
        QVERIFY2(manual.contains(verb.key()), qPrintable(verb.key()));
        for (const QString &option : verb.value())
            QVERIFY2(manual.value(verb.key()).contains(option), qPrintable(verb.key() + u' ' + option));
    }
}

void CommandLineTest::knowsWhatTheManualNames()
{
    const QMap<QString, QStringList> manual = optionsOfTheManual();
    const QMap<QString, QStringList> known = CommandLine::knownOptions();
    const QStringList query = known.value(QStringLiteral("query series"))
        + known.value(QStringLiteral("query breakdown"));
    for (auto verb = manual.begin(); verb != manual.end(); ++verb) {
        const bool isPast = verb.key().startsWith(QStringLiteral("query ")) // three in one synopsis
            && verb.key() != QStringLiteral("query realtime");
        for (const QString &option : verb.value())
            QVERIFY2((isPast ? query : known.value(verb.key())).contains(option)
                         || option == QStringLiteral("data-dir"),
                     qPrintable(verb.key() + u' ' + option));
    }
}

void CommandLineTest::helpsWithEveryOption()
{
    const QStringList lines = CommandLine::helpText().split(u'\n');
    const QMap<QString, QStringList> known = CommandLine::knownOptions();
    for (auto verb = known.begin(); verb != known.end(); ++verb) {
        const QStringList found = lines.filter(QStringLiteral("  clickscope ") + verb.key());
        QVERIFY2(!found.isEmpty(), qPrintable(verb.key()));
        if (found.constFirst().contains(QStringLiteral("options of")))
            continue; // those of another command
        for (const QString &option : verb.value())
            QVERIFY2(found.constFirst().contains(QStringLiteral("--") + option),
                     qPrintable(verb.key() + u' ' + option));
    }
}

void CommandLineTest::takesCommandsApart()
{
    const Result<CommandLine> line =
        parsed("--data-dir /tmp/a site add shop --domain e.com --name=Shop --domain=www.e.com");
    QVERIFY(line);
    QCOMPARE(line->verb(), QStringLiteral("site add"));
    QCOMPARE(line->positional(), QStringList {QStringLiteral("shop")});
    QCOMPARE(line->values(QStringLiteral("domain")),
             (QStringList {QStringLiteral("e.com"), QStringLiteral("www.e.com")}));
    QCOMPARE(line->value(QStringLiteral("name")), QStringLiteral("Shop"));
    QCOMPARE(line->value(QStringLiteral("timezone"), QStringLiteral("UTC")), QStringLiteral("UTC"));
    QCOMPARE(dataFolder(*line), QStringLiteral("/tmp/a"));
    QCOMPARE(parsed("site list --json")->has(QStringLiteral("json")), true);
    QCOMPARE(parsed("site list")->has(QStringLiteral("json")), false);
    QVERIFY(parsed("site add --help")); // help needs no arguments
    for (const char *twice : {"site list --json --json", "serve --recreate --recreate", "--help --help",
                              "site erase a --yes --yes", "--version serve --version"})
        QVERIFY2(parsed(twice), twice); // a flag says no more when it is said again
}

void CommandLineTest::findsTheFolder()
{
    qputenv("CLICKSCOPE_DATA_DIR", "/tmp/from-environment");
    QCOMPARE(dataFolder(*parsed("serve")), QStringLiteral("/tmp/from-environment"));
    QCOMPARE(dataFolder(*parsed("serve --data-dir /tmp/said")), QStringLiteral("/tmp/said"));
    qunsetenv("CLICKSCOPE_DATA_DIR");
    QVERIFY(dataFolder(*parsed("serve")).endsWith(QLatin1StringView("/clickscope")));
}

void CommandLineTest::knowsWhatNeedsWindows_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("needsGui");
    QTest::addRow("nothing") << QByteArray("") << true;
    QTest::addRow("a folder alone") << QByteArray("--data-dir /tmp/a") << true;
    QTest::addRow("a port") << QByteArray("--port 8791") << true;
    QTest::addRow("a port, in one word") << QByteArray("--port=8791") << true;
    QTest::addRow("address and folder") << QByteArray("--listen ::1 --data-dir /tmp/a") << true;
    QTest::addRow("a port before the command") << QByteArray("--port 8791 serve") << false;
    QTest::addRow("demo") << QByteArray("demo") << true;
    QTest::addRow("serve") << QByteArray("serve") << false;
    QTest::addRow("verify") << QByteArray("verify") << false;
}

void CommandLineTest::knowsWhatNeedsWindows()
{
    QFETCH(QByteArray, words);
    QTEST(parsed(words.constData())->needsGui(), "needsGui");
}

void CommandLineTest::boundsNumbers_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<qint64>("expected"); // -1 = refused
    QTest::addRow("absent") << QByteArray("serve") << qint64(8787);
    QTest::addRow("low") << QByteArray("serve --port 0") << qint64(0);
    QTest::addRow("high") << QByteArray("serve --port 65535") << qint64(65535);
    QTest::addRow("twice") << QByteArray("serve --port 1 --port 2") << qint64(-1);
    for (const char *text : {"65536", "-1", "x", "1.5", "0x10", "99999999999999999999"})
        QTest::addRow("%s", text) << QByteArray("serve --port ") + text << qint64(-1);
}

void CommandLineTest::boundsNumbers()
{
    QFETCH(QByteArray, words);
    const Result<CommandLine> line = parsed(words.constData());
    const Result<qint64> number = line ? line->number(QStringLiteral("port"), 8787, 0, 65535)
                                       : Result<qint64>(line.error());
    QTEST(number ? *number : -1, "expected");
    if (!number)
        QCOMPARE(number.error().code, QStringLiteral("usage"));
}

void CommandLineTest::saysWhatIsExpected_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *words, const char *expected) {
        QTest::addRow("%s", words) << QByteArray(words) << QString::fromLatin1(expected);
    };
    row("fly", "clickscope --help");
    row("-x", "there is no command \"-x\"");
    row("-x serve", "there is no command");
    row("site", "clickscope --help");
    row("site fly", "clickscope --help");
    row("site add", "usage: clickscope site add ID");
    row("site add a b", "usage: clickscope site add ID");
    row("serve --prot 1", "there is no option --prot");
    row("serve --port", "--port needs a value");
    row("--port", "--port needs a value");
    row("--port 8791 verify", "there is no option --port");
    row("site list --json=yes", "--json takes no value");
    row("site list --json --json=yes", "--json takes no value");
    row("--data-dir a serve --data-dir b", "--data-dir is given twice");
    row("site list extra", "wrong number of arguments");
}

void CommandLineTest::saysWhatIsExpected()
{
    QFETCH(QByteArray, words);
    QFETCH(QString, expected);
    const Result<CommandLine> line = parsed(words.constData());
    QVERIFY(!line);
    QCOMPARE(line.error().code, QStringLiteral("usage"));
    QVERIFY2(line.error().message.contains(expected), qPrintable(line.error().message));
}

CLICKSCOPE_TEST(CommandLineTest)
#include "tst_commandline.moc"
