// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/snippet.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

const QString kHere = QStringLiteral("http://127.0.0.1:8787");

Site shop(const QStringList &hosts = {})
{
    Site site;
    site.id = QStringLiteral("shop");
    site.domains = hosts;
    return site;
}

} // namespace

/// What people paste into their pages.
class SnippetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadyToPaste_data();
    void isReadyToPaste();
    void escapesWhatHtmlWouldRead();
    void namesEveryKindOnce();
};

void SnippetTest::isReadyToPaste_data()
{
    QTest::addColumn<SnippetKind>("kind");
    QTest::addColumn<QStringList>("hosts");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, SnippetKind kind, const QStringList &hosts, const QString &url,
                        const char *text) {
        QTest::newRow(name) << kind << hosts << url << QString::fromLatin1(text);
    };
    row("script", SnippetKind::Script, {}, kHere,
        R"(<script defer src="http://127.0.0.1:8787/scope.js" data-site="shop"></script>)");
    row("a collector that listens everywhere", SnippetKind::Script, {}, QStringLiteral("http://0.0.0.0:80"),
        R"(<script defer src="http://127.0.0.1:80/scope.js" data-site="shop"></script>)");
    row("the same with IPv6", SnippetKind::Script, {}, QStringLiteral("http://[::]:80"),
        R"(<script defer src="http://127.0.0.1:80/scope.js" data-site="shop"></script>)");
    row("theme of WordPress", SnippetKind::WordPress, {}, kHere,
        "add_action('wp_head', function () { ?>\n"
        "<script defer src=\"http://127.0.0.1:8787/scope.js\" data-site=\"shop\"></script>\n"
        "<?php });");
    row("tag manager", SnippetKind::TagManager, {}, kHere,
        "<script>\n(function () {\n  var scope = document.createElement('script');\n"
        "  scope.src = 'http://127.0.0.1:8787/scope.js';\n  scope.setAttribute('data-site', 'shop');\n"
        "  document.head.appendChild(scope);\n})();\n</script>");
    row("code of an app", SnippetKind::Module, {}, kHere,
        "var scope = document.createElement('script');\nscope.src = 'http://127.0.0.1:8787/scope.js';\n"
        "scope.setAttribute('data-site', 'shop');\ndocument.head.appendChild(scope);");
    row("pixel of a known host", SnippetKind::Pixel,
        {QStringLiteral("*.shop.example"), QStringLiteral("shop.example")}, kHere,
        R"(<img src="http://127.0.0.1:8787/pixel.gif?site=shop&amp;url=https%3A%2F%2Fshop.example%2F" alt="" referrerpolicy="no-referrer-when-downgrade">)");
    row("pixel of any host", SnippetKind::Pixel, {}, kHere,
        R"(<img src="http://127.0.0.1:8787/pixel.gif?site=shop" alt="" referrerpolicy="no-referrer-when-downgrade">)");
    row("Sparklytics", SnippetKind::Sparklytics, {}, kHere,
        R"(<script defer src="/s.js" data-website-id="shop" data-api-host="http://127.0.0.1:8787"></script>)");
    row("ts-analytics", SnippetKind::TsAnalytics, {}, kHere,
        "generateFullTrackingScript({ siteId: 'shop', apiEndpoint: 'http://127.0.0.1:8787/api/analytics' })");
}

void SnippetTest::isReadyToPaste()
{
    QFETCH(const SnippetKind, kind);
    QFETCH(const QStringList, hosts);
    QFETCH(const QString, url);
    QFETCH(const QString, text);
    QCOMPARE(snippetOf(shop(hosts), url, kind), text);
}

void SnippetTest::escapesWhatHtmlWouldRead()
{
    Site site = shop();
    site.id = QStringLiteral("a\"><b>"); // no site is called so, and no door relies on it
    for (const SnippetKind kind : kSnippetKinds) {
        const QString text = snippetOf(site, QStringLiteral("http://h\"'<i>"), kind);
        QVERIFY2(!text.contains(QStringLiteral("<b>")) && !text.contains(QStringLiteral("<i>")),
                 qPrintable(text));
    }
}

void SnippetTest::namesEveryKindOnce()
{
    for (const SnippetKind kind : kSnippetKinds)
        QCOMPARE(snippetKindNamed(QString(toString(kind))), std::optional(kind));
    QCOMPARE(snippetKindNamed(u"Script"), std::nullopt);
}

CLICKSCOPE_TEST(SnippetTest)
#include "tst_snippet.moc"
