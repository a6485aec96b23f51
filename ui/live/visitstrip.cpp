// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/visitstrip.h"

#include "ui/live/hitdelegate.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLinearGradient>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kGap = 6;
constexpr int kAxis = 18; ///< below the frames, at full size of texts
constexpr int kPadding = 7;
constexpr int kEdge = 26; ///< where more is scrolled out
constexpr int kSign = 13; ///< the same

QSize frameExtent()
{
    return {TextScale::scaled(92), TextScale::scaled(58)};
}

/// "oscilloscope-x1" of "/products/oscilloscope-x1"
QString lastSegment(const QString &path)
{
    const QString text = LineText::plain(path);
    const qsizetype end = text.endsWith(u'/') ? text.size() - 1 : text.size();
    const qsizetype slash = end < 1 ? -1 : text.lastIndexOf(u'/', end - 1);
    return slash < 0 ? path : LineText::part(text.sliced(slash + 1, end - slash - 1));
}

} // namespace

VisitStrip::VisitStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("visitStrip"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(tr("Hits of this visitor"));
}

QSize VisitStrip::sizeHint() const
{
    return {0, frameExtent().height() + TextScale::scaled(kAxis)};
}

void VisitStrip::setHits(const QList<Hit> &hits, qint64 current)
{
    m_hits = hits;
    m_current = -1;
    m_offset = 0;
    setVisible(!m_hits.isEmpty());
    setCurrent(current);
}

void VisitStrip::setCurrent(qint64 seq)
{
    const auto found = std::ranges::find(std::as_const(m_hits), seq, &Hit::seq);
    m_current = found == m_hits.cend() ? -1 : found - m_hits.cbegin();
    showCurrent();
    describe();
    update();
}

QStringList VisitStrip::frameTexts(qsizetype number) const
{
    const Hit &hit = m_hits.at(number);
    const bool hasNext = number + 1 < m_hits.size() && m_hits.at(number + 1).visit == hit.visit;
    const QString below = number == m_current ? tr("this hit")
        : hit.hasValue                        ? QLocale().toString(hit.value)
        : hasNext ? Format::lasting((m_hits.at(number + 1).eventAt - hit.eventAt) / kMicrosPerSecond)
                  : QString();
    return {m_zone.text(hit.eventAt, m_hits.constLast().eventAt), lastSegment(HitText::page(hit)), below};
}

QRect VisitStrip::frame(qsizetype number) const
{
    const QRect logical(QPoint(static_cast<int>(number) * (frameExtent().width() + kGap) - m_offset, 0),
                        frameExtent());
    return QStyle::visualRect(layoutDirection(), rect(), logical);
}

qsizetype VisitStrip::frameAt(const QPoint &position) const
{
    for (qsizetype number = 0; number < m_hits.size(); ++number) {
        if (frame(number).contains(position))
            return number;
    }
    return -1;
}

int VisitStrip::furthest() const
{
    const int length = static_cast<int>(m_hits.size()) * (frameExtent().width() + kGap) - kGap;
    return std::max(0, length - width());
}

void VisitStrip::scrollTo(int offset)
{
    m_offset = std::clamp(offset, 0, furthest());
    update();
}

void VisitStrip::showCurrent()
{
    if (m_current >= 0)
        scrollTo(static_cast<int>(m_current) * (frameExtent().width() + kGap) + frameExtent().width() / 2
                 - width() / 2);
}

void VisitStrip::choose(qsizetype number)
{
    if (number < 0 || number >= m_hits.size() || number == m_current)
        return;
    const Hit hit = m_hits.at(number); // the receiver may set others
    setCurrent(hit.seq);
    Q_EMIT chosen(hit);
}

void VisitStrip::describe()
{
    if (m_current < 0)
        return setAccessibleDescription({});
    setAccessibleDescription(LineText::joined(
        {LineText::fill(tr("%1 of %2"), Format::digits(m_current + 1), Format::digits(m_hits.size())),
         HitText::kind(m_hits.at(m_current).kind), HitText::page(m_hits.at(m_current))}));
}

void VisitStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (qsizetype number = 0; number < m_hits.size(); ++number) {
        if (frame(number).intersects(rect()))
            paintFrame(painter, number, theme);
    }
    if (m_offset > 0)
        paintEdge(painter, true, theme);
    if (m_offset < furthest())
        paintEdge(painter, false, theme);
    paintAxis(painter, theme);
}

void VisitStrip::paintFrame(QPainter &painter, qsizetype number, const Theme &theme) const
{
    const Hit &hit = m_hits.at(number);
    const bool isCurrent = number == m_current;
    const QRect box = frame(number);
    painter.setPen(QPen(isCurrent ? theme.accent : theme.control, isCurrent && hasFocus() ? 2 : 1));
    painter.setBrush(isCurrent ? theme.accentChip : theme.window);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    const QRect inside = box.adjusted(kPadding, 5, -kPadding, -5);
    const int line = inside.height() / 3;
    const int start = static_cast<int>((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute
                                       | Qt::AlignVCenter)
        | Qt::TextSingleLine;
    const QStringList texts = frameTexts(number);
    for (int i = 0; i < 3; ++i) {
        painter.setFont(Type::small());
        painter.setPen(i == 1 ? theme.text : theme.muted);
        const QRect row(inside.left(), inside.top() + i * line, inside.width(), line);
        painter.drawText(row, start,
                         painter.fontMetrics().elidedText(texts.at(i), Qt::ElideRight, row.width()));
    }
    const int size = TextScale::scaled(kSign);
    const QRect sign = QStyle::visualRect(layoutDirection(), inside,
                                          QRect(inside.right() - size + 1, inside.top() + 1, size, size));
    painter.fillRect(sign.adjusted(-2, -1, 0, 1), painter.brush()); // a date may be longer than its room
    painter.drawPixmap(sign.topLeft(),
                       iconPixmap(hitSign(hit), hitSignColour(hit, theme), size, devicePixelRatioF()));
}

/// What is scrolled out fades, with an arrow that leads there.
void VisitStrip::paintEdge(QPainter &painter, bool atStart, const Theme &theme) const
{
    const bool isLeft = atStart != isRightToLeft();
    const QRect edge(isLeft ? 0 : width() - kEdge, 0, kEdge, frameExtent().height());
    QLinearGradient fade(isLeft ? edge.topLeft() : edge.topRight(),
                         isLeft ? edge.topRight() : edge.topLeft());
    QColor gone = theme.window;
    fade.setColorAt(0.5, gone);
    gone.setAlpha(0);
    fade.setColorAt(1, gone);
    painter.fillRect(edge, fade);
    painter.setPen(QPen(theme.text, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip(isLeft ? 3.0 : width() - 3.0, edge.center().y() + 0.5);
    const qreal back = isLeft ? 4 : -4;
    painter.drawPolyline(QPolygonF({tip + QPointF(back, -4), tip, tip + QPointF(back, 4)}));
}

void VisitStrip::paintAxis(QPainter &painter, const Theme &theme) const
{
    if (m_hits.isEmpty())
        return;
    constexpr qreal kInset = 5;
    const qreal y = frameExtent().height() + TextScale::scaled(kAxis) / 2.0 + 2;
    painter.setPen(QPen(theme.control, 1.5));
    painter.drawLine(QPointF(kInset, y), QPointF(width() - kInset, y));
    const Micros first = m_hits.constFirst().eventAt;
    const auto span = static_cast<qreal>(std::max<Micros>(1, m_hits.constLast().eventAt - first));
    const auto dot = [&](qsizetype number, qreal radius) {
        const qreal way = static_cast<qreal>(m_hits.at(number).eventAt - first) / span;
        const qreal x = kInset + std::clamp(way, 0.0, 1.0) * (width() - 2 * kInset);
        painter.drawEllipse(QPointF(isRightToLeft() ? width() - x : x, y), radius, radius);
    };
    painter.setPen(QPen(theme.accent, 1.2));
    painter.setBrush(theme.window);
    for (qsizetype number = 0; number < m_hits.size(); ++number)
        dot(number, 3);
    painter.setBrush(theme.accent);
    if (m_current >= 0)
        dot(m_current, 4.5);
}

void VisitStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showCurrent();
}

void VisitStrip::mousePressEvent(QMouseEvent *event)
{
    const bool isMirrored = isRightToLeft();
    const int x = event->position().toPoint().x();
    const bool atLeft = x < kEdge && (isMirrored ? m_offset < furthest() : m_offset > 0);
    const bool atRight = x >= width() - kEdge && (isMirrored ? m_offset > 0 : m_offset < furthest());
    if (atLeft || atRight)
        scrollTo(m_offset + (atRight != isMirrored ? 1 : -1) * (frameExtent().width() + kGap));
    else
        choose(frameAt(event->position().toPoint()));
}

void VisitStrip::wheelEvent(QWheelEvent *event)
{
    if (furthest() == 0 || event->angleDelta().x() == 0)
        return event->ignore(); // up and down is the panel's
    scrollTo(m_offset - event->angleDelta().x());
}

void VisitStrip::keyPressEvent(QKeyEvent *event)
{
    const bool isMirrored = isRightToLeft();
    switch (event->key()) {
    case Qt::Key_Left: return choose(m_current + (isMirrored ? 1 : -1));
    case Qt::Key_Right: return choose(m_current + (isMirrored ? -1 : 1));
    default: QWidget::keyPressEvent(event);
    }
}

void VisitStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void VisitStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool VisitStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const qsizetype number = frameAt(help->pos());
    const QString text = number < 0 ? QString() : HitText::page(m_hits.at(number));
    QToolTip::showText(help->globalPos(), PlainText::toolTip(text), this);
    return true;
}
