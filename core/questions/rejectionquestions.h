// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/rejection.h"

#include <QList>

/// A page of rejections, newest first.
struct RejectionPage
{
    QList<Rejection> rows;
    bool atEnd = false; ///< nothing is older
};

/// Questions about hits that were not stored. Error: "database_failed".
class RejectionQuestions
{
public:
    virtual ~RejectionQuestions() = default;

    /// The newest with id < before (0 = newest).
    [[nodiscard]] virtual Asking rejections(qint64 before, int limit, const AskContext &who,
                                            Answer<RejectionPage> answer) = 0;
};
