// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Removes user name and password: "https://user:word@e.com/" gives "https://e.com/". Also of URLs in the
/// path, escaped or not. Never fails.
QString withoutUserInfo(const QString &url);
