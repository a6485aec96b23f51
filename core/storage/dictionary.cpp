// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dictionary.h"

#include <utility>

Dictionary::Dictionary(Database &database) :
    m_database(database),
    m_find(database.prepare("SELECT id, text FROM dictionary WHERE hash = ?1")),
    m_insert(database.prepare("INSERT INTO dictionary (hash, text) VALUES (?1, ?2)")),
    m_erasures(database.prepare("SELECT erased_texts FROM store"))
{
}

void Dictionary::takeUp()
{
    const qint64 erasures = m_erasures.step() == Statement::Step::Row ? m_erasures.integer(0) : 0;
    m_erasures.reset();
    if (erasures != std::exchange(m_seenErasures, erasures))
        m_known.clear();
}

qint64 Dictionary::idOf(const QString &text)
{
    if (const qint64 *known = m_known.find(text))
        return *known;
    const qint64 id = look(text);
    return id == 0 ? 0 : m_known.insert(text, id);
}

void Dictionary::clear()
{
    m_known.clear();
}

qint64 Dictionary::look(const QString &text)
{
    const qint64 hash = dictionaryHash(text);
    qint64 id = 0;
    m_find.bind(1, hash);
    while (id == 0 && m_find.step() == Statement::Step::Row) {
        if (m_find.text(1) == text)
            id = m_find.integer(0);
    }
    m_find.reset();
    if (id != 0)
        return id;
    m_insert.bind(1, hash);
    m_insert.bind(2, QStringView(text));
    return m_insert.run() ? m_database.lastInsertId() : 0;
}

DictionaryReader::DictionaryReader(const Database &database) :
    m_find(database.prepare("SELECT text FROM dictionary WHERE id = ?1"))
{
}

QString DictionaryReader::textOf(qint64 id)
{
    if (id == 0)
        return {};
    if (const QString *known = m_known.find(id))
        return *known;
    QString text;
    m_find.bind(1, id);
    if (m_find.step() == Statement::Step::Row)
        text = m_find.text(0);
    m_find.reset();
    return m_known.insert(id, text);
}

qint64 dictionaryHash(const QString &text)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    const QByteArray bytes = text.toUtf8();
    for (const char byte : bytes) {
        hash ^= static_cast<quint8>(byte);
        hash *= 0x100000001b3ULL;
    }
    return static_cast<qint64>(hash);
}
