// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

/// Reads one JSON document from front to back, without building a tree.
///
/// Stricter than QJsonDocument where bytes come from strangers: the text must be UTF-8, nest no deeper than
/// kMaxDepth; both end in failed(). A byte order mark in front is passed over. A lone surrogate, which any
/// browser sends after cutting an emoji in half, reads as U+FFFD. A number beyond the range of a double is
/// passed over, and holdsHugeNumber() tells.
///
/// The reader borrows the text. After a failure every call is a harmless no-op that returns false, so a
/// caller checks failed() once, at the end. Every value that was announced (by nextKey() or nextElement())
/// must be consumed exactly once, by a read, an enter or skip().
///
///     if (reader.enterObject()) {
///         QByteArrayView key;
///         while (reader.nextKey(&key))
///             …
///     }
class JsonReader
{
public:
    enum class Type : quint8 { None, Null, Bool, Number, String, Array, Object };
    static constexpr int kMaxDepth = 64;

    explicit JsonReader(QByteArrayView text);

    /// Type of the next value; None when there is none.
    Type peek();

    /// REQUIRES: peek() is Object; otherwise the document counts as malformed.
    bool enterObject();
    /// Moves to the next member; false after the last one. `key` is valid until the next call.
    bool nextKey(QByteArrayView *key);
    /// REQUIRES: peek() is Array.
    bool enterArray();
    bool nextElement();

    /// REQUIRES for each: peek() is that type.
    bool readString(QString *text);
    /// False without failed() for a number beyond the range of a double. `integer` tells a number written
    /// without fraction and exponent.
    bool readNumber(double *number, bool *integer = nullptr);
    bool readBool(bool *value);

    /// Skips the next value of any type, checking its syntax.
    bool skip();
    /// Appends the next value as compact JSON: no blanks, numbers as they were written, but 0 for what is
    /// too small for a double, and a string for what is too large.
    bool appendCompact(QByteArray *out);

    /// True when the document was well formed and only blanks are left.
    bool finish();
    bool failed() const { return m_failed; }
    /// True if there was a number beyond the range of a double.
    bool holdsHugeNumber() const { return m_holdsHugeNumber; }

private:
    struct RawString
    {
        QByteArrayView text; ///< between the quotes
        bool escaped = false;
    };

    bool fail();
    void skipBlanks();
    bool consume(char c);
    bool open(char c);
    bool nextItem(char close, bool *ended);
    quint64 levelBit() const { return quint64(1) << ((m_depth - 1) & (kMaxDepth - 1)); }
    bool scanString(RawString *raw);
    bool scanEscape(const char **at);
    bool scanNumber(QByteArrayView *raw, bool *integer);
    bool scanLiteral(QByteArrayView word);
    static QString decoded(const RawString &raw);

    const char *m_at;
    const char *m_end;
    quint64 m_started = 0; ///< bit n: the container at depth n + 1 has had a first item
    int m_depth = 0;
    bool m_failed = false;
    bool m_holdsHugeNumber = false;
    QByteArray m_key; ///< holds a key that was written with escapes
};

/// Appends `text` as a JSON string with quotes and escapes.
void appendJsonString(QByteArray *out, QStringView text);
/// The same for valid UTF-8.
void appendJsonString(QByteArray *out, QByteArrayView utf8);
