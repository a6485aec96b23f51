// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/links/linkcampaign.h"
#include "core/questions/asking.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// A link as a person leaves the form.
struct LinkDraft
{
    Link link; ///< `password` is that of the stored link
    std::optional<QString> password; ///< a new one, in clear; empty = none from now on; nothing = as it was
};

/// Questions about short links, and changes to them, which hold for the next click.
/// SignalBus::linksChanged() comes before the answer to a change. Errors: "database_failed", those of
/// core/sites/linkstore.h.
class LinkQuestions
{
public:
    virtual ~LinkQuestions() = default;

    /// By code.
    [[nodiscard]] virtual Asking links(const AskContext &who, Answer<QList<Link>> answer) = 0;
    /// All or none.
    [[nodiscard]] virtual Asking addLinks(const QList<LinkDraft> &drafts, const AskContext &who,
                                          Answer<void> answer) = 0;
    /// Replaces everything but the code. All or none.
    [[nodiscard]] virtual Asking updateLinks(const QList<LinkDraft> &drafts, const AskContext &who,
                                             Answer<void> answer) = 0;
    /// The answer is what putBackLinks() takes. Their clicks stay. Codes that no link has are left out.
    [[nodiscard]] virtual Asking removeLinks(const QStringList &codes, const AskContext &who,
                                             Answer<QList<Link>> answer) = 0;
    /// Adds links that were removed, as they were.
    [[nodiscard]] virtual Asking putBackLinks(const QList<Link> &links, const AskContext &who,
                                              Answer<void> answer) = 0;

    /// By name.
    [[nodiscard]] virtual Asking campaigns(const AskContext &who, Answer<QList<LinkCampaign>> answer) = 0;
    /// Ends a campaign, or takes it up again. Its links go on in any case. Errors: "campaign_not_found".
    [[nodiscard]] virtual Asking setConcluded(const QString &campaign, bool on, const AskContext &who,
                                              Answer<void> answer) = 0;
};
