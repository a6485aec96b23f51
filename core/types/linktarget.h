// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Where an outbound link or a download led, from the props of its hit: their "url", as the native format and
/// the tracker say, else their "href", as Sparklytics says. Empty when they have neither.
QString linkTarget(const QString &props);
