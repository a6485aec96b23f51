// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/shownpage.h"

#include "core/types/urltext.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>
#include <string_view>

namespace {

/// Below these a label is the name of the host that is shown, in the spelling of nameOfLabel().
constexpr std::array kLabelled {
    QLatin1StringView(".translate.goog"),     QLatin1StringView(".cdn.ampproject.org"),
    QLatin1StringView(".cdn.ampproject.net"), QLatin1StringView(".ampproject.net"),
    QLatin1StringView(".bing-amp.com"),       QLatin1StringView(".amp.cloudflare.com"),
    QLatin1StringView(".turbopages.org"),
};

/// Letters, digits, hyphens and dots, no empty label, at least two labels, of which the last is no number: a
/// name that people visit.
bool isPublicName(QStringView host)
{
    const QStringView last = host.sliced(host.lastIndexOf(u'.') + 1);
    if (std::ranges::all_of(last, [](QChar c) { return c.isDigit(); }))
        return false;
    const auto fits = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'.' || c.isMark(); };
    return host.contains(u'.') && host.size() <= 253 && !host.startsWith(u'.') && !host.endsWith(u'.')
        && !host.contains(QStringView(u"..")) && std::ranges::all_of(host, fits);
}

/// "my--shop-example" → "my-shop.example"; empty when it is no name that was made this way.
QString nameOfLabel(const QString &label)
{
    QString mangled = label;
    if (mangled.startsWith(QLatin1StringView("xn--"))) {
        mangled = QUrl::fromAce(mangled.toLatin1(), QUrl::IgnoreIDNWhitelist);
        // Neither an A-label nor one whose hyphens were doubled ("xn----bcher--kva-example").
        if (mangled == label && !label.startsWith(QLatin1StringView("xn----")))
            return {};
    }
    if (mangled.startsWith(QLatin1StringView("0-")) && mangled.endsWith(QLatin1StringView("-0")))
        mangled = mangled.mid(2, mangled.size() - 4);
    QString name;
    name.reserve(mangled.size());
    for (qsizetype i = 0; i < mangled.size(); ++i) {
        const bool isPair = mangled[i] == u'-' && i + 1 < mangled.size() && mangled[i + 1] == u'-';
        name += mangled[i] != u'-' || isPair ? mangled[i] : QChar(u'.');
        i += isPair;
    }
    if (!isPublicName(name))
        return {};
    const bool isPlain = std::ranges::all_of(name, [](QChar c) { return c.unicode() < 128; });
    return isPlain ? name : QString::fromLatin1(QUrl::toAce(name));
}

/// "s/HOST/PATH" → "https://HOST/PATH", "HOST/PATH" → "http://…"; empty when no host stands there.
QString urlInPath(QStringView rest, QStringView suffix)
{
    const bool isSecure = rest.startsWith(u"s/");
    if (isSecure)
        rest = rest.sliced(2);
    const QStringView host = rest.first(std::max<qsizetype>(rest.indexOf(u'/'), 0));
    const QStringView name = host.isEmpty() ? rest : host;
    if (!isPublicName(name))
        return {};
    return QLatin1StringView(isSecure ? "https://" : "http://") + rest.toString() + suffix.toString();
}

struct Viewer
{
    QLatin1StringView host; ///< or a host below it
    QLatin1StringView path; ///< before "s/HOST/PATH"; the whole path when the query names the page
    QLatin1StringView key; ///< of the query; empty = the path names the page
};

/// Where a path or a query says which page is shown. "google." stands for every domain of Google.
constexpr std::array kViewers {
    Viewer {QLatin1StringView("google."), QLatin1StringView("/amp/"), QLatin1StringView()},
    Viewer {QLatin1StringView("bing.com"), QLatin1StringView("/amp/"), QLatin1StringView()},
    Viewer {QLatin1StringView("bing-amp.com"), QLatin1StringView("/c/"), QLatin1StringView()},
    Viewer {QLatin1StringView("bing-amp.com"), QLatin1StringView("/v/"), QLatin1StringView()},
    Viewer {QLatin1StringView("amp.cloudflare.com"), QLatin1StringView("/c/"), QLatin1StringView()},
    Viewer {QLatin1StringView("amp.cloudflare.com"), QLatin1StringView("/v/"), QLatin1StringView()},
    Viewer {QLatin1StringView("cdn.ampproject.org"), QLatin1StringView("/c/"), QLatin1StringView()},
    Viewer {QLatin1StringView("cdn.ampproject.org"), QLatin1StringView("/v/"), QLatin1StringView()},
    Viewer {QLatin1StringView("cdn.ampproject.org"), QLatin1StringView("/wp/"), QLatin1StringView()},
    Viewer {QLatin1StringView("translate.google."), QLatin1StringView(), QLatin1StringView("u")},
    Viewer {QLatin1StringView("translate.googleusercontent.com"), QLatin1StringView(),
            QLatin1StringView("u")},
    Viewer {QLatin1StringView("microsofttranslator.com"), QLatin1StringView(), QLatin1StringView("a")},
    Viewer {QLatin1StringView("translate.yandex."), QLatin1StringView(), QLatin1StringView("url")},
    Viewer {QLatin1StringView("yandex."), QLatin1StringView("/turbo"), QLatin1StringView("text")},
    Viewer {QLatin1StringView("turbopages.org"), QLatin1StringView("/turbo"), QLatin1StringView("text")},
    Viewer {QLatin1StringView("papago.naver.net"), QLatin1StringView(), QLatin1StringView("site")},
    Viewer {QLatin1StringView("fanyi.baidu.com"), QLatin1StringView(), QLatin1StringView("query")},
};

bool isAt(const QString &host, QLatin1StringView viewer)
{
    if (!viewer.endsWith(u'.')) {
        const qsizetype front = host.size() - viewer.size();
        return host.endsWith(viewer) && (front == 0 || host[front - 1] == u'.');
    }
    // "google." is google.de and google.co.uk, not google.evil.example.
    if (!host.startsWith(viewer))
        return false;
    const QStringList labels = host.mid(viewer.size()).split(u'.');
    return labels.size() == 1 || (labels.size() == 2 && labels[0].size() <= 3 && labels[1].size() == 2);
}

/// Parts of the hosts of pages that show others.
constexpr std::array<std::u16string_view, 9> kParts {u"ampproject", u"translat", u"bing-amp",
                                                     u"papago",     u"fanyi",    u"amp.cloud",
                                                     u"turbopages", u"archive.", u"webcache"};

/// Of two letters in any case; other characters share numbers with them.
constexpr std::size_t pairOf(char16_t first, char16_t second)
{
    return std::size_t(first & 0x1f) << 5 | (second & 0x1f);
}

/// By pairOf(): whether a part may begin so. Every hit asks for each of its characters.
constexpr std::array<bool, 1024> kBeginnings = [] {
    std::array<bool, 1024> table {};
    for (const std::u16string_view part : kParts)
        table[pairOf(part[0], part[1])] = true;
    return table;
}();

/// Nearly every page is its owner's: false without a second look at its text. What shows others' pages has
/// one of these parts in its origin or such a path, unless its origin is encoded or of another script.
bool mayShowOthers(QStringView url)
{
    const UrlParts parts = splitUrl(url);
    if (parts.path.startsWith(QStringView(u"/amp/")) || parts.path.startsWith(QStringView(u"/turbo")))
        return true;
    const QStringView origin = parts.origin;
    const auto beginsAt = [origin](qsizetype at, std::u16string_view part) {
        if (origin.size() - at < static_cast<qsizetype>(part.size()))
            return false;
        return std::ranges::all_of(part, [&](char16_t c) { return (origin[at++].unicode() | 0x20) == c; });
    };
    for (qsizetype i = 0; i < origin.size(); ++i) {
        const char16_t c = origin[i].unicode();
        if (c >= 0x80 || c == u'%')
            return true;
        if (i + 1 < origin.size() && kBeginnings[pairOf(c, origin[i + 1].unicode())]
            && std::ranges::any_of(kParts, [&](std::u16string_view part) { return beginsAt(i, part); }))
            return true;
    }
    return false;
}

/// The URL that a query carries, decoded; empty when it is none.
QString urlInQuery(QStringView query, QLatin1StringView key)
{
    for (const QStringView &pair : query.split(u'&')) {
        if (!pair.startsWith(key) || pair.size() <= key.size() || pair[key.size()] != u'=')
            continue;
        const QString value = QUrl::fromPercentEncoding(pair.sliced(key.size() + 1).toUtf8()).trimmed();
        return isAbsoluteHttpUrl(value) && isPublicName(urlHost(value)) ? value : QString();
    }
    return {};
}

/// "/turbo/HOST/s/PATH" and, below turbopages.org, "/HOST/s/PATH"; "h" instead of "s" says http.
QString urlOfTurbo(const QString &host, QStringView path, QStringView suffix)
{
    const bool isBelow = isAt(host, QLatin1StringView("turbopages.org"));
    if (!isBelow && !isAt(host, QLatin1StringView("yandex.")))
        return {};
    if (path.startsWith(u"/turbo/"))
        path = path.sliced(6);
    else if (!isBelow)
        return {};
    const qsizetype end = path.indexOf(u'/', 1);
    const QStringView shown = end < 0 ? QStringView() : path.sliced(1, end - 1);
    const QStringView rest = end < 0 ? QStringView() : path.sliced(end);
    const bool isSecure = rest.startsWith(u"/s/");
    if ((!isSecure && !rest.startsWith(u"/h/")) || !isPublicName(shown))
        return {};
    return QLatin1StringView(isSecure ? "https://" : "http://") + shown.toString() + rest.sliced(2).toString()
        + suffix.toString();
}

/// "/web/20260101000000/https://HOST/PATH" of archives, "?q=cache:ID:https://HOST/PATH+words" of a search
/// engine's copy. Empty when it does not say which page: short codes do not.
QString urlOfArchive(const QString &host, const UrlParts &parts)
{
    constexpr std::array kArchives {QLatin1StringView("web.archive.org"), QLatin1StringView("archive.ph"),
                                    QLatin1StringView("archive.today"), QLatin1StringView("archive.is")};
    QString shown;
    if (std::ranges::any_of(kArchives, [&host](QLatin1StringView archive) { return isAt(host, archive); })) {
        const qsizetype secure = parts.path.indexOf(QStringView(u"/https:/"));
        const qsizetype plain = parts.path.indexOf(QStringView(u"/http:/"));
        const qsizetype at = secure < 0 || (plain >= 0 && plain < secure) ? plain : secure;
        if (at < 0)
            return {};
        const QString rest = parts.path.sliced(at + 1).toString() + parts.suffix.toString();
        const qsizetype colon = rest.indexOf(u':') + 1; // proxies make one slash of two
        const bool isWhole = rest.mid(colon, 2) == QLatin1StringView("//");
        shown = isWhole ? rest : rest.left(colon) + u'/' + rest.mid(colon);
    } else if (isAt(host, QLatin1StringView("webcache.googleusercontent.com"))) {
        const QString query = QUrl::fromPercentEncoding(parts.suffix.toUtf8());
        const qsizetype cache = query.indexOf(QLatin1StringView("q=cache:"));
        const qsizetype scheme = cache < 0 ? -1 : query.indexOf(QLatin1StringView(":http"), cache);
        if (scheme >= 0)
            shown = query.mid(scheme + 1).section(u'+', 0, 0).section(u' ', 0, 0).section(u'&', 0, 0);
    }
    return isAbsoluteHttpUrl(shown) && isPublicName(urlHost(shown)) ? shown : QString();
}

/// "?a=1&_x_tr_sl=en#top" → "?a=1#top".
QString withoutTranslation(QStringView suffix)
{
    if (!suffix.startsWith(u'?') || !suffix.contains(QStringView(u"_x_tr_")))
        return suffix.toString();
    const qsizetype hash = suffix.indexOf(u'#');
    const QStringView query = suffix.sliced(1, (hash < 0 ? suffix.size() : hash) - 1);
    QStringList kept;
    for (const QStringView &pair : query.split(u'&')) {
        if (!pair.startsWith(u"_x_tr_"))
            kept.append(pair.toString());
    }
    const QString rest = hash < 0 ? QString() : suffix.sliced(hash).toString();
    return kept.isEmpty() ? rest : u'?' + kept.join(u'&') + rest;
}

} // namespace

QString shownHost(const QString &host)
{
    for (const QLatin1StringView viewer : kLabelled) {
        if (!host.endsWith(viewer))
            continue;
        const QString name = nameOfLabel(host.chopped(viewer.size()));
        return name.isEmpty() ? host : name;
    }
    return host;
}

QString shownUrl(const QString &url)
{
    if (!mayShowOthers(url))
        return url;
    const UrlParts parts = splitUrl(url);
    const bool isWeb = parts.origin.startsWith(QStringView(u"http://"), Qt::CaseInsensitive)
        || parts.origin.startsWith(QStringView(u"https://"), Qt::CaseInsensitive);
    const QString host = isWeb ? bareHost(url) : QString();
    if (host.isEmpty())
        return url;
    for (const Viewer &viewer : kViewers) {
        const bool isInPath = viewer.key.isEmpty();
        const bool mayFit = isInPath ? parts.path.startsWith(viewer.path)
                                     : !parts.suffix.isEmpty()
                && (viewer.path.isEmpty()
                    || parts.path.chopped(parts.path.endsWith(u'/') ? 1 : 0) == viewer.path);
        if (!mayFit || !isAt(host, viewer.host))
            continue;
        const QString shown = isInPath ? urlInPath(parts.path.sliced(viewer.path.size()), parts.suffix)
                                       : urlInQuery(urlQuery(url), viewer.key);
        if (!shown.isEmpty())
            return shown;
    }
    for (const QString &shown : {urlOfTurbo(host, parts.path, parts.suffix), urlOfArchive(host, parts)}) {
        if (!shown.isEmpty())
            return shown;
    }
    const QString name = shownHost(host);
    if (name == host)
        return url;
    return QStringLiteral("https://") + name + parts.path.toString() + withoutTranslation(parts.suffix);
}
