// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Where an outbound link or a download leads, from the props of its hit: their "url" in the native format
/// and the tracker, or their "href" in Sparklytics. Empty when they have neither.
QString linkTarget(const QString &props);
