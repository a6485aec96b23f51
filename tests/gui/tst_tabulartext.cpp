// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/tabulartext.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QTest>

/// Figures and chips show every script, in digits of equal width.
class TabularTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void givesDigitsOneWidth_data();
    void givesDigitsOneWidth();
    void drawsWhatQtDraws_data();
    void drawsWhatQtDraws();
    void drawsNoBoxes();
};

static QFont font()
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(24);
    return font;
}

static QImage blank()
{
    QImage image(600, 60, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    return image;
}

static QImage picture(const QString &text)
{
    QImage image = blank();
    QPainter painter(&image);
    painter.setPen(Qt::black);
    TabularText(font()).drawAt(painter, QPointF(10, 40), text);
    return image;
}

void TabularTextTest::givesDigitsOneWidth_data()
{
    QTest::addColumn<QString>("locale");
    for (const char *locale :
         {"en_US", "fa_IR", "ar_EG", "hi_IN@numbers=deva", "th_TH", "de_DE", "mr_IN", "bn_BD", "my_MM"})
        QTest::addRow("%s", locale) << QString::fromLatin1(locale);
}

void TabularTextTest::givesDigitsOneWidth()
{
    QFETCH(QString, locale);
    QLocale::setDefault(QLocale(locale));
    const TabularText text {font()};
    const QString zero = QLocale().zeroDigit();
    QCOMPARE(zero.size(), 1); // those of more than one unit are drawn as they come
    const qreal width = text.width(zero);
    for (char16_t digit = 0; digit <= 9; ++digit) {
        const QChar c(static_cast<char16_t>(zero.at(0).unicode() + digit));
        QCOMPARE(text.characterWidth(c), width);
        QCOMPARE(text.width(QString(c)), width);
    }
    QCOMPARE(text.width(QLocale().toString(11'111)), text.width(QLocale().toString(88'888)));
}

void TabularTextTest::drawsWhatQtDraws_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"Страна", "Ελλάδα", "産品", "สินค้า", "उत्पाद", "محصول ۱۲", "مصر", "שלום", "日本 🎌", "🎉", "€£"})
        QTest::addRow("%s", text) << QString::fromUtf8(text);
}

/// Where no ASCII digit stands, the picture is that of QPainter::drawText(), fallback fonts and all.
void TabularTextTest::drawsWhatQtDraws()
{
    QFETCH(QString, text);
    QImage expected = blank();
    {
        QPainter painter(&expected);
        painter.setPen(Qt::black);
        painter.setFont(font());
        painter.drawText(QPointF(10, 40), text);
    }
    const QFontMetricsF metrics(font());
    QVERIFY(std::abs(TabularText(font()).width(text) - metrics.horizontalAdvance(text)) < 2);
    if (QFontInfo(font()).family() == QStringLiteral("Inter") || !text.contains(u'€'))
        QVERIFY(expected != blank());
    QImage drawn = picture(text);
    if (drawn != expected) { // kerning between letters the font has may move them by a hair
        qint64 ink = 0;
        qint64 expectedInk = 0;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x) {
                ink += 255 - qGray(drawn.pixel(x, y));
                expectedInk += 255 - qGray(expected.pixel(x, y));
            }
        }
        QVERIFY2(std::abs(ink - expectedInk) * 50 < expectedInk, "the same glyphs");
    }
}

/// A font without Persian digits shows them all the same, each its own: boxes would be alike.
void TabularTextTest::drawsNoBoxes()
{
    const QString zero = QLocale(QStringLiteral("fa_IR")).zeroDigit();
    bool isAnywhere = false;
    for (const QString &family : QFontDatabase::families(QFontDatabase::Arabic))
        isAnywhere = isAnywhere || !family.isEmpty();
    if (!isAnywhere)
        QSKIP("no font with Arabic letters on this machine");
    QList<QImage> pictures;
    for (char16_t digit = 0; digit <= 9; ++digit) {
        const QImage drawn = picture(QString(QChar(static_cast<char16_t>(zero.at(0).unicode() + digit))));
        QVERIFY(drawn != blank());
        QVERIFY2(!pictures.contains(drawn), "each digit has a picture of its own");
        pictures.append(drawn);
    }
}

QTEST_MAIN(TabularTextTest)
#include "tst_tabulartext.moc"
