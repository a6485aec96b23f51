// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMetaType>
#include <QString>

#include <memory>

/// The short links, by what they are called. A code is found in any case of its letters; a link of exactly
/// that code comes first.
///
/// An immutable value whose copies share everything, so that a change costs the collector nothing however
/// many links there are: with() makes the next table in the thread that stores links.
class LinkTable final
{
public:
    struct Entry
    {
        Link link;
        QByteArray location; ///< its URL as a header carries it
        qint64 clicks = 0; ///< of people, when the table was made; only of links that have a limit
    };

    LinkTable();
    /// `clicks`: of links that have a limit, by code.
    explicit LinkTable(const QList<Link> &links, const QHash<QString, qint64> &clicks = {});

    /// A table in which these are put, replaced or missing. Removed codes are exact.
    LinkTable with(const QList<Link> &put, const QStringList &removed = {},
                   const QHash<QString, qint64> &clicks = {}) const;

    /// Null = there is none. Valid as long as this table or a copy of it.
    const Entry *find(const QString &code) const;
    /// The same for a code as people write and paste it: without what sentences and chat programs put behind
    /// it
    /// ("/code/", "/code.", "/code»"), up to 8 characters.
    const Entry *findCalled(const QString &path) const;

private:
    /// Links by code and codes by their small letters. In `m_recent` null marks what was removed.
    struct Part
    {
        QHash<QString, std::shared_ptr<const Entry>> links;
        QHash<QString, QString> codes;

        void put(const Link &link, qint64 clicks);
    };

    std::shared_ptr<const Part> m_all; ///< but for the recent changes
    std::shared_ptr<const Part> m_recent; ///< few
};

Q_DECLARE_METATYPE(LinkTable)
