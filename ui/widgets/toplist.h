// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tabulartext.h"
#include "ui/widgets/celltext.h"

#include <QWidget>

class TopListModel;

/// A caption over ranked rows with bars. A row, clicked or entered, says its label.
class TopList final : public QWidget
{
    Q_OBJECT

public:
    TopList(const QString &caption, TopListModel &model, QWidget *parent = nullptr);

    /// Labels are country codes, "local" or empty, and get their flag.
    void setShowsFlags(bool on) { m_flags = on; }
    void setMaxRows(int rows);
    /// The row that filters the table now; empty optional text = none.
    void setActiveLabel(const QString &label, bool active);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &label);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int rowAt(const QPointF &position) const; ///< -1 = none
    int shownRows() const;
    QRectF rowArea(int row) const;
    void paintRow(QPainter &painter, int row) const;
    void activateRow(int row);

    QString m_caption;
    TopListModel &m_model;
    TabularText m_digits;
    CellText m_text;
    QString m_active;
    bool m_hasActive = false;
    bool m_flags = false;
    int m_maxRows = 6;
    int m_hovered = -1;
    int m_current = 0;
};
