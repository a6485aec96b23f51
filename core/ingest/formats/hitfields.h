// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/rawhit.h"

#include <QLatin1StringView>
#include <QString>
#include <QStringView>

#include <optional>

// Repairs an optional field that is not valid. A hit is not rejected for
// one: the field is rounded, cut or left out, with a remark.

namespace Remarks {
constexpr QLatin1StringView kNotText("left out: not a text");
constexpr QLatin1StringView kNumberAsText("a number, taken as text");
constexpr QLatin1StringView kNotNumber("left out: not a number");
constexpr QLatin1StringView kHugeNumber("left out: beyond the range of a number");
constexpr QLatin1StringView kNumberFromText("a text, read as a number");
constexpr QLatin1StringView kNotObject("left out: not an object");
constexpr QLatin1StringView kObjectFromText("a text, read as an object");
constexpr QLatin1StringView kTooManyProps("the rest left out: more than 50 properties or 8192 bytes");
constexpr QLatin1StringView kNestedProps("values inside values kept as their JSON text");
constexpr QLatin1StringView kNoScreen("left out: not of the form 1920x1080");
constexpr QLatin1StringView kCutName("cut at 255 characters");
constexpr QLatin1StringView kBadId("left out: not 1 to 64 printable ASCII characters");
constexpr QLatin1StringView kFirstOfList("the first of a list");
} // namespace Remarks

/// Records a remark on a field.
void remark(RawHit *hit, QLatin1StringView field, QLatin1StringView what);

class PropsBuilder;
/// Records remarks on properties that could not be kept as sent.
void remarkOnProps(RawHit *hit, QLatin1StringView field, const PropsBuilder &props);

/// True for an id that was sent but is empty: a value that the sender forgot to fill in.
void remarkOnEmptyId(RawHit *hit);

/// Reads URLs as browsers do (browsedUrl()). Cuts the texts of a hit to the limits of
/// core/types/fieldlimits.h, URLs to `maxUrlChars`; normalises screen and language; leaves out an identity or
/// id that cannot be kept whole.
void completeFields(RawHit *hit, qsizetype maxUrlChars);

/// "1920x1080", rounded to whole pixels from what a browser sends; empty when it is not a size.
std::optional<QString> screenText(QStringView screen);
/// A finite number written as text, as in "19.99"; never -0.
std::optional<double> numberOf(QStringView text);
/// At most `maxChars` of a URL, cut between parameters and escapes.
QString cutUrl(const QString &url, qsizetype maxChars);
