// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/site.h"

#include <QString>
#include <QStringView>

/// True for query parameters that say where a visit came from and are kept for every site: "utm_…",
/// click ids of advertisers, "ref", "source" and "via". In any case, escapes included.
bool isCampaignParameter(QStringView key);

/// True when the fragment of the URL is a route of the page: "#/about", "#!/about".
bool isRoute(QStringView url);

/// The URL of a page as it may be stored: without user name and password, without sessions and tokens in its
/// path, its query reduced to campaigns and what the site keeps (Site::keptQuery). Parameters stay in order
/// and as they were sent. Unless the site keeps everything, a fragment is removed, too, except a route that
/// names the page; its own query is reduced as well, and by its secrets even if the site keeps everything.
/// Any other fragment with secrets is always removed.
QString keptUrl(const QString &url, const Site &site, bool fragmentNamesPage);

/// Removes user names, passwords, and sessions and tokens in paths and fragments from where an outbound click
/// or a download leads: the event's name, and "url" and "href" of its properties.
void forgetSecrets(Hit &hit);
