// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The five parameters by which analytics programs know a campaign, as people type them.
struct CampaignTags
{
    QString source, medium, name, term, content;

    bool isEmpty() const
    {
        return source.isEmpty() && medium.isEmpty() && name.isEmpty() && term.isEmpty() && content.isEmpty();
    }
    friend bool operator==(const CampaignTags &, const CampaignTags &) = default;
};

/// The URL with the tags that it lacks, before the fragment: "https://e.com/p?utm_source=news#plans". What
/// the URL has already stays, in any case of its letters; empty tags are left out. Everything but A-Z a-z 0-9
/// - . _ ~ is escaped. Pure.
QString withCampaignTags(const QString &url, const CampaignTags &tags);

/// The URL with exactly these tags: those it has are replaced or, for empty ones, removed. The form that a
/// person edits. Pure.
QString withOnlyCampaignTags(const QString &url, const CampaignTags &tags);

/// The tags of a URL. Pure.
CampaignTags campaignTagsOf(const QString &url);
