// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"
#include "core/types/touch.h"

#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <mutex>
#include <optional>
#include <vector>

/// The parts of a touch. The order is stored.
constexpr std::array kTouchParts {Column::Source,    Column::Channel,    Column::Referrer,
                                  Column::UtmSource, Column::UtmMedium,  Column::UtmCampaign,
                                  Column::UtmTerm,   Column::UtmContent, Column::ReferrerHost};

/// Maps texts to codes, per column. Codes count up from 0, the empty text, in the order
/// in which texts were first met: frequent texts are met early and get small numbers.
///
/// Thread-safe: one thread reads days into segments while another asks. A given code never changes.
class ValueTables final
{
public:
    ValueTables();

    /// Places that differ only in their position have one code; text() returns the position met first.
    quint32 codeOf(Column column, const QString &text);
    /// For Column::Touch: a touch consists of the codes of its parts, which are added first.
    quint32 codeOfTouch(const Touch &touch);
    QString text(Column column, quint32 code) const;
    /// The code of a part by code of Column::Touch: `column` is one of kTouchParts.
    std::vector<quint32> partsOfTouches(Column column) const;
    quint32 partOfTouch(quint32 touch, Column column) const;
    /// Number of codes; all are less than it.
    quint32 size(Column column) const;
    /// Texts from `first` on; a copy that shares its strings.
    QList<QString> texts(Column column, quint32 first = 0) const;
    /// Adds stored codes, from `first` on. False when the table holds other texts
    /// there. Stops at a touch whose parts are unknown: segments that use it are rejected.
    bool extend(Column column, quint32 first, const QList<QString> &texts);
    /// Makes all codes invalid; increments generation().
    void clear();
    quint64 generation() const;
    /// How often stored values were erased: if that differs from the last call, all codes become invalid.
    void takeUp(qint64 erasures);
    qint64 erasures() const;

private:
    struct Table
    {
        QList<QString> texts;
        QHash<QString, quint32> codes; ///< by key: the text, for a place without its position
    };
    using TouchCodes = std::array<quint32, kTouchParts.size()>; ///< in the order of kTouchParts

    // REQUIRE: the mutex is held.
    void reset();
    quint32 insert(Column column, const QString &text);
    std::optional<TouchCodes> touchCodes(const QString &text) const;

    mutable std::mutex m_mutex; // guards the members below
    std::array<Table, kColumnCount> m_tables;
    std::vector<TouchCodes> m_touches; ///< by code of Column::Touch
    quint64 m_generation = 0;
    qint64 m_erasures = -1; ///< -1 = not known yet
};

/// Order of values with equal counts: by code point, as UTF-8 sorts.
bool isValueBefore(const QString &a, const QString &b);
