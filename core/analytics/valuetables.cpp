// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/valuetables.h"

#include "core/types/placetext.h"
#include "core/types/urltext.h"

#include <algorithm>
#include <utility>

namespace {

/// What a text is found by. A city is one value whatever positions databases gave it: its visitors are
/// counted once.
QString keyOf(Column column, const QString &text)
{
    return column == Column::Place ? PlaceText::key(text) : text;
}

std::size_t placeOf(Column part)
{
    return static_cast<std::size_t>(std::ranges::find(kTouchParts, part) - kTouchParts.begin());
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
    m_touches = {TouchCodes()};
}

quint32 ValueTables::codeOf(Column column, const QString &text)
{
    const std::lock_guard lock(m_mutex);
    return insert(column, text);
}

quint32 ValueTables::insert(Column column, const QString &text)
{
    Table &table = m_tables[indexOf(column)];
    const QString key = keyOf(column, text);
    if (const auto known = table.codes.constFind(key); known != table.codes.constEnd())
        return *known;
    const auto code = static_cast<quint32>(table.texts.size());
    table.texts.append(text);
    table.codes.insert(key, code);
    return code;
}

quint32 ValueTables::codeOfTouch(const Touch &touch)
{
    const Campaign &campaign = touch.campaign;
    const std::array<QString, kTouchParts.size()> parts {
        touch.source,  touch.channel, touch.referrer,   campaign.source,         campaign.medium,
        campaign.name, campaign.term, campaign.content, bareHost(touch.referrer)};
    const std::lock_guard lock(m_mutex);
    TouchCodes codes {};
    QStringList numbers;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        codes[i] = insert(kTouchParts[i], parts[i]);
        numbers.append(QString::number(codes[i]));
    }
    const quint32 code = insert(Column::Touch, numbers.join(u' '));
    if (code == m_touches.size())
        m_touches.push_back(codes);
    return code;
}

std::optional<ValueTables::TouchCodes> ValueTables::touchCodes(const QString &text) const
{
    TouchCodes codes {};
    const QList<QStringView> numbers = QStringView(text).split(u' ');
    if (numbers.size() != static_cast<qsizetype>(codes.size()))
        return std::nullopt;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        bool isNumber = false;
        codes[i] = numbers[static_cast<qsizetype>(i)].toUInt(&isNumber);
        if (!isNumber || codes[i] >= static_cast<quint32>(m_tables[indexOf(kTouchParts[i])].texts.size()))
            return std::nullopt;
    }
    return codes;
}

std::vector<quint32> ValueTables::partsOfTouches(Column column) const
{
    const std::size_t place = placeOf(column);
    const std::lock_guard lock(m_mutex);
    std::vector<quint32> parts;
    parts.reserve(m_touches.size());
    for (const TouchCodes &codes : m_touches)
        parts.push_back(codes[place]);
    if (column == Column::Channel) // of what is no touch
        parts.front() = m_tables[indexOf(column)].codes.value(kDirectChannel);
    return parts;
}

quint32 ValueTables::partOfTouch(quint32 touch, Column column) const
{
    const std::lock_guard lock(m_mutex);
    return touch < m_touches.size() ? m_touches[touch][placeOf(column)] : 0;
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
            if (column == Column::Touch) {
                const std::optional<TouchCodes> codes = touchCodes(text);
                if (!codes)
                    return true;
                m_touches.push_back(*codes);
            }
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

void ValueTables::takeUp(qint64 erasures)
{
    const std::lock_guard lock(m_mutex);
    const qint64 before = std::exchange(m_erasures, erasures);
    if (before == erasures || before < 0)
        return;
    reset();
    ++m_generation;
}

qint64 ValueTables::erasures() const
{
    const std::lock_guard lock(m_mutex);
    return m_erasures;
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
