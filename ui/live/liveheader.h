// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/realtimesnapshot.h"
#include "ui/live/visitorcounter.h"

#include <QTimeZone>
#include <QWidget>

class Figure;
class MinuteBars;
class Settings;

/// The head of the live page: visitors now, hits per second, hits in the window, peak, last 30 minutes.
class LiveHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit LiveHeader(Settings &settings, QWidget *parent = nullptr);

    void setSnapshot(const RealtimeSnapshot &window);
    void setMinutes(const RealtimeSnapshot &halfHour);
    void setPeak(qint64 visitors, Micros at);
    void clearPeak();
    void setTimeZone(const QTimeZone &zone);
    /// A filter of the table is set, which these figures do not know.
    void setFilterIsSet(bool on) { m_counter->setFilterIsSet(on); }
    /// In one line, without bars, where height is short.
    void setCompact(bool on);
    VisitorCounter &counter() { return *m_counter; }
    MinuteBars &bars() { return *m_bars; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitFigures();

    QTimeZone m_zone = QTimeZone::utc();
    VisitorCounter *m_counter;
    Figure *m_rate;
    Figure *m_hits;
    Figure *m_peak;
    Figure *m_peakWhen;
    MinuteBars *m_bars;
    bool m_isCompact = false;
};
