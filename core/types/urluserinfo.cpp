// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/urluserinfo.h"

#include "core/types/ascii.h"
#include "core/types/urltext.h"

#include <QStringView>

namespace {

/// A character of a URL, also an escaped one ("%2F", "%252F").
struct Sign
{
    QChar c;
    int depth = 0; ///< how often it was escaped
    qsizetype next = 0; ///< where the character behind it begins
    bool isSlash() const { return c == u'/' || c == u'\\'; }
};

int hexDigit(QStringView text, qsizetype i)
{
    const char16_t c = i < text.size() ? text[i].unicode() : u'\0';
    return c < 0x80 ? Ascii::hexValue(static_cast<char>(c)) : -1;
}

/// REQUIRES: i < url.size().
Sign signAt(QStringView url, qsizetype i)
{
    qsizetype digits = i + 1;
    if (url[i] == u'%') {
        while (url.sliced(digits).startsWith(u"25"))
            digits += 2; // "%" itself
        const int high = hexDigit(url, digits);
        const int low = hexDigit(url, digits + 1);
        if (high >= 0 && low >= 0)
            return {QChar(static_cast<char16_t>(high * 16 + low)), static_cast<int>((digits - i + 1) / 2),
                    digits + 2};
    }
    return {url[i], 0, i + 1};
}

/// Where the user information in an authority that begins at `from` ends, behind its '@'; `from` when there
/// is none. `depth`: of the slashes before it.
qsizetype userInfoEnd(QStringView url, qsizetype from, int depth)
{
    qsizetype end = from;
    for (qsizetype i = from; i < url.size();) {
        const Sign sign = signAt(url, i);
        const bool isEnd = sign.isSlash() || sign.c == u'?' || sign.c == u'#';
        if (isEnd && sign.depth <= depth)
            break;
        if (sign.c == u'@' && i > from) // "//@name" is a path of some sites
            end = sign.next;
        i = sign.next;
    }
    return end;
}

} // namespace

QString withoutUserInfo(const QString &url)
{
    const QStringView page = QStringView(url).first(url.size() - splitUrl(url).suffix.size());
    if (!page.contains(u'@') && !page.contains(u'%'))
        return url;
    // Also of URLs without a scheme ("//user:word@host/") and of those in a path
    // ("/to/https://user:word@host", "/to/https%3A%2F%2Fuser:word%40host").
    QString kept;
    qsizetype from = 0;
    for (qsizetype i = 0; i < page.size();) {
        Sign sign = signAt(page, i);
        int slashes = 0;
        for (i = sign.next; sign.isSlash(); i = sign.next) {
            ++slashes;
            if (i == page.size() || !signAt(page, i).isSlash())
                break;
            sign = signAt(page, i);
        }
        const qsizetype behind = slashes < 2 ? i : userInfoEnd(page, i, sign.depth);
        if (behind > i) {
            kept += page.sliced(from, i - from);
            from = behind;
        }
        i = behind;
    }
    return from == 0 ? url : kept + QStringView(url).sliced(from);
}
