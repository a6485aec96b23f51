// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/figure.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/textscale.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace {
int unitGap()
{
    return TextScale::scaled(4);
}
} // namespace

Figure::Figure(const QFont &font, Tone tone, QWidget *parent) :
    QWidget(parent), m_number(font), m_small(Type::body()), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Figure::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(m_unit.isEmpty() ? text : LineText::joined({text, m_unit}, QStringLiteral(" ")));
    measure();
    update();
}

void Figure::measure()
{
    const int width = static_cast<int>(
        std::ceil(m_number.width(m_text) + (m_unit.isEmpty() ? 0 : m_small.width(m_unit) + unitGap())));
    const bool isOtherSize = std::exchange(m_measuredAt, TextScale::percent()) != TextScale::percent();
    if (width > m_widest || isOtherSize) {
        m_widest = width;
        updateGeometry();
    }
}

void Figure::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if ((event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        && m_measuredAt != TextScale::percent())
        measure();
}

void Figure::setUnit(const QString &unit)
{
    m_unit = unit;
    m_widest = 0;
    setText(std::exchange(m_text, QString()));
}

void Figure::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    update();
}

QSize Figure::sizeHint() const
{
    return {m_widest + 1, QFontMetrics(m_number.font()).height()};
}

QSize Figure::minimumSizeHint() const
{
    return m_elide ? QSize(40, sizeHint().height()) : sizeHint();
}

void Figure::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    switch (m_tone) {
    case Tone::Text: painter.setPen(theme.text); break;
    case Tone::Muted: painter.setPen(theme.muted); break;
    case Tone::Good: painter.setPen(theme.good); break;
    case Tone::Warn: painter.setPen(theme.warn); break;
    case Tone::Bad: painter.setPen(theme.bad); break;
    }
    const qreal baseline = (height() - QFontMetricsF(m_number.font()).height()) / 2 + m_number.ascent();
    QString shown = m_text;
    if (m_elide && m_number.width(m_text) > width())
        shown = QFontMetrics(m_number.font()).elidedText(m_text, Qt::ElideRight, width());
    m_number.drawAt(painter, QPointF(0, baseline), shown);
    if (m_unit.isEmpty())
        return;
    painter.setPen(theme.text);
    m_small.drawAt(painter, QPointF(m_number.width(m_text) + unitGap(), baseline), m_unit);
}
