// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/router.h"
#include "core/questions/hitquestions.h"

#include <functional>

/// Asks what is going on now in a site, with bots or without; nothing = as the site counts.
using AskNow = std::function<void(const QString &site, int minutes, std::optional<bool> includesBots,
                                  Answer<RealtimeSnapshot> answer)>;

/// GET …/realtime in the shapes of our own API (api.md), Sparklytics and ts-analytics. All take include_bots.
void addRealtimeRoutes(const AskNow &ask, const std::function<bool(const QString &)> &knowsSite,
                       const std::function<void(const char *path, Router::Handler handler)> &add);
