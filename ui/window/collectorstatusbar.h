// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/state.h"

#include <QWidget>

class Figure;
class QAbstractButton;
class QHBoxLayout;
class StatusFigures;

/// The strip at the bottom: is the collector running, are hits arriving, how fast are they shown.
class CollectorStatusBar final : public QWidget
{
    Q_OBJECT

public:
    enum class Activity : quint8 { Live, Simulated, NoTraffic, Offline };

    explicit CollectorStatusBar(const Clock &clock, QWidget *parent = nullptr);

    void setCollectorState(const CollectorState &state);
    void setStoreState(const StoreState &state);
    void setHitsPerSecond(double rate);
    /// The traffic is that of a demo.
    void setSimulated();
    /// Time from commit to paint of one batch.
    void addPaintLatency(Micros latency);
    /// The table is hidden: what is painted later was not late.
    void clearPaintLatency();
    /// Updates what depends only on the time (age of the last hit).
    void refresh() { updateActivity(); }
    /// A short answer to something the user did; disappears after a while.
    void showMessage(const QString &text);

    Activity activity() const { return m_activity; }
    QString stateText() const; ///< "LIVE", "SIMULATED", "NO TRAFFIC", "OFFLINE"
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    Figure *addFigure(const QString &objectName, const QString &toolTip);
    void fitFigures();
    void updateActivity();
    void copyUrl();

    const Clock &m_clock;
    CollectorState m_collector;
    StoreState m_store;
    QHBoxLayout *m_row;
    QWidget *m_stateBadge;
    QAbstractButton *m_url;
    Figure *m_age;
    Figure *m_rate;
    Figure *m_stored;
    Figure *m_rejected;
    Figure *m_message;
    Figure *m_size;
    QAbstractButton *m_figures;
    StatusFigures *m_popup;
    Activity m_activity = Activity::Offline;
    bool m_isSimulated = false;
};
