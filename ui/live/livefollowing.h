// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class HitTableModel;
class QMenu;
class QPushButton;
class RowTable;

/// Whether the click table follows new hits. Scrolling away from the top freezes it until it is scrolled
/// back, and so does inspecting a hit; while it is frozen, a badge over the table says how many hits are new.
/// Child of the table.
class LiveFollowing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveFollowing)

public:
    /// The model of the table.
    LiveFollowing(HitTableModel &model, RowTable &table);

    void set(bool on);
    void toggle();
    /// Goes to the newest row, following.
    void goToNewest() { set(true); }
    /// Rows stand still while `menu` is open; it is about one of them.
    void pauseUnder(const QMenu &menu);
    /// Rows stand still while one of them is inspected; whoever followed does so again at the top.
    void setInspecting(bool on);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onAtTopChanged(bool atTop);
    void updateBadge();
    void placeBadge();

    HitTableModel &m_model;
    RowTable &m_table;
    QPushButton *m_badge;
    bool m_followsAtTop = false; ///< frozen by scrolling or inspecting, not by the user's wish
    bool m_isInspecting = false;
};
