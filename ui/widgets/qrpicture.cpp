// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/qrpicture.h"

#include "ui/text/linetext.h"
#include "ui/text/textscale.h"

#include <QPainter>

#include <algorithm>

namespace {

constexpr int kSide = 144; ///< pixels at full size of texts
constexpr qreal kRadius = 6;

} // namespace

QrPicture::QrPicture(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrPicture::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_code = qrCodeOf(text);
    setAccessibleName(LineText::fill(tr("QR code of %1"), text));
    update();
}

QSize QrPicture::sizeHint() const
{
    const int side = TextScale::scaled(kSide);
    return {side, side};
}

void QrPicture::paintEvent(QPaintEvent *)
{
    if (!m_code)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(rect(), kRadius, kRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
    // Modules of whole pixels of the screen: blurred edges are harder to read.
    const qreal ratio = devicePixelRatioF();
    const int side = static_cast<int>(std::min(width(), height()) * ratio);
    const int module = std::max(1, side / m_code->size());
    const int margin = (side - module * m_code->size()) / 2;
    painter.scale(1 / ratio, 1 / ratio);
    painter.setBrush(Qt::black);
    for (int y = 0; y < m_code->size(); ++y) {
        for (int x = 0; x < m_code->size(); ++x) {
            if (m_code->isDark(x, y))
                painter.drawRect(margin + x * module, margin + y * module, module, module);
        }
    }
}
