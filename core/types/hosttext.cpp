// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/hosttext.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>
#include <string_view>

namespace {

constexpr qsizetype kMaxConverted = 1024; ///< longer texts are no hosts, and not worth a conversion

/// By ASCII character: what no host has, the forbidden domain code points of the URL Standard. A table,
/// because every hit asks.
constexpr std::array<bool, 0x80> kForbidden = [] {
    std::array<bool, 0x80> table {};
    for (std::size_t c = 0; c <= ' '; ++c)
        table[c] = true;
    for (const char c : std::string_view("#%/:<>?@[\\]^|\x7f"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHostCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || isDigit(c) || c == u'-' || c == u'_' || c == u'.';
}

QStringView withoutFinalDots(QStringView host)
{
    while (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

/// Letters of Cyrillic that look like Latin ones.
bool looksLatin(char32_t c)
{
    constexpr std::u32string_view kLookAlikes = U"асԁеһіјӏорԛѕԝхуьґѵ";
    return kLookAlikes.find(c) != std::u32string_view::npos;
}

/// Scripts that are written together count as one.
QChar::Script scriptOf(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    switch (script) {
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo: return QChar::Script_Han;
    case QChar::Script_Inherited: return QChar::Script_Common;
    default: return script;
    }
}

bool isHonest(QStringView label)
{
    QChar::Script script = QChar::Script_Common;
    bool isAllLookAlike = true;
    const auto characters = label.toUcs4();
    for (const uint c : characters) {
        if (!QChar::isPrint(c) || QChar::isSpace(c))
            return false;
        const QChar::Script own = scriptOf(c);
        if (own == QChar::Script_Common)
            continue;
        if (script != QChar::Script_Common && own != script)
            return false;
        script = own;
        isAllLookAlike = isAllLookAlike && own == QChar::Script_Cyrillic && looksLatin(c);
    }
    return script != QChar::Script_Cyrillic || !isAllLookAlike;
}

} // namespace

std::optional<QString> writtenIpv6(QStringView text)
{
    constexpr qsizetype kLongest = 45; // with an IPv4 address at its end
    if (text.size() > kLongest || !text.contains(u':') || text.contains(u'%'))
        return std::nullopt;
    const QHostAddress address(text.toString());
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return std::nullopt;
    return u'[' + address.toString() + u']';
}

QString canonicalHost(QStringView host)
{
    bool isPlain = true;
    bool isLower = true;
    for (const QChar c : host) { // without branches
        isPlain &= c < QChar(0x80) && c != u'%' && c != u'[' && c != u':';
        isLower &= c < u'A' || c > u'Z';
    }
    if (isPlain) {
        host = withoutFinalDots(host);
        return isLower ? host.toString() : host.toString().toLower();
    }
    host = withoutFinalDots(host);
    const bool isAddress = host.startsWith(u'[') && host.endsWith(u']');
    if (isAddress) {
        if (const std::optional<QString> address = writtenIpv6(host.sliced(1, host.size() - 2)))
            return *address;
    } else if (host.size() <= kMaxConverted) {
        // Browsers decode "b%C3%BCcher.example" before they ask for it (URL Standard, host parsing).
        const QString text = host.contains(u'%') ? QUrl::fromPercentEncoding(host.toUtf8()) : host.toString();
        const QString ace = QString::fromLatin1(QUrl::toAce(withoutFinalDots(text).toString()));
        const QStringView name = withoutFinalDots(ace);
        if (!name.isEmpty() && std::ranges::all_of(name, isHostCharacter))
            return name.toString();
    }
    // No name that IDNA takes. Letters beyond ASCII stay: in lower case it might take them.
    QString lower = host.toString();
    for (QChar &c : lower) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() | 0x20);
    }
    return lower;
}

bool isAskableHost(QStringView host)
{
    if (host.startsWith(u'['))
        return host.endsWith(u']') && writtenIpv6(host.sliced(1, host.size() - 2));
    const auto isForbidden = [](QChar c) { return c < QChar(0x80) && kForbidden[c.unicode()]; };
    return !host.isEmpty() && std::ranges::none_of(host, isForbidden);
}

QString readableHost(const QString &host)
{
    if (!host.contains(QLatin1StringView("xn--")) || host.size() > kMaxConverted)
        return host;
    const QString text = QUrl::fromAce(host.toLatin1(), QUrl::IgnoreIDNWhitelist);
    const auto labels = QStringView(text).split(u'.');
    const auto originals = QStringView(host).split(u'.');
    if (labels.size() != originals.size())
        return host;
    QStringList shown;
    for (qsizetype i = 0; i < labels.size(); ++i)
        shown.append((isHonest(labels[i]) ? labels[i] : originals[i]).toString());
    const QString readable = shown.join(u'.');
    return canonicalHost(readable) == host ? readable : host;
}
