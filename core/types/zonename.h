// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>

/// The canonical name of a zone of the IANA database that this machine knows: "America/New_York" for
/// "US/Eastern" and "america/new_york", "Asia/Kolkata" for "Asia/Calcutta", "UTC" for "Etc/UTC". Empty for
/// others: abbreviations such as CEST, offsets such as UTC+2. Depends only on the zones of the machine;
/// idempotent.
QString canonicalZone(const QString &name);

/// "bad_timezone", with how to correct what was typed.
Error badZone(const QString &typed);
