// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/realtimesnapshot.h"
#include "ui/widgets/noticebar.h"

/// Says that hits are hidden because they came too fast: possibly a load test, or an office behind one
/// address.
class BurstNotice final : public NoticeBar
{
    Q_OBJECT

public:
    explicit BurstNotice(QWidget *parent = nullptr);

    void setSnapshot(const RealtimeSnapshot &snapshot);

Q_SIGNALS:
    void botsWanted(); ///< the user asked to see them
    void rulesWanted(); ///< or to change the rules
};
