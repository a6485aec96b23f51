// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/fieldlimits.h"
#include "core/types/jsonreader.h"

#include <QByteArray>
#include <QString>
#include <QVarLengthArray>

#include <optional>

/// Collects the properties of one hit as compact JSON text: scalars as they are, nested values as their
/// JSON text in a string. Of two equal keys the last one counts, as in a browser.
///
/// What does not fit is left out, and overflowed() is true; the work stays bounded by the input.
class PropsBuilder
{
public:
    explicit PropsBuilder(qsizetype maxCount = kMaxProps, qsizetype maxBytes = kMaxPropsBytes);

    /// Reads the members of the object at the reader's position.
    bool readObject(JsonReader &reader);
    /// Reads one value under the given key.
    bool readMember(JsonReader &reader, QByteArrayView key);

    void setText(QByteArrayView key, QStringView text);
    void setNumber(QByteArrayView key, double number);

    bool contains(QByteArrayView key) const { return find(key) != nullptr; }
    /// Only when the key is there and of that JSON type.
    std::optional<QString> text(QByteArrayView key) const;
    std::optional<double> number(QByteArrayView key) const;
    bool isTrue(QByteArrayView key) const;

    bool overflowed() const { return m_overflowed; }
    /// True when an object or a list was read as a value; it is kept as text.
    bool hasNested() const { return m_hasNested; }
    /// The object, or empty when it has no members.
    QString toJson() const;

private:
    /// Offsets into m_text.
    struct Entry
    {
        qsizetype key, keySize, value, valueSize;
    };

    /// `token`: the key as JSON writes it, without quotes; a plain name is its own token.
    const Entry *find(QByteArrayView token) const;
    QByteArrayView value(const Entry &entry) const;
    /// Uses m_text from `valueStart` on as the value of `key`.
    void commit(QByteArrayView key, qsizetype valueStart);

    qsizetype m_maxCount;
    qsizetype m_maxBytes;
    QByteArray m_text; ///< keys and values, as JSON tokens, in order of arrival
    QVarLengthArray<Entry, 8> m_entries;
    bool m_overflowed = false;
    bool m_hasNested = false;
};
