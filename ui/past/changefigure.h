// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/text/metrictext.h"
#include "ui/text/tabulartext.h"

#include <QAbstractButton>

#include <optional>

/// A headline of the History page: caption, value, and the change against the compared period.
///
/// If made from a metric it is a choice: a click or Space emits clicked(Metric), and the chart shows the
/// checked one; put them into an exclusive QButtonGroup. If made from a caption it only shows. Main thread.
class ChangeFigure final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ChangeFigure(Metric metric, QWidget *parent = nullptr);
    /// A plain number with up to two decimals ("views per visit").
    ChangeFigure(const QString &caption, const QString &definition, QWidget *parent = nullptr);

    /// Empty = "—". `compares`: there is a compared period, with `before`, or without data.
    void setValues(std::optional<double> now, std::optional<double> before, bool compares);
    /// Both counts at once. REQUIRES: made from a metric.
    void setCounts(const StatsCounts &now, const std::optional<StatsCounts> &before, bool compares);
    /// Replaces the caption: "Daily visitors (sum of days)".
    void setCaption(const QString &caption);

    void setDefinition(const QString &definition); ///< of the tooltip
    QString valueText() const;
    QString changeText() const; ///< "▲ 31 % vs 13,892"; empty without a comparison
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked(Metric metric);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString number(std::optional<double> value) const;
    MetricChange change() const;
    QString arrowText() const;
    QString againstText() const;
    QColor changeColour() const;
    void describe();
    void paintChange(QPainter &painter, const QRectF &row) const;

    std::optional<Metric> m_metric;
    QString m_caption;
    TabularText m_number;
    TabularText m_small;
    std::optional<double> m_now;
    std::optional<double> m_before;
    bool m_compares = false;
};
