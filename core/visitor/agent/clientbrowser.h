// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/visitor/agent/uapparser.h"

#include <QByteArrayView>

/// Sets the browser and its version: "Safari" "26.6"; also the app a page is shown in ("In-app (iOS)"), and
/// what a robot calls itself. Products win over the engine they are built on, apps over the browser inside
/// them. REQUIRES: the system is named (nameSystem()). Pure.
void nameBrowser(Client &client, const ParsedAgent &parsed, QByteArrayView agent);
