// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/http.h"

/// GET /scope.js and /tracker.js: the embedded script with an ETag; 304 when the client has it.
HttpReply trackerScript(const HttpRequest &request);
