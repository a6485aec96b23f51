// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QFrame>
#include <QList>

class QFormLayout;
class QLabel;

/// How fast the store and the windows are: a popup above the status bar, for those who want to know.
class StatusFigures final : public QFrame
{
    Q_OBJECT

public:
    explicit StatusFigures(QWidget *parent);

    void setStoreState(const StoreState &state);
    /// Time from commit to paint of one batch; the median of the last ones is shown.
    void addPaintLatency(Micros latency);
    void clearPaintLatency();
    /// Opens above `button`, at its end.
    void openAbove(const QWidget &button);

private:
    void showMedian();
    QLabel *addRow(const QString &objectName, const QString &text, const QString &toolTip);

    QFormLayout *m_rows;
    QLabel *m_commit;
    QLabel *m_painted;
    QLabel *m_waiting;
    QLabel *m_refused;
    QLabel *m_durability;
    QList<Micros> m_latencies; ///< the last frames
};
