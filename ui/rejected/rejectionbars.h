// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QWidget>

/// How many hits were turned away over time: a bar for each minute, hour or day, of the rows that have been
/// read. Main thread.
class RejectionBars final : public QWidget
{
    Q_OBJECT

public:
    explicit RejectionBars(QWidget *parent = nullptr);

    /// A rejection, or several of one moment.
    struct Count
    {
        Micros time = 0;
        qint64 hits = 0;
    };
    /// `zone` is the name of the one in which days begin. The bars go on until `now`.
    void setCounts(const QList<Count> &counts, const QString &zone, Micros now);
    int bars() const { return static_cast<int>(m_series.size()); }
    qint64 hitsOf(int bar) const { return m_series.at(bar).counts.hits; }
    /// "Turned away · by hour · since 3 Mar 2026": stands above the bars.
    QString rangeText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plot() const;
    QString textOf(int bar) const;

    QList<StatsBucket> m_series; ///< hits alone
    Granularity m_granularity = Granularity::Hour;
    QString m_zone = QStringLiteral("UTC");
    qint64 m_most = 0;
};
