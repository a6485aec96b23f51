// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>

/// The name that stands for a zone of the IANA database, one that this machine knows: "America/New_York" of
/// "US/Eastern" and "america/new_york", "Asia/Kolkata" of "Asia/Calcutta", "UTC" of "Etc/UTC". Empty for what
/// is no zone: abbreviations such as CEST, offsets such as UTC+2. Pure but for the zones of the machine;
/// reading its own output changes nothing.
QString canonicalZone(const QString &name);

/// "bad_timezone", with how to put right what was typed.
Error badZone(const QString &typed);
