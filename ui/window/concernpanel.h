// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QHash>
#include <QWidget>

class NoticeBar;

/// What somebody should look at, a bar for each concern of the store; hidden while there is none.
class ConcernPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ConcernPanel(QWidget *parent = nullptr);

    void setConcerns(const QList<Concern> &concerns);

Q_SIGNALS:
    /// The user has seen it, or wants it mended.
    void answered(const QString &code, ConcernAnswer answer);

private:
    NoticeBar *addBar(const Concern &concern);

    QHash<QString, NoticeBar *> m_bars; ///< by code; children
};
