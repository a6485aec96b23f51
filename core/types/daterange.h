// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/instantrange.h"
#include "core/types/result.h"

#include <QString>

#include <optional>

/// True for the IANA name of a zone that this machine knows: "Europe/Warsaw", "UTC". Not for abbreviations
/// such as CEST or rules such as UTC+2, which Qt would take as well, the first of them as UTC.
bool isZoneName(const QString &name);

/// An RFC 3339 instant, "2026-10-01T12:00:00Z" or with an offset, to the millisecond. Nothing for another
/// text.
std::optional<Micros> parseInstant(const QString &text);

/// `--from` and `--to` of the command line: civil days (YYYY-MM-DD) in the zone, both inclusive, or
/// RFC 3339 instants, half-open. Either may be empty. Days of 23 and 25 hours are exact; a skipped
/// local midnight begins at the first valid instant. Errors: "bad_date", "bad_timezone", "bad_range".
Result<InstantRange> parseRange(const QString &from, const QString &to, const QString &zoneName);
