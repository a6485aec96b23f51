// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkcode.h"

#include "core/types/site.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array kReserved {
    u"e",       u"t",     u"p",     u"l",       u"q",         u"api",     u"health",  u"collect", u"count",
    u"counter", u"share", u"sites", u"scripts", u"dashboard", u"errors",  u"issues",  u"js",      u"batch",
    u"i",       u"v1",    u"mp",    u"log",     u"track",     u"healthz", u"metrics",
};

QLatin1StringView charactersOf(CodeAlphabet alphabet)
{
    switch (alphabet) {
    case CodeAlphabet::Readable: return QLatin1StringView("abcdefghjkmnpqrstuvwxyz23456789");
    case CodeAlphabet::Mixed:
        return QLatin1StringView("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    case CodeAlphabet::Small: break;
    }
    return QLatin1StringView("abcdefghijklmnopqrstuvwxyz0123456789");
}

} // namespace

bool isReservedCode(QStringView code)
{
    return std::ranges::any_of(kReserved, [code](const char16_t *word) {
        return code.compare(QStringView(word), Qt::CaseInsensitive) == 0;
    });
}

bool isValidLinkCode(QStringView code)
{
    return isValidSiteId(code) && !isReservedCode(code);
}

QString randomCode(CodeAlphabet alphabet, int length, QRandomGenerator &random)
{
    const QLatin1StringView characters = charactersOf(alphabet);
    QString code(std::clamp(length, 3, 32), u'a');
    do {
        for (QChar &c : code)
            c = characters.at(random.bounded(static_cast<int>(characters.size())));
    } while (isReservedCode(code));
    return code;
}

QString codeAsItLooks(QStringView code)
{
    QString looks = code.toString().toLower();
    for (QChar &c : looks) {
        if (c == u'0')
            c = u'o';
        else if (c == u'1' || c == u'i')
            c = u'l';
        else if (c == u'5')
            c = u's';
        else if (c == u'_')
            c = u'-';
    }
    return looks;
}
