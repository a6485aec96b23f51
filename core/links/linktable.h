// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QHash>
#include <QList>
#include <QString>

/// The short links, by what they are called. A code is found in any case of its letters; a link of exactly
/// that code comes first. A value.
class LinkTable final
{
public:
    LinkTable() = default;
    explicit LinkTable(const QList<Link> &links);

    /// Null = there is none.
    const Link *find(const QString &code) const;
    /// The same for a code as people write and paste it: without what sentences and chat programs put behind
    /// it
    /// ("/code/", "/code.", "/code»"), up to 8 characters.
    const Link *findCalled(const QString &path) const;

private:
    QHash<QString, Link> m_links; ///< by code
    QHash<QString, QString> m_codes; ///< by code in lower case
};
