// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/urltext.h"

#include "core/types/hosttext.h"

#include <algorithm>

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

/// "https:e.com" and "https:///e.com" with the two slashes that browsers see in both (URL Standard, special
/// authority slashes state).
QString withTwoSlashes(const QString &url)
{
    for (const QLatin1StringView scheme : {QLatin1StringView("https:"), QLatin1StringView("http:")}) {
        if (!url.startsWith(scheme, Qt::CaseInsensitive))
            continue;
        qsizetype host = scheme.size();
        while (host < url.size() && url[host] == u'/')
            ++host;
        return host == scheme.size() + 2 || host == url.size()
            ? url
            : QString(url.first(scheme.size()) % QStringLiteral("//") % url.sliced(host));
    }
    return url;
}

} // namespace

UrlParts splitUrl(QStringView url)
{
    const qsizetype pathStart = originEnd(url);
    const qsizetype pathEnd = firstMark<false>(url, pathStart);
    return {url.first(pathStart), url.sliced(pathStart, pathEnd - pathStart), url.sliced(pathEnd)};
}

QString browsedUrl(const QString &sent)
{
    const auto isOutside = [](QChar c) { return c <= u' '; };
    const auto isChanged = [](QChar c) { return c < u' ' || c == u'\\'; };
    if (sent.isEmpty()
        || (!isOutside(sent.front()) && !isOutside(sent.back()) && std::ranges::none_of(sent, isChanged)))
        return withTwoSlashes(sent); // nearly always as it is
    const auto first = std::ranges::find_if_not(sent, isOutside);
    QString url = sent.sliced(first - sent.cbegin());
    while (!url.isEmpty() && isOutside(url.back()))
        url.chop(1);
    url.removeIf([](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; });

    const auto endsScheme = [](QChar c) { return QStringView(u":/?#\\").contains(c); };
    const qsizetype end = std::ranges::find_if(std::as_const(url), endsScheme) - url.cbegin();
    const QStringView scheme = QStringView(url).first(end);
    if (end < url.size() && url[end] == u':'
        && scheme.compare(QStringView(u"https"), Qt::CaseInsensitive) != 0
        && scheme.compare(QStringView(u"http"), Qt::CaseInsensitive) != 0)
        return url;
    for (QChar &c : url) {
        if (c == u'?' || c == u'#')
            break;
        if (c == u'\\')
            c = u'/';
    }
    return withTwoSlashes(url);
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
    authority = authority.sliced(authority.indexOf(u'/') + 2); // a scheme holds no slash
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0)
        authority = authority.sliced(at + 1);
    if (authority.startsWith(u'[')) {
        const qsizetype close = authority.indexOf(u']');
        return close < 0 ? QString() : canonicalHost(authority.first(close + 1));
    }
    if (const qsizetype colon = authority.indexOf(u':'); colon >= 0)
        authority = authority.first(colon);
    return canonicalHost(authority);
}

bool hasPlainHost(QStringView url)
{
    const auto isAlnum = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z');
    };
    const qsizetype end = originEnd(url);
    const qsizetype begin = end == 0 ? 0 : url.indexOf(u'/') + 2;
    const QStringView host = url.sliced(begin, end - begin);
    return !host.isEmpty() && isAlnum(host.front()) && isAlnum(host.back())
        && std::ranges::all_of(host, [&](QChar c) { return isAlnum(c) || c == u'.' || c == u'-'; });
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

// Neither a scheme nor an authority can hold a '?' or a '#', so these need not find where those end.

QStringView urlQuery(QStringView url)
{
    const qsizetype hash = url.indexOf(u'#');
    const QStringView page = hash < 0 ? url : url.first(hash);
    const qsizetype query = page.indexOf(u'?');
    return query < 0 ? QStringView() : page.sliced(query + 1);
}

QStringView urlFragment(QStringView url)
{
    const qsizetype hash = url.indexOf(u'#');
    return hash < 0 ? QStringView() : url.sliced(hash + 1);
}

bool namesNoPage(QStringView url)
{
    // Nearly always it begins with "h" or "/".
    if (url.isEmpty() || !QStringView(u"abdjvABDJV").contains(url.front()))
        return false;
    const auto schemes = {u"about:", u"blob:", u"data:", u"javascript:", u"vbscript:"};
    return std::ranges::any_of(schemes, [url](const char16_t *scheme) {
        return url.startsWith(QStringView(scheme), Qt::CaseInsensitive);
    });
}

bool isAbsoluteHttpUrl(QStringView url)
{
    const QStringView origin = splitUrl(url).origin;
    if (!origin.startsWith(QStringView(u"http://"), Qt::CaseInsensitive)
        && !origin.startsWith(QStringView(u"https://"), Qt::CaseInsensitive))
        return false;
    return !urlHost(url).isEmpty();
}
