// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/linkfiles/linkrows.h"

#include <algorithm>

namespace {

/// "Long URL", "long_url" and "longUrl" are one.
QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name.trimmed().toLower()) {
        if (c != u' ' && c != u'_' && c != u'-')
            plain += c;
    }
    return plain;
}

QStringList wordsOf(QLatin1StringView names)
{
    return QString(names).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

LinkColumns::LinkColumns(const QStringList &header) : m_header(header)
{
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString name = plainName(header[i]);
        if (name.isEmpty())
            continue;
        if (m_twice.isEmpty() && m_places.contains(name))
            m_twice = header[i];
        m_places.insert(name, i);
    }
}

bool LinkColumns::hasOneOf(QLatin1StringView names) const
{
    const QStringList words = wordsOf(names);
    return std::ranges::any_of(words, [this](const QString &word) { return m_places.contains(word); });
}

QString LinkColumns::value(const QStringList &cells, QLatin1StringView names) const
{
    qsizetype from = 0;
    while (from < names.size()) {
        const qsizetype blank = names.indexOf(u' ', from);
        const qsizetype end = blank < 0 ? names.size() : blank;
        const qsizetype place = m_places.value(QString(names.sliced(from, end - from)).remove(u'_'), -1);
        if (place >= 0 && place < cells.size() && !cells[place].isEmpty())
            return cells[place];
        from = end + 1;
    }
    return {};
}

QString LinkColumns::otherThan(QLatin1StringView names) const
{
    const QStringList words = wordsOf(names);
    for (const QString &name : m_header) {
        if (!words.contains(plainName(name)))
            return name;
    }
    return {};
}

QString inSentence(const QString &text)
{
    constexpr qsizetype kMost = 300;
    QString shown = text.size() > kMost ? text.first(kMost) + u'…' : text;
    for (QChar &c : shown) {
        if (!c.isPrint() && !c.isSurrogate())
            c = u'\ufffd';
    }
    return shown;
}
