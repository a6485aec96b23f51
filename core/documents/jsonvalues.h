// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>

// Values as the documented JSON documents write them. Pure functions.

/// Compact, without blanks.
QByteArray compactJson(const QJsonObject &object);
/// null for an empty text.
QJsonValue textOrNull(const QString &text);
/// null for a rate that does not exist.
QJsonValue numberOrNull(std::optional<double> number);
/// UTC with milliseconds and `Z`: "2026-03-03T10:45:23.123Z".
QString isoMillis(Micros instant);
/// The civil time of a zone, with its offset: "2026-10-01T00:00:00+02:00".
QString zonedText(Micros instant, const QString &zone);
/// Rounds half away from zero.
double roundedTo(double number, int decimals);
/// `part` of `whole` in percent with one decimal; 0 if `whole` is 0.
double percentage(qint64 part, qint64 whole);
/// English name of an ISO 3166-1 code; the code itself when it is unknown.
QString countryName(const QString &code);
/// The flag of an ISO 3166-1 code as two regional indicators; empty for anything else.
QString countryFlag(const QString &code);
/// True for "1" or "true", false for "0" or "false"; empty otherwise.
std::optional<bool> flagOf(const QString &text);
/// The same for the parameter `name`; empty for an empty text. Errors: "bad_flag".
Result<std::optional<bool>> flagOf(const QString &text, const char *name);
