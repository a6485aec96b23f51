// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/asciiurl.h"

#include "core/types/clickid.h"
#include "core/types/hosttext.h"
#include "core/types/querypart.h"
#include "core/types/urltext.h"

#include <QSet>

#include <algorithm>

namespace {

/// A percent sign that begins no escape, too: browsers send it as it is, and servers may know such an
/// address.
bool isCarried(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("-._~!$&'()*+,;=:@/?%").contains(c);
}

void appendEscaped(QByteArray &result, QByteArrayView bytes)
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    for (const char c : bytes) {
        if (isCarried(c)) {
            result.append(c);
        } else {
            const auto byte = static_cast<uchar>(c);
            result.append('%').append(kDigits[byte >> 4]).append(kDigits[byte & 15]);
        }
    }
}

QByteArrayView nameOf(QByteArrayView pair)
{
    return pair.first(std::max<qsizetype>(0, pair.contains('=') ? pair.indexOf('=') : pair.size()));
}

/// What tells parameters apart. Names of campaigns and click ids mean the same in any case.
QByteArray keyOf(QByteArrayView pair)
{
    const QByteArray name = nameOf(pair).toByteArray();
    const QByteArray lower = name.toLower();
    return lower.startsWith("utm_") || isClickIdName(QString::fromLatin1(lower)) ? lower : name;
}

template <typename Take>
void forEachPair(QByteArrayView query, Take take)
{
    while (!query.isEmpty()) {
        if (const QByteArrayView pair = takePair(&query); !pair.isEmpty())
            take(pair);
    }
}

} // namespace

QByteArray asciiUrl(const QString &url)
{
    const UrlParts parts = splitUrl(url);
    QByteArray result;
    result.reserve(url.size());
    if (std::ranges::all_of(parts.origin, [](QChar c) { return c > u' ' && c.unicode() < 0x7f; })) {
        result.append(parts.origin.toLatin1());
    } else {
        const qsizetype authority = parts.origin.indexOf(QStringView(u"://")) + 3;
        appendEscaped(result, parts.origin.first(authority).toUtf8());
        const QStringView host = parts.origin.sliced(authority);
        const qsizetype port = host.lastIndexOf(u':');
        appendEscaped(result, urlHost(url).toUtf8());
        if (port >= 0)
            appendEscaped(result, host.sliced(port).toUtf8());
    }
    appendEscaped(result, parts.path.toUtf8());
    const qsizetype hash = parts.suffix.indexOf(u'#');
    appendEscaped(result, (hash < 0 ? parts.suffix : parts.suffix.first(hash)).toUtf8());
    if (hash >= 0) {
        result.append('#');
        appendEscaped(result, parts.suffix.sliced(hash + 1).toUtf8());
    }
    return result;
}

QByteArray withQuery(const QByteArray &url, QByteArrayView query)
{
    QSet<QByteArray> names;
    forEachPair(query, [&names](QByteArrayView pair) { names.insert(keyOf(pair)); });
    if (names.isEmpty())
        return url;
    const qsizetype hash = url.indexOf('#');
    const QByteArrayView page = hash < 0 ? QByteArrayView(url) : QByteArrayView(url).first(hash);
    const qsizetype mark = page.indexOf('?');
    QByteArray result = (mark < 0 ? page : page.first(mark)).toByteArray();
    char separator = '?';
    const auto append = [&](QByteArrayView pair) {
        result.append(separator);
        appendEscaped(result, pair);
        separator = '&';
    };
    if (mark >= 0) {
        forEachPair(page.sliced(mark + 1), [&](QByteArrayView pair) {
            if (!names.contains(keyOf(pair)))
                append(pair);
        });
    }
    forEachPair(query, append);
    return hash < 0 ? result : result + url.sliced(hash);
}
