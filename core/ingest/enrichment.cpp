// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/enrichment.h"

#include "core/visitor/referrer/campaign.h"

#include <utility>

namespace {

/// One pass over the headers; most of them are something else.
ClientHints hintsOf(const HeaderFields &headers)
{
    ClientHints hints;
    for (const auto &[name, value] : headers) {
        if (name.size() < 9 || (name[0] | 0x20) != 's' || qstrnicmp(name.constData(), "sec-ch-ua", 9) != 0)
            continue;
        const QByteArrayView rest = QByteArrayView(name).sliced(9);
        const auto is = [rest](const char *lowerCase) {
            return rest.compare(QByteArrayView(lowerCase), Qt::CaseInsensitive) == 0;
        };
        const auto keepFirst = [&value = value](QByteArrayView &hint) { // browsers send one line of each
            if (hint.isEmpty())
                hint = value;
        };
        if (rest.isEmpty())
            keepFirst(hints.brands);
        else if (is("-mobile"))
            keepFirst(hints.mobile);
        else if (is("-platform"))
            keepFirst(hints.platform);
        else if (is("-platform-version"))
            keepFirst(hints.platformVersion);
        else if (is("-full-version-list"))
            keepFirst(hints.fullVersions);
    }
    return hints;
}

} // namespace

Enrichment::Enrichment(std::shared_ptr<AgentCatalog> agents) :
    m_agents(agents ? std::move(agents) : std::make_shared<AgentCatalog>())
{
}

void Enrichment::setData(const VisitorData &data)
{
    m_geo.setDatabases(data.geo);
    m_places.clear();
    m_referrers.setSpamList(data.spamHosts);
    // The rules are read again even if the file has the same name.
    if (!data.agentRules.isEmpty() || !m_agentRules.isEmpty())
        (m_isInUse ? m_comingAgents : m_agents) = std::make_shared<AgentCatalog>(data.agentRules);
    m_agentRules = data.agentRules;
}

void Enrichment::setSites(const QList<Site> &sites)
{
    m_policies = BotPolicies(sites);
}

void Enrichment::enrich(Hit &hit, const HttpRequest &request, const Site &site)
{
    if (m_comingAgents && m_comingAgents->isReady())
        m_agents = std::exchange(m_comingAgents, nullptr);
    m_isInUse = true;
    locate(hit, request);
    const AgentDescription &agent = m_agents->describe(request.userAgent, hintsOf(request.headers));
    hit.agent = agent.text;
    hit.client = agent.client;
    if (hit.campaign.source.isEmpty()) {
        QString source = linkSource(hit.url);
        if (!source.isEmpty() && !m_referrers.isOwnPage(hit.referrer, hit.url, site))
            hit.campaign.source = std::move(source);
    }
    const ReferrerClassifier::Origin origin = m_referrers.classify(hit.referrer, hit.campaign, hit.url, site,
                                                                   agent.app);
    hit.source = origin.source;
    hit.channel = origin.channel;
    judge(hit, request, agent, origin.isSpam ? origin.source : QString());
}

void Enrichment::describeClient(Hit &hit, const HttpRequest &request)
{
    m_isInUse = true;
    locate(hit, request);
    hit.client = m_agents->describe(request.userAgent, hintsOf(request.headers)).client;
}

void Enrichment::judge(Hit &hit, const HttpRequest &request, const AgentDescription &agent,
                       const QString &spamHost)
{
    const BotPolicy &policy = m_policies.of(hit.site);
    if (policy.asksForAddress())
        hit.signs |= policy.signsOf(QHostAddress(QString::fromLatin1(request.clientAddress)));
    hit.signs.setFlag(HitSign::Prefetch, request.prefetch);
    hit.signs.setFlag(HitSign::NoAccept, request.accept.isEmpty());
    hit.signs.setFlag(HitSign::NoAcceptLanguage, request.acceptLanguage.isEmpty());
    hit.signs.setFlag(HitSign::HeadlessHints, agent.isHeadlessByHints);
    hit.signs.setFlag(HitSign::RefinedByHints, agent.isRefinedByHints);
    hit.bot = m_judge.judge(hit, agent.verdict, spamHost, policy);
}

void Enrichment::locate(Hit &hit, const HttpRequest &request)
{
    const ProxyCountry hint = request.isProxied ? proxyCountry(request.headers) : ProxyCountry();
    if (hint.code.isEmpty()) {
        if (const Place *known = m_places.find(request.clientAddress)) {
            hit.place = *known;
            return;
        }
    }
    const GeoAnswer answer = m_geo.locate(QHostAddress(QString::fromLatin1(request.clientAddress)),
                                          hit.network, hint);
    hit.place = answer.place;
    if (!hit.place.isEmpty()) {
        hit.place.source = answer.source;
        hit.place.position = answer.position;
    }
    if (hint.code.isEmpty())
        m_places.insert(request.clientAddress, hit.place);
}
