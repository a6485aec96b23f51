// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/qrcode.h"
#include "tests/support/testprogram.h"
#include "tests/support/zbar.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

const QString kUrl = QStringLiteral("https://go.shop.example/spring");

/// The modules that the rectangles of a path cover, as a code has them.
QByteArray covered(const QString &path, int size)
{
    QByteArray modules(static_cast<qsizetype>(size) * size, '.');
    static const QRegularExpression rectangle(QStringLiteral("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z"));
    qsizetype length = 0;
    for (const QRegularExpressionMatch &match : rectangle.globalMatch(path)) {
        length += match.capturedLength();
        for (int i = 0; i < match.captured(3).toInt(); ++i)
            modules[match.captured(2).toInt() * size + match.captured(1).toInt() + i] = '#';
        if (match.captured(3) != match.captured(4))
            return {};
    }
    return length == path.size() ? modules : QByteArray();
}

QByteArray modulesOf(const QrCode &code)
{
    QByteArray modules;
    for (int y = 0; y < code.size(); ++y) {
        for (int x = 0; x < code.size(); ++x)
            modules += code.isDark(x, y) ? '#' : '.';
    }
    return modules;
}

/// True when an element other than these is in the page, or it is no XML apart from its head.
QStringList elementsOf(const QByteArray &html)
{
    QStringList names;
    static const QRegularExpression tag(QStringLiteral("<([a-z!/]+)"),
                                        QRegularExpression::CaseInsensitiveOption);
    for (const QRegularExpressionMatch &match : tag.globalMatch(QString::fromUtf8(html))) {
        if (!names.contains(match.captured(1)))
            names.append(match.captured(1));
    }
    names.removeIf([](const QString &name) { return name.startsWith(u'/') || name.startsWith(u'!'); });
    names.sort();
    return names;
}

} // namespace

class QrCodeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasFindersAndAQuietZone();
    void refusesWhatDoesNotFit();
    void drawsSvg();
    void escapesCaptions();
    void writesPng();
    void isReadable_data();
    void isReadable();
    void printsSheets();
    void printsForeignTextsAsText();
};

void QrCodeTest::hasFindersAndAQuietZone()
{
    const std::optional<QrCode> code = qrCodeOf(QStringLiteral("https://a.io/b")); // 14 bytes: the smallest
    QVERIFY(code.has_value());
    QCOMPARE(code->size(), 21 + 8);
    QCOMPARE(qrCodeOf(QStringLiteral("https://a.io/bc"))->size(), 25 + 8); // one more: error correction is M
    for (int i = 0; i < code->size(); ++i) {
        for (int edge : {-1, 0, 3, 25, 28, 29}) {
            QVERIFY(!code->isDark(i, edge));
            QVERIFY(!code->isDark(edge, i));
        }
    }
    for (const auto &[x, y] : {std::pair(4, 4), std::pair(18, 4), std::pair(4, 18)}) {
        for (int i = 0; i < 7; ++i) {
            QVERIFY(code->isDark(x + i, y) && code->isDark(x, y + i));
            QVERIFY(i == 0 || i == 6 || code->isDark(x + 3, y + 3));
        }
        QVERIFY(!code->isDark(x + 1, y + 1));
    }
}

void QrCodeTest::refusesWhatDoesNotFit()
{
    QVERIFY(!qrCodeOf(QString()));
    QCOMPARE(qrCodeOf(QString(2331, u'a'))->size(), 177 + 8);
    QVERIFY(!qrCodeOf(QString(2332, u'a')));
    QVERIFY(!qrCodeOf(QString(1166, u'ü')));
    QVERIFY(!qrCodeOf(QString(QChar(0xd800))));
}

void QrCodeTest::drawsSvg()
{
    const QrCode code = *qrCodeOf(kUrl);
    QXmlStreamReader xml(toSvg(code));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name(), QStringLiteral("svg"));
    QCOMPARE(xml.namespaceUri(), QStringLiteral("http://www.w3.org/2000/svg"));
    QCOMPARE(xml.attributes().value(QStringLiteral("viewBox")), QStringLiteral("0 0 %1 %1").arg(code.size()));
    QCOMPARE(xml.attributes().value(QStringLiteral("shape-rendering")), QStringLiteral("crispEdges"));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name(), QStringLiteral("rect"));
    xml.skipCurrentElement();
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name(), QStringLiteral("path"));
    QCOMPARE(covered(xml.attributes().value(QStringLiteral("d")).toString(), code.size()), modulesOf(code));
    xml.skipCurrentElement();
    QVERIFY(!xml.readNextStartElement());
    QVERIFY(!xml.hasError());
}

void QrCodeTest::escapesCaptions()
{
    const QString caption = QStringLiteral("</title><script>x</script> & \"ü\" \x01\ufffe");
    QXmlStreamReader xml(toSvg(*qrCodeOf(kUrl), caption));
    xml.readNextStartElement();
    xml.readNextStartElement();
    QCOMPARE(xml.name(), QStringLiteral("title"));
    QCOMPARE(xml.readElementText(), QStringLiteral("</title><script>x</script> & \"ü\"   "));
}

void QrCodeTest::writesPng()
{
    const QrCode code = *qrCodeOf(kUrl);
    for (const int pixels : {-1, 0, 1, 3, 64, 65}) {
        const QByteArray png = toPng(code, pixels);
        const int width = code.size() * std::clamp(pixels, 1, 64);
        QVERIFY(png.startsWith("\x89PNG\r\n\x1a\n"));
        QCOMPARE(png.sliced(8, 8), QByteArray("\0\0\0\x0dIHDR", 8));
        const QByteArray side = QByteArray::fromHex(QByteArray::number(width, 16).rightJustified(8, '0'));
        QCOMPARE(png.sliced(16, 8), side + side);
        QCOMPARE(png.sliced(24, 5), QByteArray("\x01\0\0\0\0", 5));
        QVERIFY(png.endsWith(QByteArray("\0\0\0\0IEND\xae\x42\x60\x82", 12)));
    }
}

void QrCodeTest::isReadable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("short") << QStringLiteral("https://a.io/b");
    QTest::addRow("usual") << kUrl;
    QTest::addRow("address") << QStringLiteral("http://[fd00::1]:8787/Spring-2027_x");
    QTest::addRow("umlauts") << QStringLiteral("https://bücher.example/Größe?x=ñ");
    QTest::addRow("Japanese") << QStringLiteral("https://例え.jp/春のセール");
    QTest::addRow("emoji") << QStringLiteral("https://e.com/🎉");
    for (const int length : {40, 100, 200, 400, 700, 1000, 1500, 2331})
        QTest::addRow("%d bytes", length) << QString(kUrl + u'/' + QString(length, u'x')).first(length);
}

void QrCodeTest::isReadable()
{
    QFETCH(QString, text);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("code.png")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toPng(*qrCodeOf(text), 4));
    file.close();
    QCOMPARE(readByZbar(file.fileName()), text.toUtf8() + '\n');
}

void QrCodeTest::printsSheets()
{
    QList<QrLabel> labels;
    for (int i = 0; i < 25; ++i)
        labels.append({kUrl + QString::number(i), QStringLiteral("Poster %1").arg(i)});
    labels.append({QString(3000, u'x'), QStringLiteral("too long")});
    const QByteArray html = printSheet(labels, QStringLiteral("Labels"));
    QCOMPARE(html.count("<ul>"), 2);
    QCOMPARE(html.count("</ul>"), 2);
    QCOMPARE(html.count("<li>"), 26);
    QCOMPARE(html.count("<svg "), 25);
    QCOMPARE(html.left(html.indexOf("</ul>")).count("<li>"), 24);
    QVERIFY(html.contains("<b>Poster 24</b> <span>https://go.shop.example/spring24</span>"));
    QVERIFY(html.contains("<title>Labels</title>"));
    QVERIFY(html.contains("@page { size: A4"));
    QCOMPARE(printSheet({}).count("<ul>"), 0);
}

void QrCodeTest::printsForeignTextsAsText()
{
    const QString hostile = QStringLiteral("</span><script>alert(1)</script><img src=x onerror=y>\"'&");
    const QByteArray html = printSheet({{kUrl + hostile, hostile}}, hostile);
    const QStringList expected {QStringLiteral("b"),     QStringLiteral("body"),  QStringLiteral("head"),
                                QStringLiteral("html"),  QStringLiteral("li"),    QStringLiteral("meta"),
                                QStringLiteral("p"),     QStringLiteral("path"),  QStringLiteral("rect"),
                                QStringLiteral("span"),  QStringLiteral("style"), QStringLiteral("svg"),
                                QStringLiteral("title"), QStringLiteral("ul")};
    QCOMPARE(elementsOf(html), expected);
    QVERIFY(html.contains("&lt;script&gt;"));
}

CLICKSCOPE_TEST(QrCodeTest)
#include "tst_qrcode.moc"
