// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>
#include <QString>

/// The site that follows from what a person typed or pasted: a domain, the address of a page, an IP address
/// or "localhost". Its one allowed host is that of the text without "www.", its name the host as people read
/// it, its key one that none of `others` has: "blog" of "https://www.blog.example/about". The rest is that of
/// `defaults`, whose empty time zone is that of this computer. Errors:
/// "bad_host".
Result<Site> siteNamedBy(const QString &typed, const QList<Site> &others, const Site &defaults);
