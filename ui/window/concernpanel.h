// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QHash>
#include <QWidget>

class NoticeBar;

/// Open concerns of the store, a bar for each one; hidden while there are none.
class ConcernPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ConcernPanel(QWidget *parent = nullptr);

    void setConcerns(const QList<Concern> &concerns);

Q_SIGNALS:
    /// The user has confirmed it, or asked for the repair.
    void answered(const QString &code, ConcernAnswer answer);

private:
    NoticeBar *addBar(const Concern &concern);

    QHash<QString, NoticeBar *> m_bars; ///< by code; children
};
