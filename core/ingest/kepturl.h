// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/site.h"

#include <QString>
#include <QStringView>

/// True for query parameters that say where a visit came from and are kept whatever the site keeps: "utm_…",
/// click ids of advertisers, "ref", "source" and "via". In any case, escapes included.
bool isCampaignParameter(QStringView key);

/// True when the fragment of the URL is the address of a page: "#/about", "#!/about".
bool isRoute(QStringView url);

/// The URL of a page as it may be stored: without user name and password, without sessions and tokens in its
/// path, its query reduced to campaigns and what the site keeps (Site::keptQuery). Parameters stay in order
/// and as they were sent. Where not everything is kept, a fragment goes, too, unless it is a route that names
/// the page; then its own query is reduced as well. A fragment with secrets goes in any case.
QString keptUrl(const QString &url, const Site &site, bool fragmentNamesPage);

/// Takes user names, passwords, and sessions in paths out of where an outbound click or a download led: the
/// event's name, and "url" and "href" of its properties.
void forgetSecrets(Hit &hit);
