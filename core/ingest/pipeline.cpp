// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/pipeline.h"

#include "core/ingest/kepturl.h"
#include "core/ingest/privacy/consent.h"
#include "core/ingest/privacy/secretparts.h"
#include "core/ingest/rejections.h"
#include "core/types/hosttext.h"
#include "core/types/languagetag.h"
#include "core/types/network.h"
#include "core/types/shownpage.h"
#include "core/types/urltext.h"
#include "core/types/urluserinfo.h"
#include "core/visitor/referrer/campaign.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>

namespace {

constexpr qsizetype kMaxAutoSites = 1000;

/// Referrers are kept as scheme, host and path, names of other scripts as A-labels (referrers.md#referrers);
/// of a port that is not the scheme's own one knows which service it was. Whatever is no URL is kept as it
/// is, until it has been classified.
QString storedReferrer(const QString &referrer)
{
    const UrlParts parts = splitUrl(referrer);
    const auto isPlain = [](QChar c) {
        return c.unicode() < 128 && c != u'@' && c != u'%' && c != u'[' && !(c >= u'A' && c <= u'Z');
    };
    if (std::ranges::all_of(parts.origin, isPlain) && !parts.origin.endsWith(QLatin1StringView(":443"))
        && !parts.origin.endsWith(QLatin1StringView(":80")) && !parts.origin.endsWith(u'.'))
        return mayHoldSecretParts(parts.path) ? parts.origin % withoutSecretParts(parts.path)
                                              : referrer.first(referrer.size() - parts.suffix.size());
    const QUrl url(referrer);
    const int own = url.scheme() == QLatin1StringView("https") ? 443 : 80;
    const QString port = url.port(own) == own ? QString() : u':' + QString::number(url.port());
    return parts.origin.first(parts.origin.indexOf(u':')).toString().toLower() + QStringLiteral("://")
        + urlHost(referrer) + port + withoutSecretParts(parts.path);
}

/// What a hit is known by when it is sent again: FNV-1a 64 of site and id. Never 0. Frozen: hashes are
/// stored.
quint64 hitIdHash(QStringView site, QStringView id)
{
    quint64 hash = 0xcbf29ce484222325ULL;
    const auto add = [&hash](QChar c) { hash = (hash ^ c.unicode()) * 0x100000001b3ULL; };
    std::ranges::for_each(site, add);
    add(QChar(u'\0'));
    std::ranges::for_each(id, add);
    return std::max<quint64>(1, hash);
}

/// What the client says itself, else the first tag of its Accept-Language header.
QString languageOf(const QString &sent, const QByteArray &header)
{
    constexpr qsizetype kLongest = 64;
    const QString language = canonicalLanguage(sent);
    if (!language.isEmpty())
        return language;
    return canonicalLanguage(QString::fromLatin1(header.first(std::min(header.size(), kLongest))));
}

/// Whether the fragment is a part of the page's name: it is a route, and the format says so. Others are
/// places on a page, or hold secrets ("#access_token=…").
bool namesPageByFragment(const RawHit &raw)
{
    return raw.fragmentNamesPage && raw.url.contains(u'#') && isRoute(raw.url);
}

/// Host of a page as a browser would ask for it: "//e.com/a" has one although it names no scheme.
QString hostOfPage(const QString &url)
{
    const auto isSlash = [](QChar c) { return c == u'/' || c == u'\\'; };
    if (url.size() > 2 && isSlash(url.at(0)) && isSlash(url.at(1)))
        return urlHost(shownUrl(QString(QStringLiteral("https://") + url.sliced(2))));
    return urlHost(shownUrl(url));
}

/// False for what names a scheme, "about:blank" or "https:e.com": no page of a site is called so.
bool isRelativeUrl(QStringView url)
{
    const qsizetype colon = url.indexOf(u':');
    const qsizetype end =
        std::ranges::find_if(url, [](QChar c) { return c == u'/' || c == u'?' || c == u'#' || c == u'\\'; })
        - url.begin();
    return colon < 0 || colon > end;
}

/// False for "https://e.com:99999/" and "https://user:secret%40e.com/", which browsers do not open.
bool hasPossiblePort(QStringView url)
{
    constexpr uint kHighest = 65535;
    QStringView authority = splitUrl(url).origin;
    authority = authority.sliced(std::max(authority.lastIndexOf(u'/'), authority.lastIndexOf(u'@')) + 1);
    const qsizetype colon = authority.indexOf(u':', std::max<qsizetype>(authority.lastIndexOf(u']'), 0));
    const QStringView port = colon < 0 ? QStringView() : authority.sliced(colon + 1);
    bool isNumber = std::ranges::all_of(port, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const uint number = isNumber ? port.toUInt(&isNumber) : 0;
    return port.isEmpty() || (isNumber && number <= kHighest);
}

/// True for "https://e com/": no browser showed such a page.
bool hasImpossibleHost(const QString &url)
{
    if (hasPlainHost(url))
        return false; // nearly always
    const bool isWeb = url.startsWith(QLatin1StringView("https://"), Qt::CaseInsensitive)
        || url.startsWith(QLatin1StringView("http://"), Qt::CaseInsensitive);
    const QString host = isWeb ? urlHost(url) : QString();
    return !host.isEmpty() && (!isAskableHost(host) || !hasPossiblePort(url));
}

/// What the browser says of the page that sent the hit; empty when it does not say.
QString sentOrigin(const HttpRequest &request)
{
    return request.origin == "null" ? QString() : QString::fromLatin1(request.origin);
}

/// Scheme, host and port of a page for people. An address is shown when it is one of a private network: of
/// others it is nobody's business whose it is.
QString shownOrigin(const QString &page)
{
    const QString origin = splitUrl(withoutUserInfo(page)).origin.toString();
    const QString host = urlHost(origin);
    const bool isIpv6 = host.startsWith(u'[');
    const QHostAddress address(isIpv6 ? host.sliced(1, host.size() - 2) : host);
    const bool isPrivate = !address.isNull() && classifyAddress(address) != NetworkClass::Public;
    return isPrivate && hasPossiblePort(origin) ? origin : excerptOf(origin.toUtf8());
}

/// Scheme, host and port of the page that has a pixel, whose browser sends no Origin for it.
QByteArray refererOrigin(const HttpRequest &request)
{
    return splitUrl(withoutUserInfo(QString::fromUtf8(request.referer))).origin.toUtf8();
}

QString detailOf(RejectReason reason, const RawHit &raw, const HttpRequest &request)
{
    if (reason == RejectReason::DoNotTrack || reason == RejectReason::GlobalPrivacyControl)
        return QStringLiteral("The browser asked not to be tracked, and the site honours that.");
    if (reason == RejectReason::OriginNotAllowed) {
        const QString origin = sentOrigin(request);
        const QString shown = shownOrigin(origin.isEmpty() ? shownUrl(raw.url) : origin);
        return QStringLiteral("%1 is not among the site's allowed hosts; add it to the site.")
            .arg(shown.isEmpty() ? QStringLiteral("The page's host")
                                 : QString(QStringLiteral("The host of ") % shown));
    }
    if (reason == RejectReason::Malformed && namesNoPage(raw.url))
        return QStringLiteral("The page's address names no page; send location.href of the page around it.");
    if (reason == RejectReason::Malformed)
        return QStringLiteral(
            "The host in the page's address is none that a browser could ask for; send location.href.");
    if (reason == RejectReason::UnknownEventType)
        return QStringLiteral("The protocol knows no such event type.");
    return {};
}

/// Redirects and pixels are delivered in any case, so they are counted in any case.
bool isCountedAnyway(const RawHit &raw)
{
    return raw.kind == HitKind::Pixel || raw.isRedirect;
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

QList<Site> IngestPipeline::sites() const
{
    QList<Site> all = m_sites.values();
    std::ranges::sort(all, {}, &Site::id);
    return all;
}

const Site *IngestPipeline::site(const QString &key) const
{
    const auto found = m_sites.constFind(key);
    return found == m_sites.constEnd() ? nullptr : &*found;
}

int IngestPipeline::resolveSites(const QList<RawHit> &hits, bool mayCreate)
{
    for (int i = 0; i < hits.size(); ++i) {
        const QString &key = hits[i].siteKey;
        if (m_sites.contains(key))
            continue;
        if (!m_autoCreate || !mayCreate || !isValidSiteId(key) || m_sites.size() >= kMaxAutoSites)
            return i;
        Site site;
        site.id = key;
        m_sites.insert(key, site); // the writer adds the row with the first hit
    }
    return -1;
}

IngestPipeline::Taken IngestPipeline::take(QList<RawHit> &&raw, const HttpRequest &request, Protocol protocol)
{
    const Micros now = m_clock.now();
    if (m_watch)
        m_watch->see(now);
    Taken taken;
    taken.hits.reserve(raw.size());
    static const Site none;
    for (RawHit &hit : raw) {
        const Site *known = site(hit.siteKey);
        const Site &target = known ? *known : none;
        if (const std::optional<RejectReason> reason = dropReason(hit, target, request)) {
            Rejection rejection = makeRejection(request, protocol, Rejection::Outcome::Rejected, now, *reason,
                                                detailOf(*reason, hit, request));
            rejection.site = hit.siteKey;
            taken.dropped.append(rejection);
            if (!taken.reasons.contains(*reason))
                taken.reasons.append(*reason);
            continue;
        }
        if (!hit.id.isEmpty() && taken.ids.isEmpty())
            taken.ids.fill(0, taken.hits.size());
        if (!hit.id.isEmpty() || !taken.ids.isEmpty())
            taken.ids.append(hit.id.isEmpty() ? 0 : hitIdHash(hit.siteKey, hit.id));
        taken.hits.append(identify(std::move(hit), target, request, protocol, now + taken.hits.size()));
    }
    return taken;
}

void IngestPipeline::takeClockStep(const ClockStep &step)
{
    m_identity.takeClockStep(step, m_clock.elapsed());
    m_visits.takeClockStep(step);
}

void IngestPipeline::forgetOldSalts(Micros now)
{
    m_identity.forgetOld(now, m_clock.elapsed());
    m_carried.removeIf(
        [&](const auto &entry) { return !m_visits.isOpen(entry.key().first, entry.value(), now); });
}

std::optional<RejectReason> IngestPipeline::dropReason(const RawHit &raw, const Site &site,
                                                       const HttpRequest &request) const
{
    if (raw.dropReason)
        return raw.dropReason;
    if (raw.isRedirect || raw.isOwnersUrl)
        return {};
    if (hasImpossibleHost(raw.url))
        return RejectReason::Malformed;
    if (!site.domains.isEmpty()) {
        const QString origin = sentOrigin(request);
        const bool hasOrigin = !origin.isEmpty();
        const QString host = hasOrigin ? shownHost(urlHost(origin)) : hostOfPage(raw.url);
        const bool isOwn = host.isEmpty() ? hasOrigin || isRelativeUrl(raw.url) : site.allowsHost(host);
        if (!isOwn) // a relative URL is one of the site's own
            return RejectReason::OriginNotAllowed;
    }
    if (namesNoPage(raw.url))
        return RejectReason::Malformed;
    return isCountedAnyway(raw) ? std::nullopt : optOut(site, request);
}

Clicker IngestPipeline::clicker(const QString &key, const HttpRequest &request)
{
    static const Site none;
    const Site *known = site(key);
    Hit hit;
    hit.site = key;
    hit.kind = HitKind::Click;
    hit.network = request.network;
    hit.receivedAt = m_clock.now();
    // Who opted out is not recognised, not even to send them to the same place again.
    hit.visitor = optOut(known ? *known : none, request)
        ? QRandomGenerator::global()->generate64()
        : m_identity.today(hit.receivedAt, key.toUtf8(), request.clientAddress, request.userAgent);
    m_enrichment.describeClient(hit, request);
    return {hit.visitor, hit.client.device, hit.place.country};
}

Hit IngestPipeline::identify(RawHit &&raw, const Site &site, const HttpRequest &request, Protocol protocol,
                             Micros time)
{
    Hit hit;
    hit.receivedAt = time;
    hit.eventAt = hit.receivedAt;
    hit.kind = raw.kind;
    hit.protocol = protocol;
    hit.network = request.network;
    hit.hasValue = raw.value.has_value();
    hit.value = raw.value.value_or(0);
    hit.site = raw.siteKey;
    hit.signs.setFlag(HitSign::FragmentNamesPage, namesPageByFragment(raw));
    if (raw.isRedirect || raw.isOwnersUrl)
        hit.url = std::move(raw.url);
    else
        hit.url = keptUrl(shownUrl(raw.url), site, hit.signs.testFlag(HitSign::FragmentNamesPage));
    hit.title = std::move(raw.title);
    hit.referrer = storedReferrer(shownUrl(raw.referrer));
    hit.screen = std::move(raw.screen);
    hit.language = languageOf(raw.language, request.acceptLanguage);
    hit.event = std::move(raw.event);
    hit.link = std::move(raw.link);
    hit.props = std::move(raw.props);
    forgetSecrets(hit);
    hit.campaign = completedCampaign(raw.campaign, hit.url);
    hit.via = request.addressVia;
    identifyVisitor(hit, raw.identity, request);
    m_enrichment.enrich(hit, request, site);
    if (hit.channel == QLatin1StringView("Unknown") || !hit.referrer.contains(QLatin1StringView("://")))
        hit.referrer.clear(); // not a URL: its contents are unknown
    if (isCountedAnyway(raw) && optOut(site, request)) {
        forgetVisitor(hit);
        if (raw.hasSentQuery)
            forgetSentQuery(hit);
    }
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
        hit.visit = m_carried.isEmpty() ? m_visits.goOn(hit.site, hit.visitor, hit.receivedAt) : 0;
        if (hit.visit != 0)
            return; // nearly always
        hit.visitor = carriedVisitor(hit, request);
    }
    hit.visit = m_visits.goOn(hit.site, hit.visitor, hit.receivedAt);
    if (hit.visit == 0)
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
                        Micros time, RejectReason reason, const QString &detail)
{
    Q_ASSERT(infoOf(reason).mayBe(outcome));
    Rejection rejection;
    rejection.time = time;
    rejection.protocol = protocol;
    rejection.outcome = outcome;
    rejection.reason = codeOf(reason);
    rejection.detail = detail;
    rejection.source = toString(request.network);
    const QByteArray page = request.origin.isEmpty() && reason == RejectReason::UnknownSite
        ? refererOrigin(request) // else nothing tells whose pixel has the wrong key
        : request.origin;
    if (!page.isEmpty())
        rejection.source += QStringLiteral(" · ")
            + excerptOf(QByteArrayView(page).first(std::min<qsizetype>(page.size(), 128)));
    rejection.excerpt = excerptOf(request.body.isEmpty() ? QByteArrayView(request.query)
                                                         : QByteArrayView(request.body));
    return rejection;
}
