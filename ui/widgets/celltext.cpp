// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/celltext.h"

#include "ui/text/linetext.h"
#include "ui/text/textscale.h"

#include <QFontMetricsF>
#include <QPainter>

#include <memory>

namespace {
constexpr int kMaxTexts = 4096;
}

CellText::CellText(const QFont &font) : m_madeAt(TextScale::percent()), m_font(font), m_texts(kMaxTexts) { }

const QFont &CellText::font() const
{
    if (TextScale::follow(m_font, m_madeAt))
        m_texts.clear();
    return m_font;
}

qreal CellText::draw(QPainter &painter, const QRectF &area, const QString &text,
                     Qt::TextElideMode elide) const
{
    if (text.isEmpty() || area.width() <= 0)
        return 0;
    const QFont &now = font();
    const QPair<QString, int> key(text, static_cast<int>(area.width()));
    QStaticText *shaped = m_texts.object(key);
    if (!shaped) {
        auto fresh = std::make_unique<QStaticText>(
            QFontMetricsF(now).elidedText(LineText::oneLine(text), elide, area.width()));
        fresh->setTextFormat(Qt::PlainText);
        fresh->setPerformanceHint(QStaticText::AggressiveCaching);
        fresh->prepare(painter.transform(), now);
        shaped = fresh.get();
        m_texts.insert(key, fresh.release());
    }
    painter.setFont(now);
    painter.drawStaticText(QPointF(area.left(), area.top() + (area.height() - shaped->size().height()) / 2),
                           *shaped);
    return shaped->size().width();
}
