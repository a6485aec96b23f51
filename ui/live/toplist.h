// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/barlist.h"

class TopListModel;

/// A caption over ranked rows with bars. Activating a row by click or Enter emits its label.
class TopList final : public BarList
{
    Q_OBJECT

public:
    TopList(const QString &caption, TopListModel &model, QWidget *parent = nullptr);

    /// Labels are country codes, "local" or empty, and get their flag.
    void setShowsFlags(bool on) { m_flags = on; }
    void setMaxRows(int rows);
    /// Number of rows, shown or not; written beside the caption when some are hidden.
    void setTotal(qint64 rows, bool isAtLeast);
    void setMinutes(int minutes) { m_minutes = minutes; } ///< of the window that is counted
    void setCaptionToolTip(const QString &text) { m_captionToolTip = text; }
    /// The row that filters the table now; empty optional text = none.
    void setActiveLabel(const QString &label, bool active);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString &label);

protected:
    void paintEvent(QPaintEvent *event) override;
    int rowCount() const override;
    Row rowOf(int row) const override;
    void activateRow(int row, Qt::KeyboardModifiers modifiers) override;
    QString toolTipOf(int row) const override;

private:
    QString cutText() const;

    QString m_caption;
    TopListModel &m_model;
    QString m_captionToolTip; ///< empty = the text shared by all such lists
    QString m_active;
    bool m_hasActive = false;
    bool m_flags = false;
    int m_maxRows = 6;
    qint64 m_total = 0;
    bool m_isAtLeast = false;
    int m_minutes = 5;
};
