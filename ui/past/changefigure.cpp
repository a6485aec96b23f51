// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/past/changefigure.h"

#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {

constexpr int kInset = Metrics::kGrid;
constexpr int kAbove = 6; ///< pixels above and below the texts

int captionRow()
{
    return TextScale::scaled(18);
}

int numberRow()
{
    return TextScale::scaled(34);
}

int changeRow()
{
    return TextScale::scaled(20);
}

int figureHeight()
{
    return captionRow() + numberRow() + changeRow() + 2 * kAbove;
}

} // namespace

ChangeFigure::ChangeFigure(Metric metric, QWidget *parent) :
    ChangeFigure(MetricText::name(metric), MetricText::definition(metric), parent)
{
    m_metric = metric;
    HelpTopic::offer(this, MetricText::place(metric));
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractButton::clicked, this, [this] { Q_EMIT clicked(*m_metric); });
    describe();
}

ChangeFigure::ChangeFigure(const QString &caption, const QString &definition, QWidget *parent) :
    QAbstractButton(parent), m_caption(caption), m_number(Type::number()), m_small(Type::small())
{
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setToolTip(PlainText::toolTip(definition));
    describe();
}

void ChangeFigure::setValues(std::optional<double> now, std::optional<double> before, bool compares)
{
    m_now = now;
    m_before = before;
    m_compares = compares;
    describe();
    updateGeometry();
    update();
}

void ChangeFigure::setCounts(const StatsCounts &now, const std::optional<StatsCounts> &before, bool compares)
{
    setValues(MetricText::valueOf(now, *m_metric),
              before ? MetricText::valueOf(*before, *m_metric) : std::nullopt, compares);
}

void ChangeFigure::setCaption(const QString &caption)
{
    m_caption = caption;
    describe();
    updateGeometry();
    update();
}

void ChangeFigure::setDefinition(const QString &definition)
{
    setToolTip(PlainText::toolTip(definition));
    describe();
}

QString ChangeFigure::number(std::optional<double> value) const
{
    if (m_metric == Metric::VisitDuration && value)
        return MetricText::duration(*value);
    if (m_metric || !value)
        return MetricText::value(m_metric.value_or(Metric::Visits), value);
    return QLocale().toString(std::round(*value * 100) / 100, 'g', 12);
}

MetricChange ChangeFigure::change() const
{
    return MetricText::change(m_metric.value_or(Metric::Visits), m_now, m_before);
}

QString ChangeFigure::valueText() const
{
    return number(m_now);
}

QString ChangeFigure::arrowText() const
{
    return m_compares ? MetricText::arrowText(change(), m_metric.value_or(Metric::Visits)) : QString();
}

QString ChangeFigure::againstText() const
{
    const MetricChange::Kind kind = change().kind;
    if (!m_compares || kind == MetricChange::Kind::NoData || kind == MetricChange::Kind::New)
        return {};
    return LineText::fill(tr("vs %1", "compared with a value"), number(m_before));
}

QString ChangeFigure::changeText() const
{
    const QString against = againstText();
    return against.isEmpty() ? arrowText() : LineText::joined({arrowText(), against}, QStringLiteral(" "));
}

QColor ChangeFigure::changeColour() const
{
    const Theme &theme = Theme::of(this);
    const MetricChange::Kind kind = change().kind;
    if (!m_metric || (kind != MetricChange::Kind::Up && kind != MetricChange::Kind::Down))
        return theme.muted;
    const bool isGood = (kind == MetricChange::Kind::Down) == MetricText::isGoodWhenDown(*m_metric);
    return isGood ? theme.good : theme.warn;
}

/// Readers of screens get words for what the arrow shows.
void ChangeFigure::describe()
{
    setAccessibleName(LineText::joined({m_caption, valueText()}, QStringLiteral(": ")));
    const Metric metric = m_metric.value_or(Metric::Visits);
    MetricChange plain = change();
    QString words = changeText();
    if (plain.kind == MetricChange::Kind::Up || plain.kind == MetricChange::Kind::Down) {
        const bool isUp = std::exchange(plain.kind, MetricChange::Kind::Same) == MetricChange::Kind::Up;
        const QString amount = MetricText::arrowText(plain, metric);
        words = LineText::fill(isUp ? tr("up %1 from %2") : tr("down %1 from %2"), amount, number(m_before));
    }
    setAccessibleDescription(m_compares ? LineText::joined({words, toolTip()}, QStringLiteral(". "))
                                        : toolTip());
}

QSize ChangeFigure::sizeHint() const
{
    const qreal caption = QFontMetricsF(Type::caption()).horizontalAdvance(m_caption.toUpper());
    const qreal width = std::max({caption, m_number.width(valueText()), m_small.width(changeText())});
    return {static_cast<int>(std::ceil(width)) + 2 * kInset, figureHeight()};
}

QSize ChangeFigure::minimumSizeHint() const
{
    const qreal width = std::max(m_number.width(valueText()), m_small.width(arrowText()));
    return {static_cast<int>(std::ceil(width)) + 2 * kInset, figureHeight()};
}

void ChangeFigure::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isChosen = isChecked();
    if (m_metric && (underMouse() || hasFocus())) {
        painter.setPen(hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(theme.raised) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius,
                                Metrics::kRadius);
    }
    const QRectF inner = QRectF(rect()).adjusted(kInset, kAbove, -kInset, -kAbove);
    const QFontMetricsF captionMetrics(Type::caption());
    painter.setFont(Type::caption());
    painter.setPen(isChosen ? theme.accentText : theme.muted);
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), captionRow()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     captionMetrics.elidedText(m_caption.toUpper(), Qt::ElideRight, inner.width()));
    painter.setPen(theme.text);
    m_number.draw(painter, QRectF(inner.left(), inner.top() + captionRow(), inner.width(), numberRow()),
                  Qt::AlignLeft, valueText());
    paintChange(painter, QRectF(inner.left(), inner.bottom() - changeRow(), inner.width(), changeRow()));
    if (isChosen)
        painter.fillRect(QRectF(inner.left(), height() - 3, inner.width(), 2), theme.accent);
}

void ChangeFigure::paintChange(QPainter &painter, const QRectF &row) const
{
    const QString arrow = arrowText();
    const QString against = againstText();
    painter.setPen(changeColour());
    m_small.draw(painter, row, Qt::AlignLeft, arrow);
    const qreal used = m_small.width(arrow + QLatin1Char(' '));
    if (against.isEmpty() || used + m_small.width(against) > row.width())
        return;
    painter.setPen(Theme::of(this).muted);
    m_small.draw(painter, row.adjusted(used, 0, 0, 0), Qt::AlignLeft, against);
}
