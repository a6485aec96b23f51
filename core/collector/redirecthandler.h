// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/passwordgate.h"
#include "core/collector/ratelimiter.h"
#include "core/http/exchange.h"
#include "core/links/linktable.h"
#include "core/types/clock.h"

#include <QHash>

class IngestHandler;
struct RawHit;

/// Short links: GET /{code} and GET /l/{slug} → 302 at once, from memory; the click is committed afterwards,
/// and the client does not wait for the store. HEAD and OPTIONS get the same headers and are not clicks.
///
/// A link with a password shows a page that asks for it, and counts the click once it is right. A link that
/// is over leads to its fallback, or is answered 410. LinkTable tells which link a path means.
class RedirectHandler final
{
public:
    /// `campaignLinksPerMinute`: requests for /l/{slug} of one client; 0 = any number.
    RedirectHandler(IngestHandler &ingest, const Clock &clock, int campaignLinksPerMinute = 0) :
        m_ingest(ingest), m_clock(clock), m_campaignRate(campaignLinksPerMinute, kMicrosPerMinute)
    {
    }

    /// Takes no time, however many links there are.
    void setLinks(LinkTable links);
    const LinkTable &links() const { return m_links; }
    /// The parameter is the path after the first slash.
    void handle(Exchange &&exchange);
    /// The same for GET /l/{slug}, with the answers, limits and properties that Sparklytics documents.
    void handleCampaign(Exchange &&exchange);
    /// POST /api/url/verify-password.
    void handlePassword(Exchange &&exchange);

private:
    /// Where a click leads, and what is stored of it.
    struct Click;
    /// The address under which a link was asked for.
    enum class Door : quint8 { Short, Campaign };

    void follow(Exchange &&exchange, Door door);
    void refuseCampaign(const Exchange &exchange, const Link &link, const QString &message);

    /// Whether it leads on at this moment.
    LinkState stateNow(const LinkTable::Entry &entry);
    Click clickOn(const LinkTable::Entry &entry, LinkState state, const HttpRequest &request,
                  const QByteArray &query);
    void record(const LinkTable::Entry &entry, Click &&click, const HttpRequest &request);
    /// Clicks of people on a link that has a limit.
    qint64 clicksOf(const LinkTable::Entry &entry);
    void showNotFound(const Exchange &exchange, Door door);
    /// The link that a password is for; when it leads nowhere the request is answered, and this is null.
    const LinkTable::Entry *openLink(const LinkTable &table, const Exchange &exchange,
                                     const PasswordTry &attempt);
    /// The password was right.
    void open(const Exchange &exchange, const PasswordTry &attempt);
    void refusePassword(const Exchange &exchange, const PasswordTry &attempt,
                        const PasswordGate::Verdict &verdict, const QString &site);

    IngestHandler &m_ingest;
    const Clock &m_clock;
    LinkTable m_links;
    QHash<QString, qint64> m_clicks; ///< of links that have a limit, by code, since the start and before
    PasswordGate m_gate;
    RateLimiter m_campaignRate;
};
