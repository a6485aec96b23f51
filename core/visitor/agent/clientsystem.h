// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/visitor/agent/uapparser.h"

#include <QByteArrayView>

/// Sets the operating system and its version: "iOS" "18.7". Systems are grouped: Windows, macOS, iOS (also
/// iPadOS), Linux (also distributions), Chrome OS, Android. Versions that browsers froze are left out: macOS
/// 10.15(.7), Chrome OS 14541, the version of "Android 10; K". "Windows 10" may be 11: without client hints
/// they cannot be distinguished. Pure.
void nameSystem(Client &client, const ParsedAgent &parsed, QByteArrayView agent);
