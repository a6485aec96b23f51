// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// The modules of a QR code (ISO/IEC 18004) with the quiet zone of 4 modules around them. A plain value.
class QrCode final
{
public:
    /// `modules`: row by row, an odd byte is dark. REQUIRES: `width` × `width` of them, without a quiet zone.
    QrCode(const QByteArray &modules, int width);

    /// Modules on each side, with the quiet zone.
    int size() const;
    bool isDark(int x, int y) const;

private:
    QByteArray m_modules;
    int m_width;
};

/// Error correction M: up to 15 % of it may be unreadable. ASCII as it is, other texts marked as UTF-8.
/// Nothing for an empty text, one of more than 2,331 bytes or one with half a surrogate pair.
std::optional<QrCode> qrCodeOf(const QString &text);

/// A picture of any size without blurred edges; `caption` is what screen readers say.
QByteArray toSvg(const QrCode &code, const QString &caption = {});

/// Black and white; `pixelsPerModule` is clamped to 1–64.
QByteArray toPng(const QrCode &code, int pixelsPerModule);

/// A label of a sheet.
struct QrLabel
{
    QString url; ///< of the short link; what the code says
    QString name;
};

/// An HTML page, complete in itself and without script, that browsers print on A4 paper as 3 × 8 labels of
/// 70 × 37 mm. A label whose URL is too long for a code has none.
QByteArray printSheet(const QList<QrLabel> &labels, const QString &title = QStringLiteral("QR"));
