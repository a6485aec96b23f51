// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/changefigure.h"

#include "ui/metrictext.h"
#include "ui/theme.h"

ChangeFigure::ChangeFigure(Metric metric, QWidget *parent) :
    QAbstractButton(parent), m_metric(metric), m_number(Type::number()), m_small(Type::small())
{
    setCheckable(true);
    connect(this, &QAbstractButton::clicked, this, [this] { Q_EMIT clicked(*m_metric); });
}

ChangeFigure::ChangeFigure(const QString &caption, const QString &, QWidget *parent) :
    QAbstractButton(parent), m_caption(caption), m_number(Type::number()), m_small(Type::small())
{
}

void ChangeFigure::setValues(std::optional<double> now, std::optional<double> before, bool compares)
{
    m_now = now;
    m_before = before;
    m_compares = compares;
}

void ChangeFigure::setCounts(const StatsCounts &now, const std::optional<StatsCounts> &before, bool compares)
{
    setValues(MetricText::valueOf(now, *m_metric),
              before ? MetricText::valueOf(*before, *m_metric) : std::nullopt, compares);
}

void ChangeFigure::setCaption(const QString &caption)
{
    m_caption = caption;
}

QString ChangeFigure::valueText() const
{
    return number(m_now);
}

QString ChangeFigure::changeText() const
{
    return {};
}

QString ChangeFigure::number(std::optional<double> value) const
{
    return MetricText::value(m_metric.value_or(Metric::Visits), value);
}

QSize ChangeFigure::sizeHint() const
{
    return {180, 72};
}

QSize ChangeFigure::minimumSizeHint() const
{
    return {96, 72};
}

void ChangeFigure::paintEvent(QPaintEvent *) { }
