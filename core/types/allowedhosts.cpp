// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/allowedhosts.h"

#include "core/types/hosttext.h"
#include "core/types/publicsuffix.h"
#include "core/types/urltext.h"

#include <QUrl>

#include <algorithm>

namespace {

constexpr qsizetype kMaxHost = 253; // RFC 1035
constexpr qsizetype kMaxLabel = 63;
constexpr uint kMaxPort = 65535;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHostCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || isDigit(c) || c == u'-' || c == u'_' || c == u'.';
}

/// A host that browsers would send: of DNS, or an IPv4 address.
bool isNamedHost(QStringView host)
{
    if (host.isEmpty() || host.size() > kMaxHost || !std::ranges::all_of(host, isHostCharacter))
        return false;
    const auto labels = host.split(u'.');
    for (const QStringView label : labels) {
        if (label.isEmpty() || label.size() > kMaxLabel || label.startsWith(u'-') || label.endsWith(u'-'))
            return false;
    }
    if (!std::ranges::all_of(labels.constLast(), isDigit))
        return true;
    return labels.size() == 4 && std::ranges::all_of(labels, [](QStringView label) {
               return label.size() <= 3 && std::ranges::all_of(label, isDigit) && label.toUInt() <= 255;
           });
}

/// An A-label that stands for letters; browsers ask for no other (URL Standard, domain to ASCII).
bool isReadableLabel(QStringView label)
{
    if (!label.startsWith(QStringView(u"xn--")))
        return true;
    const QString letters = QUrl::fromAce(label.toLatin1(), QUrl::IgnoreIDNWhitelist);
    return letters != label && QString::fromLatin1(QUrl::toAce(letters)) == label;
}

Error bad(const QString &message)
{
    return {QStringLiteral("bad_host"), message};
}

} // namespace

std::optional<QString> allowedHost(QStringView typed)
{
    typed = typed.trimmed();
    bool isWildcard = false;
    if (typed.startsWith(QStringView(u"*."))) {
        isWildcard = true;
        typed = typed.sliced(2);
    }
    if (typed.contains(QStringView(u"://"))) {
        if (isWildcard || splitUrl(typed).origin.isEmpty())
            return std::nullopt;
        const qsizetype authority = typed.indexOf(QStringView(u"://")) + 3;
        const QStringView rest = splitUrl(typed).origin.sliced(authority);
        isWildcard = rest.startsWith(QStringView(u"*."));
        typed = rest.sliced(isWildcard ? 2 : 0);
        if (const qsizetype at = typed.lastIndexOf(u'@'); at >= 0)
            typed = typed.sliced(at + 1);
    }
    if (const qsizetype end =
            std::ranges::find_if(typed, [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; })
            - typed.begin();
        end < typed.size())
        typed = typed.first(end);
    if (const std::optional<QString> bare = writtenIpv6(typed))
        return isWildcard ? std::nullopt : bare;
    const auto isPort = [](QStringView port) {
        const bool isNumber = port.size() > 1 && port.size() <= 6 && port[0] == u':'
            && std::ranges::all_of(port.sliced(1), isDigit);
        return port.isEmpty() || (isNumber && port.sliced(1).toUInt() - 1 < kMaxPort);
    };
    if (typed.startsWith(u'[')) {
        const qsizetype close = typed.indexOf(u']');
        if (close < 0 || isWildcard || !isPort(typed.sliced(close + 1)))
            return std::nullopt;
        return writtenIpv6(typed.sliced(1, close - 1));
    }
    if (const qsizetype colon = typed.indexOf(u':'); colon >= 0) {
        if (!isPort(typed.sliced(colon)))
            return std::nullopt;
        typed = typed.first(colon);
    }
    const QString host = canonicalHost(typed);
    const bool isAddress = !host.isEmpty() && isDigit(host.back());
    if (!isNamedHost(host) || !std::ranges::all_of(QStringView(host).split(u'.'), isReadableLabel)
        || (isWildcard && isAddress && std::ranges::count(host, u'.') == 3
            && std::ranges::all_of(host, [](QChar c) { return isDigit(c) || c == u'.'; })))
        return std::nullopt;
    return isWildcard ? QStringLiteral("*.") + host : host;
}

/// One word of a list.
static Result<QString> readHost(const QString &word)
{
    if (word.contains(u';'))
        return bad(QStringLiteral("\"%1\" is no host; part several hosts with commas").arg(word));
    const std::optional<QString> host = allowedHost(word);
    if (!host)
        return bad(QStringLiteral("\"%1\" is no host; write shop.example, *.shop.example for the hosts below "
                                  "it, or an address such as 10.0.0.5 or [::1]; a port is 1 to 65535")
                       .arg(word));
    const bool isWildcard = host->startsWith(QLatin1StringView("*."));
    const QString below = isWildcard ? host->sliced(2) : *host;
    if ((isWildcard || !below.contains(u'.')) && isPublicSuffix(below))
        return bad(QStringLiteral("the hosts of \"%1\" do not belong to one site; write your own, such as "
                                  "*.shop.%2, or * alone to take hits of every host")
                       .arg(word, below));
    return *host;
}

Result<QStringList> allowedHosts(const QStringList &typed)
{
    constexpr qsizetype kMostHosts = 1000;
    QStringList hosts;
    bool takesAll = false;
    for (const QString &entry : typed) {
        const QStringList words =
            QString(entry).replace(u',', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            return bad(
                QStringLiteral("an allowed host is empty; name one such as shop.example, or write * to "
                               "take hits of every host"));
        for (const QString &word : words) {
            takesAll = takesAll || word == QLatin1StringView("*");
            if (word == QLatin1StringView("*"))
                continue;
            const Result<QString> host = readHost(word);
            if (!host)
                return host.error();
            if (!hosts.contains(*host))
                hosts.append(*host);
        }
    }
    if (takesAll && !hosts.isEmpty())
        return bad(QStringLiteral("* takes hits of every host; name hosts or write * alone"));
    if (hosts.size() > kMostHosts)
        return bad(QStringLiteral("a site has at most %1 allowed hosts").arg(kMostHosts));
    return hosts;
}

QStringList wordsOf(const QString &text)
{
    QStringList words;
    qsizetype from = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !text[i].isSpace() && text[i] != u',' && text[i] != u';')
            continue;
        if (i > from)
            words.append(text.sliced(from, i - from));
        from = i + 1;
    }
    return words;
}

bool coversHost(QStringView entry, QStringView host)
{
    if (entry.startsWith(QStringView(u"*.")))
        return host.size() > entry.size() - 1 && host.endsWith(entry.sliced(1));
    return host == entry || (isHostOf(host, entry) && !isSharedSuffix(entry.toString()));
}
