// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/valuetables.h"

#include "core/types/placetext.h"

#include <algorithm>

namespace {

/// What a text is found by. A city is one value whatever positions databases gave it: its visitors are
/// counted once.
QString keyOf(Column column, const QString &text)
{
    return column == Column::Place ? PlaceText::key(text) : text;
}

} // namespace

ValueTables::ValueTables()
{
    reset();
}

void ValueTables::reset()
{
    for (Table &table : m_tables) {
        table.texts = {QString()};
        table.codes.clear();
        table.codes.insert(QString(), 0);
    }
}

quint32 ValueTables::codeOf(Column column, const QString &text)
{
    const std::lock_guard lock(m_mutex);
    Table &table = m_tables[indexOf(column)];
    const QString key = keyOf(column, text);
    if (const auto known = table.codes.constFind(key); known != table.codes.constEnd())
        return *known;
    const auto code = static_cast<quint32>(table.texts.size());
    table.texts.append(text);
    table.codes.insert(key, code);
    return code;
}

QString ValueTables::text(Column column, quint32 code) const
{
    const std::lock_guard lock(m_mutex);
    return m_tables[indexOf(column)].texts.value(code);
}

quint32 ValueTables::size(Column column) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<quint32>(m_tables[indexOf(column)].texts.size());
}

QList<QString> ValueTables::texts(Column column, quint32 first) const
{
    const std::lock_guard lock(m_mutex);
    return m_tables[indexOf(column)].texts.mid(first);
}

bool ValueTables::extend(Column column, quint32 first, const QList<QString> &texts)
{
    const std::lock_guard lock(m_mutex);
    Table &table = m_tables[indexOf(column)];
    qsizetype code = first;
    if (code > table.texts.size())
        return false;
    for (const QString &text : texts) {
        if (code < table.texts.size()) {
            if (table.texts[code] != text)
                return false;
        } else {
            const QString key = keyOf(column, text);
            if (table.codes.contains(key))
                return false;
            table.codes.insert(key, static_cast<quint32>(code));
            table.texts.append(text);
        }
        ++code;
    }
    return true;
}

void ValueTables::clear()
{
    const std::lock_guard lock(m_mutex);
    reset();
    ++m_generation;
}

quint64 ValueTables::generation() const
{
    const std::lock_guard lock(m_mutex);
    return m_generation;
}

bool isValueBefore(const QString &a, const QString &b)
{
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (a[i] == b[i])
            continue;
        // In UTF-16 a surrogate sorts before U+E000 to U+FFFF, its code point after them.
        const bool aIsBeyond = a[i].isSurrogate();
        const bool bIsBeyond = b[i].isSurrogate();
        return aIsBeyond == bIsBeyond ? a[i] < b[i] : bIsBeyond;
    }
    return a.size() < b.size();
}
