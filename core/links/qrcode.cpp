// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/qrcode.h"

#include <algorithm>
#include <array>
#include <memory>

#include <qrencode.h>
#include <zlib.h>

namespace {

constexpr int kQuietZone = 4;
constexpr int kMostPixels = 64;
constexpr int kMaxBytes = 2331; ///< of the largest code with error correction M

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    for (int i = 0; i < 4; ++i)
        bytes[i] = static_cast<char>(number >> (24 - 8 * i));
    return bytes;
}

/// Length, name and data, and the checksum of the latter two (PNG, 5.3).
QByteArray chunk(const QByteArray &name, const QByteArray &data)
{
    const QByteArray content = name + data;
    const uLong sum = crc32(0, reinterpret_cast<const Bytef *>(content.constData()),
                            static_cast<uInt>(content.size()));
    return bigEndian(static_cast<quint32>(data.size())) + content + bigEndian(static_cast<quint32>(sum));
}

/// One row of pixels, a bit each, white = 1.
QByteArray pixelRow(const QrCode &code, int y, int pixelsPerModule)
{
    const int width = code.size() * pixelsPerModule;
    QByteArray row((width + 7) / 8, '\0');
    for (int x = 0; x < width; ++x) {
        if (!code.isDark(x / pixelsPerModule, y))
            row[x / 8] = static_cast<char>(row[x / 8] | (0x80 >> (x % 8)));
    }
    return row;
}

/// Dark modules as rectangles of one row.
QByteArray pathOf(const QrCode &code)
{
    QByteArray path;
    for (int y = 0; y < code.size(); ++y) {
        for (int x = 0; x < code.size(); ++x) {
            const int from = x;
            while (code.isDark(x, y))
                ++x;
            if (x > from) {
                const QByteArray length = QByteArray::number(x - from);
                path += 'M' + QByteArray::number(from) + ' ' + QByteArray::number(y) + 'h' + length + "v1h-"
                    + length + 'z';
            }
        }
    }
    return path;
}

/// As the text of an element or a value between quotation marks. XML has no way to write controls.
QByteArray escaped(const QString &text)
{
    QString allowed;
    for (const QChar c : text) {
        if (c >= u' ' && c != u'\ufffe' && c != u'\uffff' && c != u'\x7f')
            allowed += c;
        else
            allowed += u' ';
    }
    return allowed.toHtmlEscaped().toUtf8();
}

/// Half a surrogate pair is written as "?" by toUtf8().
bool isWhole(const QString &text)
{
    return QString::fromUtf8(text.toUtf8()) == text;
}

QByteArray labelHtml(const QrLabel &label)
{
    const std::optional<QrCode> code = qrCodeOf(label.url);
    return "<li>" + (code ? toSvg(*code, label.url) : QByteArray()) + "<p><b>" + escaped(label.name)
        + "</b> <span>" + escaped(label.url) + "</span></p></li>\n";
}

} // namespace

QrCode::QrCode(const QByteArray &modules, int width) : m_modules(modules), m_width(width) { }

int QrCode::size() const
{
    return m_width + 2 * kQuietZone;
}

bool QrCode::isDark(int x, int y) const
{
    const int column = x - kQuietZone;
    const int row = y - kQuietZone;
    if (column < 0 || column >= m_width || row < 0 || row >= m_width)
        return false;
    return (m_modules[row * m_width + column] & 1) != 0;
}

std::optional<QrCode> qrCodeOf(const QString &text)
{
    constexpr unsigned int kUtf8 = 26; // its number among the extended channel interpretations
    const QByteArray bytes = text.toUtf8();
    if (bytes.isEmpty() || bytes.size() > kMaxBytes || !isWhole(text))
        return std::nullopt;
    const std::unique_ptr<QRinput, void (*)(QRinput *)> input(QRinput_new2(0, QR_ECLEVEL_M), QRinput_free);
    if (!input)
        return std::nullopt;
    const bool isAscii = std::ranges::all_of(bytes, [](char c) { return static_cast<uchar>(c) < 0x80; });
    if (!isAscii && QRinput_appendECIheader(input.get(), kUtf8) != 0)
        return std::nullopt;
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.constData());
    if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(bytes.size()), data) != 0)
        return std::nullopt;
    const std::unique_ptr<QRcode, void (*)(QRcode *)> code(QRcode_encodeInput(input.get()), QRcode_free);
    if (!code)
        return std::nullopt;
    const auto count = static_cast<qsizetype>(code->width) * code->width;
    return QrCode(QByteArray(reinterpret_cast<const char *>(code->data), count), code->width);
}

QByteArray toSvg(const QrCode &code, const QString &caption)
{
    const QByteArray size = QByteArray::number(code.size());
    const QByteArray title = caption.isEmpty() ? QByteArray() : "<title>" + escaped(caption) + "</title>";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + ' ' + size
        + "\" shape-rendering=\"crispEdges\" role=\"img\">" + title + "<rect width=\"" + size + "\" height=\""
        + size + "\" fill=\"#fff\"/><path d=\"" + pathOf(code) + "\" fill=\"#000\"/></svg>";
}

QByteArray toPng(const QrCode &code, int pixelsPerModule)
{
    const int pixels = std::clamp(pixelsPerModule, 1, kMostPixels);
    const QByteArray width = bigEndian(static_cast<quint32>(code.size() * pixels));
    QByteArray rows;
    for (int y = 0; y < code.size(); ++y) {
        // Each begins with the kind of its filter: none.
        rows += QByteArray('\0' + pixelRow(code, y, pixels)).repeated(pixels);
    }
    // A bit for each pixel, shades of grey; deflate, no interlacing.
    const QByteArray header = width + width + QByteArray("\x01\x00\x00\x00\x00", 5);
    constexpr qsizetype kLengthBefore = 4; // what qCompress() puts before the data of zlib
    return QByteArray("\x89PNG\r\n\x1a\n") + chunk("IHDR", header)
        + chunk("IDAT", qCompress(rows, 9).sliced(kLengthBefore)) + chunk("IEND", {});
}

QByteArray printSheet(const QList<QrLabel> &labels, const QString &title)
{
    constexpr qsizetype kOnPage = 24;
    QByteArray html = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                      "'unsafe-inline'\"><title>"
        + escaped(title)
        + "</title>\n<style>\n"
          "@page { size: A4; margin: 0 }\n"
          "* { box-sizing: border-box }\n"
          "body { margin: 0; font: 9pt sans-serif; color: #000; background: #fff }\n"
          "ul { display: grid; grid-template: repeat(8, 37mm) / repeat(3, 70mm); width: 210mm; height: 296mm;"
          " margin: 0; padding: 0; list-style: none; break-after: page }\n"
          "ul:last-child { break-after: auto }\n"
          "li { display: flex; align-items: center; gap: 2mm; padding: 2mm 3mm; overflow: hidden }\n"
          "svg { width: 30mm; height: 30mm; flex: none }\n"
          "p { margin: 0; max-height: 32mm; overflow: hidden; overflow-wrap: anywhere }\n"
          "b, span { display: block }\n"
          "</style></head><body>\n";
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (i % kOnPage == 0)
            html += i == 0 ? "<ul>\n" : "</ul>\n<ul>\n";
        html += labelHtml(labels[i]);
    }
    return html + (labels.isEmpty() ? "" : "</ul>\n") + "</body></html>\n";
}
