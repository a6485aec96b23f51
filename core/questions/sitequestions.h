// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/site.h"

#include <QList>

/// Questions about sites, and changes to them. SignalBus::sitesChanged() comes before the answer to
/// a change. Errors: "database_failed", those of writing a site (core/sites/sitestore.h).
class SiteQuestions
{
public:
    virtual ~SiteQuestions() = default;

    /// Kept in memory. Main thread only.
    virtual QList<Site> sites() const = 0;
    [[nodiscard]] virtual Asking createSite(const Site &site, const AskContext &who, Answer<void> answer) = 0;
    /// Replaces all fields of a site except its id.
    [[nodiscard]] virtual Asking updateSite(const Site &site, const AskContext &who, Answer<void> answer) = 0;
    /// Its hits, goals and notes stay.
    [[nodiscard]] virtual Asking removeSite(const QString &id, const AskContext &who,
                                            Answer<void> answer) = 0;
};
