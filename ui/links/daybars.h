// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QWidget>

/// A bar for each day; the last one, which is not over, is dimmed. Main thread.
class DayBars final : public QWidget
{
    Q_OBJECT

public:
    explicit DayBars(QWidget *parent);

    /// `zone` is the name of the one in which days begin.
    void setDays(const QList<StatsBucket> &days, const QString &zone);
    QSize sizeHint() const override { return {400, 120}; }
    QSize minimumSizeHint() const override { return {160, 90}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF plot() const;
    QString textOf(qsizetype day) const;

    QList<StatsBucket> m_days;
    QString m_zone;
};
