// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/linkfiles/linkfilerow.h"
#include "core/types/clock.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QHash>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>

#include <functional>

// How readLinkFile() takes rows apart. Pure.

/// The columns of a CSV file by their names, which are the same in any case and without blanks, "_" and "-".
class LinkColumns final
{
public:
    explicit LinkColumns(const QStringList &header);

    bool has(QLatin1StringView name) const { return m_places.contains(name); }
    /// True when it has one of these names, separated by blanks.
    bool hasOneOf(QLatin1StringView names) const;
    /// The first of these that has a text; empty when none has. With or without "_".
    QString value(const QStringList &cells, QLatin1StringView names) const;
    /// As the header writes them; empty = none is there twice.
    const QString &twice() const { return m_twice; }
    /// The first name that is not one of these.
    QString otherThan(QLatin1StringView names) const;

private:
    QHash<QString, qsizetype> m_places;
    QStringList m_header;
    QString m_twice;
};

/// The columns of linksToCsv().
extern const QLatin1StringView kOwnColumns;

/// Reads one row into a link, and says what is wrong with it or was left out.
using LinkRowReader = std::function<void(const QStringList &cells, LinkFileRow &row)>;

LinkRowReader ownRowReader(const LinkColumns &columns);
LinkRowReader foreignRowReader(const LinkColumns &columns, LinkFileFormat format, Micros now);

/// The foreign format whose columns these are; Auto = none.
LinkFileFormat foreignFormatOf(const LinkColumns &columns);
/// True when it has what that format needs at least.
bool isOfForeignFormat(const LinkColumns &columns, LinkFileFormat format);

/// "bad_link_file": more than kMaxLinksInFile.
Error tooManyLinks();

/// Sink's JSON, not yet checked.
Result<QList<LinkFileRow>> readSinkJson(const QByteArray &bytes);

/// A text of a file in a sentence: short, without controls.
QString inSentence(const QString &text);
