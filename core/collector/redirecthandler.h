// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/links/linktable.h"
#include "core/types/site.h"

#include <QHash>

class IngestHandler;

/// Short links: GET /{code} → 302 at once, from memory; the click is committed afterwards, and the client
/// does not wait for the store. HEAD and OPTIONS get the same headers and are not clicks.
///
/// LinkTable tells which link a path means.
class RedirectHandler final
{
public:
    explicit RedirectHandler(IngestHandler &ingest) : m_ingest(ingest) { }

    void setLinks(const QList<Link> &links);
    const LinkTable &links() const { return m_links; }
    /// The parameter is the path after the first slash.
    void handle(Exchange &&exchange);

private:
    void showNotFound(const Exchange &exchange);

    IngestHandler &m_ingest;
    LinkTable m_links;
    QHash<QString, QByteArray> m_locations; ///< by code: the value of the header, the URL in ASCII
};
