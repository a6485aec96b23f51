// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/types/site.h"

#include <QHash>

class IngestHandler;

/// Short links: GET /{code} → 302 at once, from memory; the click commits behind it and nobody
/// waits for the store. HEAD and OPTIONS get the same headers and are no clicks.
class RedirectHandler final
{
public:
    explicit RedirectHandler(IngestHandler &ingest) : m_ingest(ingest) { }

    void setLinks(const QList<Link> &links);
    bool contains(const QString &code) const { return m_links.contains(code); }
    const Link *link(const QString &code) const;
    void handle(Exchange &&exchange);

private:
    IngestHandler &m_ingest;
    QHash<QString, Link> m_links;
};
