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

/// What a touch consists of. The order is stored.
constexpr std::array kTouchParts {Column::Source,    Column::Channel,    Column::Referrer,
                                  Column::UtmSource, Column::UtmMedium,  Column::UtmCampaign,
                                  Column::UtmTerm,   Column::UtmContent, Column::ReferrerHost};

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
    /// Of Column::Touch: a touch is named by the codes of its parts, which get theirs first.
    quint32 codeOfTouch(const Touch &touch);
    QString text(Column column, quint32 code) const;
    /// By code of Column::Touch, the code of one of its parts: `column` is one of kTouchParts.
    std::vector<quint32> partsOfTouches(Column column) const;
    quint32 partOfTouch(quint32 touch, Column column) const;
    /// How many codes there are; all are below it.
    quint32 size(Column column) const;
    /// Texts from `first` on; a copy that shares its strings.
    QList<QString> texts(Column column, quint32 first = 0) const;
    /// Takes up codes that were stored, `first` and the following. False when the table holds other texts
    /// there. Touches end with one whose parts are not known: segments that name it are not believed.
    bool extend(Column column, quint32 first, const QList<QString> &texts);
    /// Makes all codes void; generation() counts up.
    void clear();
    quint64 generation() const;
    /// Stored values were erased so many times: when that is another number than before, all codes are void.
    void takeUp(qint64 erasures);
    qint64 erasures() const;

private:
    struct Table
    {
        QList<QString> texts;
        QHash<QString, quint32> codes; ///< by key: the text, of a place without its position
    };
    using TouchCodes = std::array<quint32, kTouchParts.size()>; ///< in the order of kTouchParts

    // REQUIRE: the mutex is held.
    void reset();
    quint32 insert(Column column, const QString &text);
    std::optional<TouchCodes> touchCodes(const QString &text) const;

    mutable std::mutex m_mutex; // guards what follows
    std::array<Table, kColumnCount> m_tables;
    std::vector<TouchCodes> m_touches; ///< by code of Column::Touch
    quint64 m_generation = 0;
    qint64 m_erasures = -1; ///< -1 = not known yet
};

/// Order of values with equal counts: by code point, as UTF-8 sorts.
bool isValueBefore(const QString &a, const QString &b);
