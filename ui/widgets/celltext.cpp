// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/celltext.h"

#include "ui/text/linetext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <memory>

namespace {
constexpr int kMaxTexts = 4096;
}

CellText::CellText(const QFont &font) : m_font(font), m_texts(kMaxTexts) { }

void CellText::draw(QPainter &painter, const QRectF &area, const QString &text, Qt::TextElideMode elide) const
{
    if (text.isEmpty() || area.width() <= 0)
        return;
    const QPair<QString, int> key(text, static_cast<int>(area.width()));
    QStaticText *shaped = m_texts.object(key);
    if (!shaped) {
        auto fresh = std::make_unique<QStaticText>(
            QFontMetricsF(m_font).elidedText(LineText::oneLine(text), elide, area.width()));
        fresh->setTextFormat(Qt::PlainText);
        fresh->setPerformanceHint(QStaticText::AggressiveCaching);
        fresh->prepare(painter.transform(), m_font);
        shaped = fresh.get();
        m_texts.insert(key, fresh.release());
    }
    painter.setFont(m_font);
    painter.drawStaticText(QPointF(area.left(), area.top() + (area.height() - shaped->size().height()) / 2),
                           *shaped);
}
