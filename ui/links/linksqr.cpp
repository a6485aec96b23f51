// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linksqr.h"

#include "core/links/qrcode.h"
#include "core/types/savedfile.h"
#include "ui/links/linktext.h"
#include "ui/text/linetext.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QImage>
#include <QSaveFile>

namespace {

constexpr int kPixels = 12; ///< for each module: sharp on paper
constexpr int kMostLabels = 500; ///< so many are drawn before anybody notices

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("LinksQr", text, nullptr, n);
}

void write(const QString &fileName, const QByteArray &bytes, const LinksQr::Said &said)
{
    if (fileName.isEmpty())
        return;
    QSaveFile file(fileName);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && commitFile(file);
    said(isWritten ? LineText::fill(tr("Saved as %1"), fileName)
                   : LineText::fill(tr("%1 could not be written: %2"), fileName, file.errorString()));
}

QString tooLong()
{
    return tr("This address is too long for a QR code");
}

} // namespace

void LinksQr::copy(const QString &url, const Said &said)
{
    const std::optional<QrCode> code = qrCodeOf(url);
    if (!code)
        return said(tooLong());
    QApplication::clipboard()->setImage(QImage::fromData(toPng(*code, kPixels)));
    said(LineText::fill(tr("QR code of %1 copied"), url));
}

void LinksQr::save(QWidget *parent, const SaveFileHook &ask, const Link &link, const QString &url,
                   const QString &format, const Said &said)
{
    const std::optional<QrCode> code = qrCodeOf(url);
    if (!code)
        return said(tooLong());
    const bool isSvg = format == QLatin1StringView("svg");
    ask(parent, link.code + u'.' + format,
        [said, bytes = isSvg ? toSvg(*code, url) : toPng(*code, kPixels)](const QString &fileName) {
            write(fileName, bytes, said);
        });
}

void LinksQr::saveSheet(QWidget *parent, const SaveFileHook &ask, const QList<Link> &links,
                        const QString &collectorUrl, const Said &said)
{
    if (links.size() > kMostLabels)
        return said(tr("A sheet holds at most %Ln links: choose fewer", kMostLabels));
    QList<QrLabel> labels;
    for (const Link &link : links)
        labels.append({LinkText::shortUrl(collectorUrl, link.code), link.name});
    ask(parent, QStringLiteral("links.html"),
        [said, labels](const QString &fileName) { write(fileName, printSheet(labels, tr("Links")), said); });
}
