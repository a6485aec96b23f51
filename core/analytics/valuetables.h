// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"

#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <mutex>

/// Which code stands for which text, per column. Codes count up from 0, which is the empty text, in the order
/// in which texts were first met: what is frequent is met early and gets a small number.
///
/// Thread-safe: days are read into segments in one thread while another asks. Codes once given never change.
class ValueTables final
{
public:
    ValueTables();

    /// Places that differ in their position only have one code; text() gives the position met first.
    quint32 codeOf(Column column, const QString &text);
    QString text(Column column, quint32 code) const;
    /// How many codes there are; all are below it.
    quint32 size(Column column) const;
    /// Texts from `first` on; a copy that shares its strings.
    QList<QString> texts(Column column, quint32 first = 0) const;
    /// Takes up codes that were stored, `first` and the following. False when the table holds other texts
    /// there.
    bool extend(Column column, quint32 first, const QList<QString> &texts);
    /// Makes all codes void; generation() counts up.
    void clear();
    quint64 generation() const;

private:
    struct Table
    {
        QList<QString> texts;
        QHash<QString, quint32> codes; ///< by key: the text, of a place without its position
    };
    void reset();

    mutable std::mutex m_mutex;
    std::array<Table, kColumnCount> m_tables;
    quint64 m_generation = 0;
};

/// Order of values with equal counts: by code point, as UTF-8 sorts.
bool isValueBefore(const QString &a, const QString &b);
