// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/site.h"

#include <QList>

/// What is asked about sites, and how they are changed. SignalBus::sitesChanged() comes before the answer to
/// a change. Errors: "database_failed", those of writing a site (core/sites/sitestore.h).
class SiteQuestions
{
public:
    virtual ~SiteQuestions() = default;

    /// Kept in memory. Main thread only.
    virtual QList<Site> sites() const = 0;
    [[nodiscard]] virtual Asking createSite(const Site &site, const AskContext &who, Answer<void> answer) = 0;
    /// Replaces everything of a site but its id.
    [[nodiscard]] virtual Asking updateSite(const Site &site, const AskContext &who, Answer<void> answer) = 0;
};
