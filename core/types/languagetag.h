// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

/// The language of a text that names one, as BCP 47 writes it: "en-US" of "en_US", "EN-us", "en-US@posix" and
/// "en-US,en;q=0.9", "zh-Hant-TW" of "zh_Hant_TW", "he" of "iw". Of a list the first counts. Empty for "C",
/// "POSIX", "*" and what is none. Pure; reading its own output changes nothing.
QString canonicalLanguage(QStringView text);
