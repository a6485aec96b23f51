// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Maximum lengths of the fields of a hit. Longer values are cut or left out, with a remark; a longer site key
// rejects the hit. Texts count UTF-16 code units.

constexpr qsizetype kMaxUrlChars = 2048;
constexpr qsizetype kMaxForeignUrlChars = 8192; ///< protocols that promise to store the URL as it was sent
constexpr qsizetype kMaxTitleChars = 500;
constexpr qsizetype kMaxNameChars = 255; ///< event names and campaign fields
constexpr qsizetype kMaxScreenChars = 16;
constexpr qsizetype kMaxLanguageChars = 64;
constexpr qsizetype kMaxSiteKeyChars = 100;
constexpr qsizetype kMaxIdentityBytes = 64;
constexpr qsizetype kMaxHitIdChars = 64; ///< printable ASCII

constexpr qsizetype kMaxProps = 50;
constexpr qsizetype kMaxPropsBytes = 8192; ///< compact JSON, UTF-8

/// At most `maxChars`, never ending in half a surrogate pair.
inline QString cutText(const QString &text, qsizetype maxChars)
{
    if (text.contains(QChar(u'\0'))) // many readers of exported files stop at it
        return cutText(QString(text).remove(QChar(u'\0')), maxChars);
    if (text.size() <= maxChars)
        return text;
    const bool splitsPair = text.at(maxChars - 1).isHighSurrogate();
    return text.first(splitsPair ? maxChars - 1 : maxChars);
}
