// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/types/link.h"
#include "core/types/site.h"

#include <QHash>

class IngestHandler;

/// Short links: GET /{code} → 302 at once, from memory; the click is committed afterwards, and the client
/// does not wait for the store. HEAD and OPTIONS get the same headers and are not clicks.
///
/// A code is found without characters that sentences and chat programs add ("/code/", "/code."), and
/// in any case: codes are unique ignoring case.
class RedirectHandler final
{
public:
    explicit RedirectHandler(IngestHandler &ingest) : m_ingest(ingest) { }

    void setLinks(const QList<Link> &links);
    /// Ignores case.
    const Link *link(const QString &code) const;
    /// The parameter is the path after the first slash.
    void handle(Exchange &&exchange);

private:
    struct Target
    {
        Link link;
        QByteArray location; ///< value of the header: the URL in ASCII
    };

    const Target *target(const QString &code) const;
    const Target *find(const QString &called) const;
    void showNotFound(const Exchange &exchange);

    IngestHandler &m_ingest;
    QHash<QString, Target> m_targets;
    QHash<QString, QString> m_codes; ///< by code in lower case
};
