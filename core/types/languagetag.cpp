// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/languagetag.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace {

constexpr qsizetype kMaxTag = 35; // RFC 5646, 4.4.1
constexpr qsizetype kMaxSubtag = 8;

struct Renamed
{
    QLatin1StringView from, to;
};

/// Deprecated subtags that old systems still send, with their preferred value in the IANA registry.
constexpr std::array kLanguages {
    Renamed {QLatin1StringView("iw"), QLatin1StringView("he")},
    Renamed {QLatin1StringView("in"), QLatin1StringView("id")},
    Renamed {QLatin1StringView("ji"), QLatin1StringView("yi")},
    Renamed {QLatin1StringView("jw"), QLatin1StringView("jv")},
    Renamed {QLatin1StringView("mo"), QLatin1StringView("ro")},
};
constexpr std::array kRegions {
    Renamed {QLatin1StringView("BU"), QLatin1StringView("MM")},
    Renamed {QLatin1StringView("DD"), QLatin1StringView("DE")},
    Renamed {QLatin1StringView("FX"), QLatin1StringView("FR")},
    Renamed {QLatin1StringView("TP"), QLatin1StringView("TL")},
    Renamed {QLatin1StringView("YD"), QLatin1StringView("YE")},
    Renamed {QLatin1StringView("ZR"), QLatin1StringView("CD")},
};

template <std::size_t N>
QString preferred(const QString &subtag, const std::array<Renamed, N> &table)
{
    const auto found = std::ranges::find(table, subtag, &Renamed::from);
    return found == table.end() ? subtag : QString(found->to);
}

template <std::size_t N>
bool isDeprecated(QStringView subtag, const std::array<Renamed, N> &table)
{
    return std::ranges::any_of(table, [subtag](const Renamed &entry) { // both have two letters
        return subtag[0] == entry.from[0] && subtag[1] == entry.from[1];
    });
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isLetterOrDigit(QChar c)
{
    return isLetter(c) || (c >= u'0' && c <= u'9');
}

/// "en" and "en-US" are nearly all there is.
bool isInOneForm(QStringView text)
{
    const auto isLower = [](QChar c) { return c >= u'a' && c <= u'z'; };
    const auto isUpper = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    if (text.size() != 2 && text.size() != 5)
        return false;
    if (!isLower(text[0]) || !isLower(text[1]) || isDeprecated(text.first(2), kLanguages))
        return false;
    return text.size() == 2
        || (text[2] == u'-' && isUpper(text[3]) && isUpper(text[4]) && !isDeprecated(text.last(2), kRegions));
}

} // namespace

QString canonicalLanguage(QStringView text)
{
    text = text.trimmed();
    // The next language, its weight, and what POSIX adds: a character set and a modifier.
    const auto end = std::ranges::find_if(
        text, [](QChar c) { return c == u',' || c == u';' || c == u'.' || c == u'@' || c.isSpace(); });
    text = text.first(end - text.begin());
    if (isInOneForm(text))
        return text.toString();
    const QString tag = text.toString().replace(u'_', u'-');
    const QStringList subtags = tag.split(u'-');
    const QString &language = subtags.constFirst();
    if (language.size() < 2 || language.size() > kMaxSubtag || !std::ranges::all_of(language, isLetter)
        || language.compare(QLatin1StringView("posix"), Qt::CaseInsensitive) == 0)
        return {};
    QString result = preferred(language.toLower(), kLanguages);
    bool isExtension = false; // behind a single letter everything is in lower case
    for (qsizetype i = 1; i < subtags.size(); ++i) {
        QString subtag = subtags[i].toLower();
        if (subtag.isEmpty() || subtag.size() > kMaxSubtag || !std::ranges::all_of(subtag, isLetterOrDigit)
            || subtag == QLatin1StringView("posix") || subtag == QLatin1StringView("u"))
            break; // "-u-" says how dates are shown, not which language it is
        isExtension = isExtension || subtag.size() == 1;
        const bool isWord = !isExtension && std::ranges::all_of(subtag, isLetter);
        if (isWord && subtag.size() == 4)
            subtag[0] = subtag[0].toUpper();
        else if (isWord && subtag.size() == 2)
            subtag = preferred(subtag.toUpper(), kRegions);
        if (result.size() + 1 + subtag.size() > kMaxTag)
            break;
        result += u'-' + subtag;
    }
    // A single letter announces what follows; nothing does.
    while (result.size() > 2 && result[result.size() - 2] == u'-')
        result.chop(2);
    return result;
}
