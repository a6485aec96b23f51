// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkcheck.h"
#include "tests/support/testprogram.h"

#include <QTest>

class LinkCheckTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsDestinations_data();
    void acceptsDestinations();
    void namesTheField_data();
    void namesTheField();
};

void LinkCheckTest::acceptsDestinations_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("opensApps");
    QTest::addColumn<bool>("isFine");
    QTest::addRow("https") << "https://e.com/a?b#c" << false << true;
    QTest::addRow("other script") << "https://b\u00fccher.example/" << false << true;
    QTest::addRow("a user") << "https://u:p@e.com/" << false << false;
    QTest::addRow("a blank") << "https://e.com/a b" << false << false;
    QTest::addRow("relative") << "/a" << false << false;
    QTest::addRow("an app") << "spotify:track:1" << false << false;
    QTest::addRow("an app, allowed") << "spotify:track:1" << true << true;
    QTest::addRow("a mail, allowed") << "mailto:a@e.com" << true << true;
    for (const char *scheme : {"javascript", "JavaScript", "data", "vbscript", "file", "blob", "about"})
        QTest::addRow("%s", scheme) << QString(QString::fromLatin1(scheme) + QStringLiteral(":x")) << true
                                    << false;
    QTest::addRow("a control") << "https://e.com/\r\nX: y" << true << false;
    QTest::addRow("2,048 characters")
        << QString(QStringLiteral("https://e.com/") + QString(2034, u'a')) << false << true;
    QTest::addRow("2,049 characters")
        << QString(QStringLiteral("https://e.com/") + QString(2035, u'a')) << false << false;
}

void LinkCheckTest::acceptsDestinations()
{
    QFETCH(QString, url);
    QFETCH(bool, opensApps);
    const QString problem = destinationProblem(url, opensApps);
    QFETCH(bool, isFine);
    QVERIFY2(problem.isEmpty() == isFine, qPrintable(problem));
}

void LinkCheckTest::namesTheField_data()
{
    QTest::addColumn<Link>("link");
    QTest::addColumn<int>("field");
    const Link fine {QStringLiteral("go"), QStringLiteral("https://e.com/"), {}, {}};
    const auto row = [&](const char *name, LinkField field, auto change) {
        Link link = fine;
        change(link);
        QTest::addRow("%s", name) << link << static_cast<int>(field);
    };
    row("code", LinkField::Code, [](Link &link) { link.code = QStringLiteral("api"); });
    row("url", LinkField::Url, [](Link &link) { link.url = QStringLiteral("e.com"); });
    row("fallback", LinkField::Fallback, [](Link &link) { link.fallback = QStringLiteral("javascript:1"); });
    row("one variant", LinkField::Variants, [](Link &link) {
        link.variants = {{QStringLiteral("A"), link.url, 1}};
    });
    row("a name twice", LinkField::Variants, [](Link &link) {
        link.variants = {{QStringLiteral("A"), link.url, 1}, {QStringLiteral("a"), link.url, 1}};
    });
    row("no weight", LinkField::Variants, [](Link &link) {
        link.variants = {{QStringLiteral("A"), link.url, 0}, {QStringLiteral("B"), link.url, 1}};
    });
    row("a rule for all", LinkField::Rules, [](Link &link) { link.rules = {{{}, {}, link.url}}; });
    row("no country", LinkField::Rules, [](Link &link) {
        link.rules = {{{}, {QStringLiteral("Germany")}, link.url}};
    });
    row("less than no clicks", LinkField::MaxClicks, [](Link &link) { link.maxClicks = -1; });
    row("a tag with a comma", LinkField::Tags, [](Link &link) { link.tags = {QStringLiteral("a,b")}; });
    row("a long name", LinkField::Name, [](Link &link) { link.name = QString(101, u'x'); });
}

void LinkCheckTest::namesTheField()
{
    QFETCH(Link, link);
    const QList<LinkProblem> problems = problemsOf(link);
    QCOMPARE(problems.size(), 1);
    QTEST(static_cast<int>(problems.constFirst().field), "field");
    QVERIFY(!problems.constFirst().sentence.isEmpty());
    QCOMPARE(checkLink(link).error().code, QStringLiteral("bad_link"));
}

CLICKSCOPE_TEST(LinkCheckTest)
#include "tst_linkcheck.moc"
