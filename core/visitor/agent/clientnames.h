// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/visitor/agent/uapparser.h"

#include <QByteArrayView>
#include <QString>

/// Converts uap-core's names to familiar ones ("Mobile", "iOS" "18.7", "Safari" "26.6") and a form
/// factor, by our own tables. Pure.
///
/// Products win over the engine they are built on, apps over the browser inside them. Systems are grouped:
/// Windows, macOS, iOS (also iPadOS), Linux (also distributions), Chrome OS, Android. A form factor is one of
/// Desktop, Mobile, Tablet, TV, Console, Watch, Headset, E-reader, or empty. Versions lose trailing zeros.
///
/// Values that browsers froze are left out: macOS 10.15(.7), Chrome OS 14541, the version of
/// "Android 10; K". "Windows 10" may be 11, an iPad's Safari says Macintosh: without client hints they
/// cannot be distinguished.
Client nameClient(const ParsedAgent &parsed, QByteArrayView agent);

/// "126.0.6478.0" → "126.0.6478", "17.0" → "17".
QString shortVersion(QByteArrayView version);
