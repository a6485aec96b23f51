// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/urltext.h"

namespace {

/// First '?' or '#' from `from` on, with `slash` also the first '/'; the end when there is none.
template <bool slash>
qsizetype firstMark(QStringView text, qsizetype from)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'?' || c == u'#' || (slash && c == u'/'))
            return i;
    }
    return text.size();
}

/// Position after the authority, or 0 when there is none.
qsizetype originEnd(QStringView url)
{
    constexpr qsizetype kLongestScheme = 32;
    for (qsizetype i = 0; i < url.size() && i <= kLongestScheme; ++i) {
        const char16_t c = url[i].unicode();
        if (c == u':') {
            const bool hasAuthority = i > 0 && i + 2 < url.size() && url[i + 1] == u'/' && url[i + 2] == u'/';
            return hasAuthority ? firstMark<true>(url, i + 3) : 0;
        }
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
        if (!letter && (i == 0 || !((c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.')))
            return 0;
    }
    return 0;
}

} // namespace

UrlParts splitUrl(QStringView url)
{
    const qsizetype pathStart = originEnd(url);
    const qsizetype pathEnd = firstMark<false>(url, pathStart);
    return {url.first(pathStart), url.sliced(pathStart, pathEnd - pathStart), url.sliced(pathEnd)};
}

QStringView urlPath(QStringView url)
{
    const QStringView path = splitUrl(url).path;
    return path.isEmpty() ? QStringView(u"/") : path;
}

QString urlHost(QStringView url)
{
    QStringView authority = splitUrl(url).origin;
    if (authority.isEmpty())
        return {};
    authority = authority.sliced(authority.indexOf(QStringView(u"://")) + 3);
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0)
        authority = authority.sliced(at + 1);
    if (authority.startsWith(u'[')) {
        const qsizetype close = authority.indexOf(u']');
        return close < 0 ? QString() : authority.first(close + 1).toString().toLower();
    }
    if (const qsizetype colon = authority.indexOf(u':'); colon >= 0)
        authority = authority.first(colon);
    if (authority.endsWith(u'.')) // the root of DNS, which browsers keep when somebody types it
        authority.chop(1);
    return authority.toString().toLower();
}

QString bareHost(QStringView url)
{
    QString host = urlHost(url);
    if (host.startsWith(QStringView(u"www.")))
        host.remove(0, 4);
    return host;
}

bool isHostOf(QStringView host, QStringView domain)
{
    return host == domain
        || (host.size() > domain.size() && host.endsWith(domain)
            && host[host.size() - domain.size() - 1] == u'.');
}

QStringView urlQuery(QStringView url)
{
    const QStringView suffix = splitUrl(url).suffix;
    if (!suffix.startsWith(u'?'))
        return {};
    const qsizetype hash = suffix.indexOf(u'#');
    return suffix.sliced(1, (hash < 0 ? suffix.size() : hash) - 1);
}

bool isAbsoluteHttpUrl(QStringView url)
{
    const QStringView origin = splitUrl(url).origin;
    if (!origin.startsWith(QStringView(u"http://"), Qt::CaseInsensitive)
        && !origin.startsWith(QStringView(u"https://"), Qt::CaseInsensitive))
        return false;
    return !urlHost(url).isEmpty();
}
