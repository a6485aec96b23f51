// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/types/link.h"
#include "core/types/site.h"

#include <QHash>

class IngestHandler;

/// Short links: GET /{code} → 302 at once, from memory; the click commits behind it and nobody
/// waits for the store. HEAD and OPTIONS get the same headers and are no clicks.
///
/// A code is found as it is, without what sentences and chat programs put behind it ("/code/", "/code."), and
/// in any case: codes are unique ignoring case.
class RedirectHandler final
{
public:
    explicit RedirectHandler(IngestHandler &ingest) : m_ingest(ingest) { }

    void setLinks(const QList<Link> &links);
    /// In any case of its letters.
    const Link *link(const QString &code) const;
    /// The parameter is what follows the first slash of the path.
    void handle(Exchange &&exchange);

private:
    struct Target
    {
        Link link;
        QByteArray location; ///< of the header: the URL in ASCII
    };

    const Target *target(const QString &code) const;
    const Target *find(const QString &called) const;
    void showNotFound(const Exchange &exchange);

    IngestHandler &m_ingest;
    QHash<QString, Target> m_targets;
    QHash<QString, QString> m_codes; ///< by code in lower case
};
