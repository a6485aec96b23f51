// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>

/// The URL with the tags that it lacks, before the fragment: "https://e.com/p?utm_source=news#plans". What
/// the URL has already stays, in any case of its letters; empty tags are left out. Everything but A-Z a-z 0-9
/// - . _ ~ is escaped. Pure.
QString withCampaignTags(const QString &url, const Campaign &tags);

/// The URL with exactly these tags: those it has are replaced or, for empty ones, removed. The form that a
/// person edits. Pure.
QString withOnlyCampaignTags(const QString &url, const Campaign &tags);

/// The tags of a URL. Pure.
Campaign campaignTagsOf(const QString &url);
