// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/propsbuilder.h"

#include <QLocale>

#include <utility>

PropsBuilder::PropsBuilder(qsizetype maxCount, qsizetype maxBytes) :
    m_maxCount(maxCount), m_maxBytes(maxBytes)
{
}

bool PropsBuilder::readObject(JsonReader &reader)
{
    if (!reader.enterObject())
        return false;
    QByteArrayView key;
    while (reader.nextKey(&key))
        readMember(reader, key);
    return !reader.failed();
}

bool PropsBuilder::readMember(JsonReader &reader, QByteArrayView key)
{
    // Past the limits nothing is looked up any more: an object of a million keys costs its scan only.
    if (m_entries.size() >= m_maxCount && m_overflowed)
        return reader.skip();
    const qsizetype start = m_text.size();
    const JsonReader::Type type = reader.peek();
    if (type == JsonReader::Type::Object || type == JsonReader::Type::Array) {
        m_hasNested = true;
        QByteArray nested;
        if (!reader.appendCompact(&nested))
            return false;
        appendJsonString(&m_text, QByteArrayView(nested));
    } else if (!reader.appendCompact(&m_text)) {
        return false;
    }
    commit(key, start);
    return true;
}

void PropsBuilder::setText(QByteArrayView key, QStringView text)
{
    const qsizetype start = m_text.size();
    appendJsonString(&m_text, text);
    commit(key, start);
}

void PropsBuilder::setNumber(QByteArrayView key, double number)
{
    const qsizetype start = m_text.size();
    m_text.append(QByteArray::number(number, 'g', QLocale::FloatingPointShortest));
    commit(key, start);
}

void PropsBuilder::commit(QByteArrayView key, qsizetype valueStart)
{
    const qsizetype valueSize = m_text.size() - valueStart;
    const qsizetype keyStart = m_text.size();
    appendJsonString(&m_text, key);
    const qsizetype keySize = m_text.size() - keyStart;
    const Entry *known = find(QByteArrayView(m_text).sliced(keyStart + 1, keySize - 2));
    if (m_text.size() > m_maxBytes || (!known && m_entries.size() >= m_maxCount)) {
        m_overflowed = true;
        m_text.truncate(valueStart);
        return;
    }
    if (known) {
        m_text.truncate(keyStart);
        m_entries[known - m_entries.constData()].value = valueStart;
        m_entries[known - m_entries.constData()].valueSize = valueSize;
    } else {
        m_entries.append({keyStart, keySize, valueStart, valueSize});
    }
}

const PropsBuilder::Entry *PropsBuilder::find(QByteArrayView token) const
{
    for (const Entry &entry : m_entries) {
        if (QByteArrayView(m_text).sliced(entry.key + 1, entry.keySize - 2) == token)
            return &entry;
    }
    return nullptr;
}

QByteArrayView PropsBuilder::value(const Entry &entry) const
{
    return QByteArrayView(m_text).sliced(entry.value, entry.valueSize);
}

std::optional<QString> PropsBuilder::text(QByteArrayView key) const
{
    const Entry *entry = find(key);
    QString text;
    if (!entry)
        return {};
    JsonReader reader(value(*entry));
    if (reader.peek() != JsonReader::Type::String || !reader.readString(&text))
        return {};
    return text;
}

std::optional<double> PropsBuilder::number(QByteArrayView key) const
{
    const Entry *entry = find(key);
    double number = 0;
    if (!entry)
        return {};
    JsonReader reader(value(*entry));
    if (reader.peek() != JsonReader::Type::Number || !reader.readNumber(&number))
        return {};
    return number;
}

bool PropsBuilder::isTrue(QByteArrayView key) const
{
    const Entry *entry = find(key);
    return entry && value(*entry) == "true";
}

QString PropsBuilder::toJson() const
{
    if (m_entries.isEmpty())
        return {};
    QByteArray json;
    json.reserve(m_text.size() + 2 * m_entries.size() + 2);
    char separator = '{';
    for (const Entry &entry : m_entries) {
        json.append(separator).append(QByteArrayView(m_text).sliced(entry.key, entry.keySize));
        json.append(':').append(value(entry));
        separator = ',';
    }
    json.append('}');
    return QString::fromUtf8(json);
}
