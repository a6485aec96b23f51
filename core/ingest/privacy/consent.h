// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/http.h"
#include "core/types/rejectreason.h"
#include "core/types/site.h"

#include <optional>

// Do Not Track and Global Privacy Control (privacy.md#do-not-track-and-global-privacy-control). Pure.

/// How the browser asked not to be tracked, when the site honours that; nothing = it did not ask.
std::optional<RejectReason> optOut(const Site &site, const HttpRequest &request);

/// Removes every trace of the visitor from a hit that is counted although its sender opted out: redirects and
/// pixels are delivered in any case.
void forgetVisitor(Hit &hit);
/// The same for the property `query`, where it is what the visitor's link said.
void forgetSentQuery(Hit &hit);
