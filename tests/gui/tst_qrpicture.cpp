// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/qrcode.h"
#include "tests/support/zbar.h"

#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

namespace {

/// A picture of `side` pixels as Qt draws an SVG.
QImage drawn(const QByteArray &svg, int side)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::red);
    QPainter painter(&image);
    QSvgRenderer(svg).render(&painter, QRectF(0, 0, side, side));
    return image;
}

} // namespace

/// QR codes as pictures that other programs draw and read.
class QrPictureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsEveryModule();
    void canBeReadAtAnySize();
    void canBeReadFromASheet();

private:
    QByteArray read(const QImage &image) const
    {
        const QString name = m_folder.filePath(QStringLiteral("code.png"));
        return image.save(name) ? readByZbar(name).trimmed() : QByteArray("not saved");
    }

    QTemporaryDir m_folder;
};

void QrPictureTest::holdsEveryModule()
{
    const QrCode code = *qrCodeOf(QStringLiteral("https://go.shop.example/spring?a=b&c=d"));
    constexpr int kPixels = 3;
    const QImage png = QImage::fromData(toPng(code, kPixels), "png");
    QCOMPARE(png.size(), QSize(code.size() * kPixels, code.size() * kPixels));
    const QImage svg = drawn(toSvg(code), png.width());
    for (int y = 0; y < png.height(); ++y) {
        for (int x = 0; x < png.width(); ++x) {
            const QRgb expected = code.isDark(x / kPixels, y / kPixels) ? 0xff000000 : 0xffffffff;
            QCOMPARE(png.pixel(x, y), expected);
            QCOMPARE(svg.pixel(x, y), expected);
        }
    }
}

void QrPictureTest::canBeReadAtAnySize()
{
    const QString url = QStringLiteral("https://go.shop.example/größer");
    for (const int side : {90, 137, 250, 1001})
        QCOMPARE(read(drawn(toSvg(*qrCodeOf(url), url), side)), url.toUtf8());
}

void QrPictureTest::canBeReadFromASheet()
{
    QList<QrLabel> labels;
    for (int i = 0; i < 24; ++i)
        labels.append(
            {QStringLiteral("https://go.shop.example/label-%1").arg(i), QStringLiteral("Label <%1>").arg(i)});
    const QByteArray html = printSheet(labels);
    qsizetype from = 0;
    for (const QrLabel &label : std::as_const(labels)) {
        from = html.indexOf("<svg ", from + 1);
        const QByteArray svg = html.sliced(from, html.indexOf("</svg>", from) + 6 - from);
        QCOMPARE(read(drawn(svg, 240)), label.url.toUtf8());
    }
}

QTEST_MAIN(QrPictureTest)
#include "tst_qrpicture.moc"
