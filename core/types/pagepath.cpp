// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/pagepath.h"

#include "core/types/urltext.h"

#include <QList>

#include <algorithm>
#include <array>
#include <string_view>

namespace {

/// What a URL cannot hold and people see nevertheless: shown as it is, however it was sent. Not "\", which
/// browsers take for "/".
constexpr std::string_view kShownOnly = "\"<>^`{|}[]";

/// What stands for itself in a path: RFC 3986's pchar and "/", and what is shown. "?" and "#" do not occur in
/// one, but in the names of pages that routers keep in the fragment.
constexpr std::array<bool, 128> kStandsForItself = [] {
    std::array<bool, 128> table {};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    for (const char c : std::string_view("-._~!$&'()*+,;=:@/?#"))
        table[static_cast<unsigned char>(c)] = true;
    for (const char c : kShownOnly)
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

/// Whether its escape means nothing but the character.
bool isSameEscaped(int c)
{
    return kShownOnly.find(static_cast<char>(c)) != std::string_view::npos || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

int hexValue(QChar digit)
{
    const char16_t c = digit.unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    const char16_t lower = c | 0x20;
    return c < 0x80 && lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// The byte that the escape at `at` stands for, or -1.
int escapedByte(QStringView text, qsizetype at)
{
    if (at + 2 >= text.size() || text[at] != u'%')
        return -1;
    const int high = hexValue(text[at + 1]);
    const int low = hexValue(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
}

void appendEscape(QString &text, int byte)
{
    constexpr std::u16string_view kDigits = u"0123456789ABCDEF";
    text += u'%';
    text += QChar(kDigits[static_cast<std::size_t>(byte >> 4 & 15)]);
    text += QChar(kDigits[static_cast<std::size_t>(byte & 15)]);
}

void appendCharacter(QString &text, char32_t c)
{
    text += QStringView(QChar::fromUcs4(c));
}

/// False for what cannot be seen or changes how its neighbours are shown. Joiners are part of words in
/// Persian and Indian languages and of emoji, and mean nothing behind ASCII.
bool canBeShown(char32_t c, const QString &before)
{
    if (c == 0x200C || c == 0x200D)
        return !before.isEmpty() && before.back().unicode() >= 0x80;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return false;
    default: return !QChar::isNonCharacter(c);
    }
}

/// The character whose UTF-8 the escapes from `at` on are, with their number of bytes; 0 bytes when they are
/// none (RFC 3629: no overlong forms, no surrogates).
std::pair<char32_t, int> escapedCharacter(QStringView text, qsizetype at)
{
    const int lead = escapedByte(text, at);
    const int length = lead >= 0xC2 && lead <= 0xDF ? 2
        : lead >= 0xE0 && lead <= 0xEF              ? 3
        : lead >= 0xF0 && lead <= 0xF4              ? 4
                                                    : 0;
    if (length == 0)
        return {0, 0};
    auto c = static_cast<char32_t>(lead & (0xFF >> (length + 1)));
    for (int i = 1; i < length; ++i) {
        const int next = escapedByte(text, at + 3 * i);
        if (next < 0x80 || next > 0xBF)
            return {0, 0};
        c = c << 6 | static_cast<char32_t>(next & 0x3F);
    }
    const bool isSound = (length == 2 || c >= (length == 3 ? 0x800U : 0x10000U)) && c <= 0x10FFFF
        && !(c >= 0xD800 && c <= 0xDFFF);
    return {c, isSound ? length : 0};
}

void appendEscapes(QString &text, char32_t c)
{
    const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
    for (const char byte : bytes)
        appendEscape(text, static_cast<uchar>(byte));
}

bool isInOneForm(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= 0x80 || !kStandsForItself[c] || (c == u'.' && i > 0 && text[i - 1] == u'/'))
            return false;
    }
    return true;
}

/// True when a hex digit behind `text` would make an escape of a "%" at `bare` that is none.
bool wouldEscape(const QString &text, qsizetype bare)
{
    const qsizetype behind = text.size() - bare - 1;
    return bare >= 0 && (behind == 0 || (behind == 1 && hexValue(text.back()) >= 0));
}

/// Marks that would merge with the last digit of an escape: "%3C" and a cedilla.
bool isMark(char32_t c)
{
    return QChar::combiningClass(c) != 0;
}

QString rewrittenOnce(QStringView path, bool isPiece)
{
    QString text;
    text.reserve(path.size());
    qsizetype bare = -1; // the last "%" that begins no escape
    bool isBehindEscape = false;
    const auto append = [&](char32_t c, qsizetype sent) {
        const bool isShown = canBeShown(c, text) && !(isBehindEscape && isMark(c));
        if (isShown)
            appendCharacter(text, c);
        else
            appendEscapes(text, c);
        isBehindEscape = !isShown;
        return sent;
    };
    for (qsizetype i = 0; i < path.size();) {
        const char16_t c = path[i].unicode();
        if (const int byte = c == u'%' ? escapedByte(path, i) : -1; byte >= 0) {
            const auto [character, length] = escapedCharacter(path, i);
            if (length > 0) {
                i += append(character, 3 * length);
                continue;
            }
            const bool isPlain = isSameEscaped(byte)
                && !(hexValue(QChar(byte)) >= 0 && wouldEscape(text, bare));
            if (isPlain)
                text += QChar(byte);
            else
                appendEscape(text, byte);
            isBehindEscape = !isPlain;
            i += 3;
        } else if (c < 0x80) {
            if (c == u'%')
                bare = text.size();
            isBehindEscape = c != u'%' && !kStandsForItself[c];
            if (isBehindEscape)
                appendEscape(text, c);
            else
                text += QChar(c);
            ++i;
        } else {
            const bool isPair = QChar::isHighSurrogate(c) && i + 1 < path.size()
                && path[i + 1].isLowSurrogate();
            const char32_t character = isPair ? QChar::surrogateToUcs4(c, path[i + 1].unicode()) : c;
            if (isPiece && QChar::isSurrogate(character)) // of a pair that was cut
                text += path[i++];
            else
                i += append(QChar::isSurrogate(character) ? char32_t {0xFFFD} : character, isPair ? 2 : 1);
        }
    }
    return text;
}

/// Composed (NFC), as keyboards write it and file systems of Apple do not. Composing may bring forth what is
/// written differently ("`" of U+1FEF), so that it is looked at again.
QString rewritten(QStringView path, bool isPiece)
{
    constexpr int kMostRounds = 4;
    QString text = rewrittenOnce(path, isPiece);
    for (int round = 0; round < kMostRounds; ++round) {
        const auto isBeyondLatin1 = [](QChar c) { return c.unicode() >= 0x300; }; // all before are composed
        if (std::ranges::none_of(text, isBeyondLatin1))
            return text;
        const QString composed = text.normalized(QString::NormalizationForm_C);
        if (composed == text)
            return text;
        text = rewrittenOnce(composed, isPiece);
    }
    return text;
}

/// RFC 3986, 5.2.4, of a path that begins with "/".
QString withoutDotSegments(const QString &path)
{
    if (!path.contains(QLatin1StringView("/.")))
        return path;
    const auto segments = QStringView(path).sliced(1).split(u'/');
    QList<QStringView> kept;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const QStringView segment = segments[i];
        const bool isUp = segment == QStringView(u"..");
        if (!isUp && segment != QStringView(u".")) {
            kept.append(segment);
            continue;
        }
        if (isUp && !kept.isEmpty())
            kept.removeLast();
        if (i + 1 == segments.size())
            kept.append(QStringView());
    }
    QString text;
    text.reserve(path.size());
    for (const QStringView segment : std::as_const(kept))
        text += u'/' + segment.toString();
    return text.isEmpty() ? QStringLiteral("/") : text;
}

} // namespace

QString canonicalPath(QStringView path)
{
    if (isInOneForm(path))
        return path.toString();
    const QString text = rewritten(path, false);
    return text.startsWith(u'/') ? withoutDotSegments(text) : text;
}

QString canonicalPathPiece(QStringView piece)
{
    return isInOneForm(piece) ? piece.toString() : rewritten(piece, true);
}

QString pagePath(QStringView url, bool fragmentNamesPage)
{
    const QString path = canonicalPath(urlPath(url));
    const QStringView fragment = fragmentNamesPage ? urlFragment(url) : QStringView();
    const qsizetype end = fragment.indexOf(u'?');
    const QStringView name = end < 0 ? fragment : fragment.first(end);
    return name.isEmpty() ? path : path + u'#' + rewritten(name, false);
}

QString PageGrouping::of(const QString &path) const
{
    if (isNone())
        return path;
    QString page = path;
    if (joinsCase)
        page = canonicalPath(page.toLower()); // escapes stay in capitals
    while (joinsSlashes && page.size() > 1 && page.endsWith(u'/'))
        page.chop(1);
    return page;
}
