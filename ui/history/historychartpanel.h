// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/annotation.h"
#include "ui/chart/historychart.h"

#include <QList>
#include <QWidget>

class Chip;
class QLabel;
struct PictureHead;

/// The chart and its controls: metric, both ranges as a legend, styles, adding a note.
class HistoryChartPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryChartPanel(QWidget *parent = nullptr);

    void setAnswer(const StatsQuery &query, const StatsTable &table, Metric metric, Micros now);
    void setAnnotations(const QList<Annotation> &annotations);
    void clear();
    void setStyle(HistoryChart::Style style);
    HistoryChart &chart() { return *m_chart; }
    /// Adds to the head of a saved picture what it shows and what its lines mean.
    void describe(PictureHead &head) const;

Q_SIGNALS:
    void rangeSelected(const InstantRange &range);
    void annotationRequested(Micros at);
    void annotationActivated(qint64 id);

private:
    HistoryChart *m_chart;
    QLabel *m_caption;
    QLabel *m_now;
    QLabel *m_before;
    QWidget *m_beforeLine;
    QList<Chip *> m_styles;
};
