// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/enrichment.h"

#include "core/types/urltext.h"

namespace {

/// One pass over the headers; most of them are something else.
ClientHints hintsOf(const HeaderFields &headers)
{
    ClientHints hints;
    for (const auto &[name, value] : headers) {
        if (name.size() < 9 || qstrnicmp(name.constData(), "sec-ch-ua", 9) != 0)
            continue;
        const QByteArrayView rest = QByteArrayView(name).sliced(9);
        const auto is = [rest](const char *lowerCase) {
            return rest.compare(QByteArrayView(lowerCase), Qt::CaseInsensitive) == 0;
        };
        if (rest.isEmpty())
            hints.brands = value;
        else if (is("-mobile"))
            hints.mobile = value;
        else if (is("-platform"))
            hints.platform = value;
        else if (is("-platform-version"))
            hints.platformVersion = value;
        else if (is("-model"))
            hints.model = value;
        else if (is("-full-version-list"))
            hints.fullVersions = value;
    }
    return hints;
}

} // namespace

Enrichment::Enrichment() = default;

void Enrichment::setGeoDatabases(std::shared_ptr<const GeoDatabases> databases)
{
    m_geo.setDatabases(std::move(databases));
    m_places.clear();
}

void Enrichment::enrich(Hit &hit, const HttpRequest &request, const Site &site)
{
    locate(hit, request);
    const ReferrerClassifier::Origin origin = m_referrers.classify(hit.referrer, hit.campaign, hit.url, site,
                                                                   request.userAgent);
    hit.source = origin.source;
    hit.channel = origin.channel;

    const AgentDescription &agent = m_agents.describe(request.userAgent, hintsOf(request.headers));
    hit.client = agent.client;

    BotEvidence evidence;
    evidence.isPrefetch = request.prefetch;
    evidence.agentScore = agent.verdict.score;
    evidence.agentCategory = agent.verdict.category;
    evidence.agentReason = agent.verdict.reason;
    evidence.isBrowserLike = request.userAgent.startsWith("Mozilla/");
    evidence.hasAccept = !request.accept.isEmpty();
    evidence.hasAcceptLanguage = !request.acceptLanguage.isEmpty();
    if (hit.visitor != 0) {
        const quint64 who = hit.visitor ^ static_cast<quint64>(qHash(hit.site));
        evidence.burst = m_bursts.see(who, static_cast<quint64>(qHash(urlPath(hit.url))), hit.receivedAt);
    }
    if (origin.isSpam)
        evidence.spamHost = origin.source;
    hit.bot = m_policy.judge(evidence, request.userAgent, {});
}

void Enrichment::locate(Hit &hit, const HttpRequest &request)
{
    const ProxyCountry hint = request.isProxied ? proxyCountry(request.headers) : ProxyCountry();
    if (hint.code.isEmpty()) {
        if (const auto known = m_places.constFind(request.clientAddress); known != m_places.cend()) {
            hit.place = *known;
            return;
        }
    }
    const GeoAnswer answer = m_geo.locate(QHostAddress(QString::fromLatin1(request.clientAddress)),
                                          hit.network, hint);
    hit.place = answer.place;
    if (!hit.place.isEmpty())
        hit.place.source = answer.source;
    if (!hint.code.isEmpty())
        return;
    if (m_places.size() >= kPlaces)
        m_places.clear();
    m_places.insert(request.clientAddress, hit.place);
}
