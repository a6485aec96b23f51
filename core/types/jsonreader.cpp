// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/jsonreader.h"

#include "core/types/ascii.h"

#include <algorithm>

using namespace Ascii;

namespace {

constexpr qsizetype kHexDigits = 4;

/// REQUIRES: four hex digits, checked by scanEscape().
char16_t hex4(const char *digits)
{
    unsigned value = 0;
    for (qsizetype i = 0; i < kHexDigits; ++i)
        value = value << 4 | static_cast<unsigned>(hexValue(digits[i]));
    return static_cast<char16_t>(value);
}

/// Whether the digits before the exponent say anything but zero.
bool hasNonZeroDigit(QByteArrayView number)
{
    const auto *const end = std::ranges::find_if(number, [](char c) { return (c | 0x20) == 'e'; });
    return std::any_of(number.begin(), end, [](char c) { return c >= '1' && c <= '9'; });
}

/// Whether a number that no double can hold is too small rather than too large; too small reads as 0.
bool isTiny(QByteArrayView number)
{
    for (qsizetype i = 0; i < number.size(); ++i) {
        if ((number[i] | 0x20) == 'e')
            return number[i + 1] == '-';
    }
    return number.startsWith("0.") || number.startsWith("-0.");
}

char16_t unescaped(char c)
{
    switch (c) {
    case 'b': return u'\b';
    case 'f': return u'\f';
    case 'n': return u'\n';
    case 'r': return u'\r';
    case 't': return u'\t';
    default: return static_cast<char16_t>(c); // quote, backslash, slash
    }
}

/// Half a surrogate pair stands for nothing and cannot be written as UTF-8.
void replaceLoneSurrogates(QString *text)
{
    for (qsizetype i = 0; i < text->size(); ++i) {
        const QChar c = text->at(i);
        if (!c.isSurrogate())
            continue;
        if (c.isHighSurrogate() && i + 1 < text->size() && text->at(i + 1).isLowSurrogate())
            ++i;
        else
            (*text)[i] = QChar::ReplacementCharacter;
    }
}

} // namespace

JsonReader::JsonReader(QByteArrayView text) : m_at(text.data()), m_end(text.data() + text.size())
{
    constexpr QByteArrayView kByteOrderMark("\xef\xbb\xbf"); // some programs begin every text with it
    if (text.startsWith(kByteOrderMark))
        m_at += kByteOrderMark.size();
    if (!text.isValidUtf8())
        fail();
}

bool JsonReader::fail()
{
    m_failed = true;
    m_at = m_end;
    return false;
}

void JsonReader::skipBlanks()
{
    while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

bool JsonReader::consume(char c)
{
    if (m_at >= m_end || *m_at != c)
        return fail();
    ++m_at;
    return true;
}

JsonReader::Type JsonReader::peek()
{
    skipBlanks();
    if (m_at >= m_end)
        return Type::None;
    switch (*m_at) {
    case '{': return Type::Object;
    case '[': return Type::Array;
    case '"': return Type::String;
    case 't':
    case 'f': return Type::Bool;
    case 'n': return Type::Null;
    default: return *m_at == '-' || isDigit(*m_at) ? Type::Number : Type::None;
    }
}

bool JsonReader::open(char c)
{
    skipBlanks();
    if (m_depth >= kMaxDepth)
        return fail();
    if (!consume(c))
        return false;
    ++m_depth;
    m_started &= ~levelBit();
    return true;
}

bool JsonReader::enterObject()
{
    return open('{');
}

bool JsonReader::enterArray()
{
    return open('[');
}

/// Steps over the comma, or over the closing bracket and out of the container.
bool JsonReader::nextItem(char close, bool *ended)
{
    *ended = false;
    if (m_failed)
        return false;
    skipBlanks();
    if (m_at < m_end && *m_at == close) {
        ++m_at;
        --m_depth;
        *ended = true;
        return false;
    }
    if ((m_started & levelBit()) != 0 && !consume(','))
        return false;
    m_started |= levelBit();
    skipBlanks();
    return true;
}

bool JsonReader::nextKey(QByteArrayView *key)
{
    bool ended = false;
    if (!nextItem('}', &ended))
        return false;
    RawString raw;
    if (!scanString(&raw))
        return false;
    if (raw.escaped) {
        m_key = decoded(raw).toUtf8();
        raw.text = m_key;
    }
    *key = raw.text;
    skipBlanks();
    return consume(':');
}

bool JsonReader::nextElement()
{
    bool ended = false;
    return nextItem(']', &ended);
}

bool JsonReader::scanEscape(const char **at)
{
    const char *p = *at + 1; // after the backslash
    if (p >= m_end)
        return fail();
    const char kind = *p++;
    if (kind == 'u') {
        if (m_end - p < kHexDigits)
            return fail();
        for (const char *digitsEnd = p + kHexDigits; p < digitsEnd; ++p) {
            if (hexValue(*p) < 0)
                return fail();
        }
    } else if (!QByteArrayView("\"\\/bfnrt").contains(kind)) {
        return fail();
    }
    *at = p;
    return true;
}

bool JsonReader::scanString(RawString *raw)
{
    if (!consume('"'))
        return false;
    const char *p = m_at;
    while (p < m_end && *p != '"') {
        if (static_cast<unsigned char>(*p) < 0x20)
            return fail();
        if (*p != '\\') {
            ++p;
            continue;
        }
        raw->escaped = true;
        if (!scanEscape(&p))
            return false;
    }
    if (p >= m_end)
        return fail();
    raw->text = QByteArrayView(m_at, p);
    m_at = p + 1;
    return true;
}

QString JsonReader::decoded(const RawString &raw)
{
    if (!raw.escaped)
        return QString::fromUtf8(raw.text);
    QString text;
    text.reserve(raw.text.size());
    const char *p = raw.text.begin();
    const char *const end = raw.text.end();
    while (p < end) {
        const char *plain = p;
        while (p < end && *p != '\\')
            ++p;
        text += QUtf8StringView(plain, p - plain).toString();
        if (p >= end)
            break;
        ++p;
        if (*p == 'u') {
            text += QChar(hex4(p + 1));
            p += 1 + kHexDigits;
        } else {
            text += QChar(unescaped(*p++));
        }
    }
    replaceLoneSurrogates(&text);
    return text;
}

bool JsonReader::readString(QString *text)
{
    skipBlanks();
    RawString raw;
    if (!scanString(&raw))
        return false;
    *text = decoded(raw);
    return true;
}

bool JsonReader::scanNumber(QByteArrayView *raw, bool *integer)
{
    skipBlanks();
    const char *const begin = m_at;
    const auto digits = [this] {
        const char *first = m_at;
        while (m_at < m_end && isDigit(*m_at))
            ++m_at;
        return m_at - first;
    };
    if (m_at < m_end && *m_at == '-')
        ++m_at;
    const bool leadingZero = m_at < m_end && *m_at == '0';
    const qsizetype whole = digits();
    if (whole == 0 || (leadingZero && whole > 1))
        return fail();
    *integer = true;
    if (m_at < m_end && *m_at == '.') {
        *integer = false;
        ++m_at;
        if (digits() == 0)
            return fail();
    }
    if (m_at < m_end && (*m_at == 'e' || *m_at == 'E')) {
        *integer = false;
        ++m_at;
        if (m_at < m_end && (*m_at == '+' || *m_at == '-'))
            ++m_at;
        if (digits() == 0)
            return fail();
    }
    *raw = QByteArrayView(begin, m_at);
    return true;
}

bool JsonReader::readNumber(double *number, bool *integer)
{
    QByteArrayView raw;
    bool whole = false;
    if (!scanNumber(&raw, &whole))
        return false;
    bool representable = false;
    *number = raw.toDouble(&representable);
    if (!representable && !isTiny(raw)) {
        m_holdsHugeNumber = true;
        return false;
    }
    if (integer)
        *integer = whole;
    return true;
}

bool JsonReader::scanLiteral(QByteArrayView word)
{
    if (m_end - m_at < word.size() || QByteArrayView(m_at, word.size()) != word)
        return fail();
    m_at += word.size();
    return true;
}

bool JsonReader::readBool(bool *value)
{
    skipBlanks();
    *value = m_at < m_end && *m_at == 't';
    return scanLiteral(*value ? QByteArrayView("true") : QByteArrayView("false"));
}

bool JsonReader::skip()
{
    return appendCompact(nullptr);
}

bool JsonReader::appendCompact(QByteArray *out)
{
    const Type type = peek();
    const char *const begin = m_at;
    switch (type) {
    case Type::None: return fail();
    case Type::Null:
        if (!scanLiteral("null"))
            return false;
        break;
    case Type::Bool: {
        bool ignored = false;
        if (!readBool(&ignored))
            return false;
        break;
    }
    case Type::Number: {
        double number = 0;
        if (!readNumber(&number)) {
            if (out && !m_failed)
                out->append('"').append(QByteArrayView(begin, m_at)).append('"');
            return !m_failed;
        }
        // Stricter readers, QJsonDocument among them, refuse the whole text for a number below any double.
        if (out && number == 0 && hasNonZeroDigit(QByteArrayView(begin, m_at))) {
            out->append('0');
            return true;
        }
        break;
    }
    case Type::String: {
        RawString raw;
        if (!scanString(&raw))
            return false;
        if (out && raw.escaped) {
            appendJsonString(out, QStringView(decoded(raw)));
            return true;
        }
        break;
    }
    case Type::Object:
    case Type::Array: {
        const bool object = type == Type::Object;
        if (!open(object ? '{' : '['))
            return false;
        if (out)
            out->append(object ? '{' : '[');
        for (bool first = true, ended = false;; first = false) {
            if (!nextItem(object ? '}' : ']', &ended)) {
                if (ended && out)
                    out->append(object ? '}' : ']');
                return ended;
            }
            if (out && !first)
                out->append(',');
            if (object) {
                if (peek() != Type::String || !appendCompact(out))
                    return fail();
                skipBlanks();
                if (!consume(':'))
                    return false;
                if (out)
                    out->append(':');
            }
            if (!appendCompact(out))
                return false;
        }
    }
    }
    if (out)
        out->append(QByteArrayView(begin, m_at));
    return true;
}

bool JsonReader::finish()
{
    skipBlanks();
    if (m_at < m_end || m_depth != 0)
        fail();
    return !m_failed;
}

void appendJsonString(QByteArray *out, QByteArrayView utf8)
{
    out->append('"');
    const char *plain = utf8.begin();
    for (const char *p = plain; p < utf8.end(); ++p) {
        const auto c = static_cast<unsigned char>(*p);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out->append(QByteArrayView(plain, p));
        plain = p + 1;
        out->append('\\');
        if (c == '"' || c == '\\') {
            out->append(*p);
        } else if (c == '\n') {
            out->append('n');
        } else if (c == '\t') {
            out->append('t');
        } else if (c == '\r') {
            out->append('r');
        } else {
            constexpr char kHex[] = "0123456789abcdef";
            out->append("u00").append(kHex[c >> 4]).append(kHex[c & 15]);
        }
    }
    out->append(QByteArrayView(plain, utf8.end()));
    out->append('"');
}

void appendJsonString(QByteArray *out, QStringView text)
{
    appendJsonString(out, QByteArrayView(text.toUtf8()));
}
