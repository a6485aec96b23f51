// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

/// The language of a text as a BCP 47 tag: "en-US" for "en_US", "EN-us", "en-US@posix" and
/// "en-US,en;q=0.9", "zh-Hant-TW" for "zh_Hant_TW", "he" for "iw". The first one of a list. Empty for "C",
/// "POSIX", "*" and invalid texts. Pure and idempotent.
QString canonicalLanguage(QStringView text);
