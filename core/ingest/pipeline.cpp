// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/pipeline.h"

#include "core/ingest/rejections.h"
#include "core/types/network.h"
#include "core/types/urltext.h"
#include "core/visitor/referrer/campaign.h"

#include <QUrl>

#include <algorithm>

namespace {

constexpr qsizetype kMaxAutoSites = 1000;

bool isHostAllowed(const Site &site, const QString &host)
{
    return std::ranges::any_of(site.domains,
                               [&host](const QString &domain) { return isHostOf(host, domain); });
}

/// Referrers are kept as scheme, host and path, names of other scripts as A-labels (semantics 5.2); of a port
/// that is not the scheme's own one knows which service it was. Whatever is no URL is kept as it is, until it
/// has been classified.
QString storedReferrer(const QString &referrer)
{
    const UrlParts parts = splitUrl(referrer);
    const auto isPlain = [](QChar c) { return c.unicode() < 128 && c != u'@'; };
    if (std::ranges::all_of(parts.origin, isPlain) && !parts.origin.endsWith(QLatin1StringView(":443"))
        && !parts.origin.endsWith(QLatin1StringView(":80")))
        return referrer.first(referrer.size() - parts.suffix.size());
    const QString host = urlHost(referrer);
    const QByteArray ace = host.startsWith(u'[') ? QByteArray() : QUrl::toAce(host);
    const QUrl url(referrer);
    const int own = url.scheme() == QLatin1StringView("https") ? 443 : 80;
    const QString port = url.port(own) == own ? QString() : u':' + QString::number(url.port());
    return parts.origin.first(parts.origin.indexOf(u':')) + QStringLiteral("://")
        + (ace.isEmpty() ? host : QString::fromLatin1(ace)) + port + parts.path;
}

/// The first tag of an Accept-Language header.
QString firstLanguage(const QByteArray &header)
{
    const qsizetype end = std::ranges::find_if(header, [](char c) { return c == ',' || c == ';'; })
        - header.begin();
    const QByteArray tag = header.first(end).trimmed();
    return tag == "*" || tag.size() > 35 ? QString() : QString::fromLatin1(tag);
}

QString consentReason(const Site &site, const HttpRequest &request)
{
    if (site.consent == Site::ConsentMode::Ignore)
        return {};
    if (request.dnt)
        return QStringLiteral("dnt");
    return request.gpc ? QStringLiteral("gpc") : QString();
}

QString detailOf(const QString &reason)
{
    if (reason == QLatin1StringView("dnt") || reason == QLatin1StringView("gpc"))
        return QStringLiteral("The browser asked not to be tracked, and the site honours that.");
    if (reason == QLatin1StringView("origin_not_allowed"))
        return QStringLiteral("The page's host is not among the site's allowed hosts; add it to the site.");
    if (reason == QLatin1StringView("unknown_event_type"))
        return QStringLiteral("The protocol knows no such event type.");
    return {};
}

/// Redirects and pixels are delivered in any case, so they are counted in any case.
bool isAnonymousAnyway(HitKind kind, Protocol protocol)
{
    return kind == HitKind::Pixel || protocol == Protocol::ShortLink;
}

/// semantics 3.2: redirects and pixels of someone who opted out are counted without a trace of them.
void anonymise(Hit &hit)
{
    hit.visitor = 0;
    hit.visit = 0;
    hit.rung = IdentityRung::None;
    hit.identity.clear();
    hit.agent.clear();
    hit.language.clear();
    hit.screen.clear();
    hit.client = {};
    hit.place.region.clear();
    hit.place.city.clear();
    hit.place.position.reset();
    hit.via.clear();
    hit.referrer = splitUrl(hit.referrer).origin.toString();
}

} // namespace

IngestPipeline::IngestPipeline(const Clock &clock, const QList<DailySalt> &salts,
                               VisitorIdentity::SaltSink saltSink, std::shared_ptr<AgentCatalog> agents) :
    m_clock(clock), m_enrichment(std::move(agents)), m_identity(salts, std::move(saltSink))
{
}

void IngestPipeline::setSites(const QList<Site> &sites)
{
    m_sites.clear();
    for (const Site &site : sites)
        m_sites.insert(site.id, site);
    m_enrichment.setSites(sites);
}

const Site *IngestPipeline::site(const QString &key) const
{
    const auto found = m_sites.constFind(key);
    return found == m_sites.constEnd() ? nullptr : &*found;
}

int IngestPipeline::firstUnknownSite(const QList<RawHit> &hits, Protocol protocol)
{
    for (int i = 0; i < hits.size(); ++i) {
        const QString &key = hits[i].siteKey;
        if (m_sites.contains(key))
            continue;
        if (!m_autoCreate || protocol == Protocol::Sparklytics || !isValidSiteId(key)
            || m_sites.size() >= kMaxAutoSites)
            return i;
        Site site;
        site.id = key;
        m_sites.insert(key, site); // the writer adds the row with the first hit
    }
    return -1;
}

IngestPipeline::Taken IngestPipeline::take(QList<RawHit> &&raw, const HttpRequest &request, Protocol protocol)
{
    Taken taken;
    taken.hits.reserve(raw.size());
    static const Site none;
    for (RawHit &hit : raw) {
        const Site *known = site(hit.siteKey);
        const Site &target = known ? *known : none;
        const QString reason = dropReason(hit, target, request, protocol);
        if (!reason.isEmpty()) {
            Rejection rejection = makeRejection(request, protocol, Rejection::Outcome::Rejected,
                                                m_clock.now(), reason, detailOf(reason));
            rejection.site = hit.siteKey;
            taken.dropped.append(rejection);
            continue;
        }
        taken.hits.append(identify(std::move(hit), target, request, protocol));
    }
    return taken;
}

Micros IngestPipeline::nextTime()
{
    m_lastTime = std::max(m_clock.now(), m_lastTime + 1);
    return m_lastTime;
}

QString IngestPipeline::dropReason(const RawHit &raw, const Site &site, const HttpRequest &request,
                                   Protocol protocol) const
{
    if (!raw.dropReason.isEmpty())
        return raw.dropReason;
    if (protocol == Protocol::ShortLink) // was delivered, whatever page it stood on
        return {};
    if (!site.domains.isEmpty()) {
        const QString origin = QString::fromLatin1(request.origin);
        const QString host = urlHost(origin.isEmpty() || origin == QLatin1StringView("null") ? raw.url
                                                                                             : origin);
        if (!host.isEmpty() && !isHostAllowed(site, host)) // a relative URL is one of the site's own
            return QStringLiteral("origin_not_allowed");
    }
    return isAnonymousAnyway(raw.kind, protocol) ? QString() : consentReason(site, request);
}

Hit IngestPipeline::identify(RawHit &&raw, const Site &site, const HttpRequest &request, Protocol protocol)
{
    Hit hit;
    hit.receivedAt = nextTime();
    hit.eventAt = hit.receivedAt;
    hit.kind = raw.kind;
    hit.protocol = protocol;
    hit.network = request.network;
    hit.hasValue = raw.value.has_value();
    hit.value = raw.value.value_or(0);
    hit.site = raw.siteKey;
    hit.url = std::move(raw.url);
    hit.title = std::move(raw.title);
    hit.referrer = storedReferrer(raw.referrer);
    hit.screen = std::move(raw.screen);
    hit.language = raw.language.isEmpty() ? firstLanguage(request.acceptLanguage) : std::move(raw.language);
    hit.event = std::move(raw.event);
    hit.link = std::move(raw.link);
    hit.props = std::move(raw.props);
    hit.campaign = completedCampaign(raw.campaign, hit.url);
    hit.via = request.addressVia;
    identifyVisitor(hit, raw.identity, request);
    m_enrichment.enrich(hit, request, site);
    if (hit.channel == QLatin1StringView("Unknown"))
        hit.referrer.clear(); // no URL: nobody knows what is in it
    if (isAnonymousAnyway(hit.kind, protocol) && !consentReason(site, request).isEmpty())
        anonymise(hit);
    return hit;
}

void IngestPipeline::identifyVisitor(Hit &hit, const QString &identity, const HttpRequest &request)
{
    if (!identity.isEmpty()) {
        hit.identity = identity;
        hit.visitor = identityHash(identity.toUtf8());
        hit.rung = IdentityRung::ExplicitId;
    } else {
        const QByteArray site = hit.site.toUtf8();
        hit.rung = request.userAgent.isEmpty() ? IdentityRung::Address : IdentityRung::AddressAndAgent;
        hit.visitor = m_identity.today(hit.receivedAt, site, request.clientAddress, request.userAgent);
        hit.visitor = carriedVisitor(hit, request);
    }
    hit.visit = m_visits.visitOf(hit.site, hit.visitor, hit.visitorText(), hit.url, hit.receivedAt);
}

quint64 IngestPipeline::carriedVisitor(const Hit &hit, const HttpRequest &request)
{
    const std::pair key(hit.site, hit.visitor);
    if (const auto carried = m_carried.isEmpty() ? m_carried.constEnd() : m_carried.constFind(key);
        carried != m_carried.constEnd()) {
        if (m_visits.isOpen(hit.site, *carried, hit.receivedAt))
            return *carried;
        m_carried.erase(carried);
    }
    if (m_visits.isOpen(hit.site, hit.visitor, hit.receivedAt))
        return hit.visitor;
    const quint64 before = m_identity.yesterday(hit.receivedAt, hit.site.toUtf8(), request.clientAddress,
                                                request.userAgent);
    if (before == 0 || !m_visits.isOpen(hit.site, before, hit.receivedAt))
        return hit.visitor;
    m_carried.insert(key, before);
    return before;
}

Rejection makeRejection(const HttpRequest &request, Protocol protocol, Rejection::Outcome outcome,
                        Micros time, const QString &reason, const QString &detail)
{
    Rejection rejection;
    rejection.time = time;
    rejection.protocol = protocol;
    rejection.outcome = outcome;
    rejection.reason = reason;
    rejection.detail = detail;
    rejection.source = toString(request.network);
    if (!request.origin.isEmpty())
        rejection.source += QStringLiteral(" · ")
            + QString::fromLatin1(request.origin.first(std::min<qsizetype>(request.origin.size(), 128)));
    rejection.excerpt = excerptOf(request.body.isEmpty() ? QByteArrayView(request.query)
                                                         : QByteArrayView(request.body));
    return rejection;
}
