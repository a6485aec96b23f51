// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/traffic/trafficmodel.h"

#include "core/types/jsonreader.h"
#include "core/types/visitrule.h"
#include "core/visitor/referrer/campaign.h"

#include <QCryptographicHash>
#include <QLocale>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

/// Hits of a visit, evenly likely slots: most people leave after one page.
constexpr std::array<qint32, 32> kLengths {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2,  2,
                                           2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12};
/// Seconds between two hits, evenly likely slots.
constexpr std::array<quint32, 16> kThinkSeconds {2,  4,  6,  8,  11, 14,  18,  23,
                                                 30, 38, 50, 66, 90, 130, 200, 420};

// Shares in 1/65536.
constexpr quint32 kActionShare = 14000; ///< of the follow-up hits, the rest are pageviews
constexpr quint32 kLinkShare = 2600; ///< of the visits that begin with a short link
constexpr quint32 kLocalShare = 2000; ///< of the people, who sit in a local network

template <typename Rows>
std::vector<quint32> weightsOf(const Rows &rows)
{
    std::vector<quint32> weights;
    weights.reserve(static_cast<std::size_t>(std::size(rows)));
    for (const auto &row : rows)
        weights.push_back(row.weight);
    return weights;
}

struct Action
{
    HitKind kind;
    const char16_t *name;
    quint32 weight;
    quint32 cents; ///< largest value, 0 = none
    const char16_t *props;
};

constexpr auto kActions = std::to_array<Action>({
    {HitKind::Event, u"signup", 14, 0, uR"({"plan":"free","trial":true})"},
    {HitKind::Event, u"signup", 6, 0, uR"({"plan":"pro","trial":true})"},
    {HitKind::Event, u"signup", 2, 0, uR"({"plan":"team","seats":5})"},
    {HitKind::Event, u"search", 16, 0, uR"({"query":"probe","results":12})"},
    {HitKind::Event, u"search", 8, 0, uR"({"query":"bandwidth","results":0})"},
    {HitKind::Event, u"add_to_cart", 18, 60000, uR"({"product":"oscilloscope-x1"})"},
    {HitKind::Event, u"add_to_cart", 9, 9000, uR"({"product":"probe-kit"})"},
    {HitKind::Event, u"purchase", 7, 90000, uR"({"currency":"EUR"})"},
    {HitKind::Event, u"newsletter", 8, 0, u""},
    {HitKind::Outbound, u"outbound_click", 24, 0, u""},
    {HitKind::Download, u"file_download", 8, 0, uR"({"url":"https://shop.example/files/manual.pdf"})"},
    {HitKind::Engagement, u"scroll_depth", 20, 0, uR"({"depth":75})"},
});

const QString &text(std::size_t index)
{
    struct Texts
    {
        std::array<QString, kActions.size() * 2> items;
        Texts()
        {
            for (std::size_t i = 0; i < kActions.size(); ++i) {
                items.at(2 * i) = QString::fromUtf16(kActions.at(i).name);
                items.at(2 * i + 1) = QString::fromUtf16(kActions.at(i).props);
            }
        }
    };
    static const Texts texts;
    return texts.items.at(index);
}

const WeightedDraw &actionDraw()
{
    static const WeightedDraw draw(weightsOf(kActions));
    return draw;
}

QByteArray member(const char *key, QStringView value)
{
    QByteArray json;
    if (!value.isEmpty()) {
        json += ",\"";
        json += key;
        json += "\":";
        appendJsonString(&json, value);
    }
    return json;
}

} // namespace

quint64 simulatedVisitId(quint64 visitor, const QString &site, const QString &entryUrl, Micros firstSeen)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(toHex16(visitor).toLatin1());
    hash.addData(site.toUtf8());
    hash.addData(entryUrl.toUtf8());
    hash.addData(QByteArray::number(firstSeen / kMicrosPerMilli));
    return qFromBigEndian<quint64>(hash.result().constData());
}

TrafficModel::TrafficModel(quint64 seed, const TrafficOptions &options) :
    m_seed(seed),
    m_options(options),
    m_tables(options.origin),
    m_drawAgent(weightsOf(m_tables.agents)),
    m_drawBot(weightsOf(m_tables.bots)),
    m_drawPlace(weightsOf(m_tables.places)),
    m_drawSource(weightsOf(m_tables.sources)),
    m_drawPage(weightsOf(m_tables.pages)),
    m_botShare(static_cast<quint32>(std::lround(std::clamp(options.botShare, 0.0, 1.0) * 65536)))
{
    m_options.visitors = std::clamp<qint64>(options.visitors, 1, 1 << 28);
}

qint32 TrafficModel::lengthOf(RandomStream &random)
{
    return kLengths.at(random.below(kLengths.size()));
}

void TrafficModel::begin(Micros from, Micros to, qint64 hits)
{
    m_to = std::max(to, from + 1);
    m_active = {};
    m_lastVisits.assign(static_cast<std::size_t>(m_options.visitors), LastVisit());
    m_started = 0;
    m_sessions = 0;
    // Sessions are drawn until they hold enough hits; each one's length comes from its own stream,
    // so that startSession() draws the same again.
    for (qint64 planned = 0; planned < hits; ++m_sessions) {
        RandomStream random(m_seed, static_cast<quint64>(m_sessions));
        const qint64 length = lengthOf(random);
        m_lastLength = static_cast<qint32>(std::min(length, hits - planned));
        planned += length;
    }
    m_rhythm.emplace(from, m_to, m_sessions, m_options.flat, RandomStream(m_seed, ~quint64(0)).next());
    if (m_sessions > 0)
        m_nextStart = m_rhythm->next();
}

bool TrafficModel::next(SimulatedHit *hit)
{
    while (m_started < m_sessions && (m_active.empty() || m_nextStart <= m_active.top().due))
        startSession();
    if (m_active.empty())
        return false;
    Session session = m_active.top();
    m_active.pop();
    emitHit(session, hit);
    if (--session.remaining > 0) {
        session.due += thinkingTime(session);
        m_active.push(session);
    }
    return true;
}

void TrafficModel::startSession()
{
    RandomStream random(m_seed, static_cast<quint64>(m_started));
    const qint32 length = lengthOf(random);
    // The product of two even draws: some visitors come back often, most hardly ever.
    const auto visitors = static_cast<quint32>(m_options.visitors);
    const quint32 visitor = random.below(random.below(visitors) + 1);
    Session session {.due = m_nextStart,
                     .number = m_started,
                     .visitor = visitor,
                     .remaining = ++m_started == m_sessions ? m_lastLength : length,
                     .random = random,
                     .profile = profileOf(visitor),
                     .source = nullptr};
    session.source = &m_tables.sources.at(static_cast<qsizetype>(m_drawSource.draw(session.random)));
    m_active.push(session);
    if (m_started < m_sessions)
        m_nextStart = m_rhythm->next();
}

TrafficModel::Profile TrafficModel::profileOf(quint32 visitor) const
{
    RandomStream random(~m_seed, visitor);
    const bool bot = random.chance(m_botShare);
    const SimulatedAgent *agent = bot ? &m_tables.bots.at(static_cast<qsizetype>(m_drawBot.draw(random)))
                                      : &m_tables.agents.at(static_cast<qsizetype>(m_drawAgent.draw(random)));
    const SimulatedPlace *place = bot
        ? &m_tables.dataCenters.at(random.below(static_cast<quint32>(m_tables.dataCenters.size())))
        : &m_tables.places.at(static_cast<qsizetype>(m_drawPlace.draw(random)));
    const QList<QString> &screens = agent->form == SimulatedAgent::Form::Desktop ? m_tables.desktopScreens
        : agent->form == SimulatedAgent::Form::Mobile                            ? m_tables.mobileScreens
                                                                                 : m_tables.tabletScreens;
    // Half of the draws fall on the first two screens.
    const auto count = static_cast<quint32>(screens.size());
    const QString *screen = &screens.at(random.below(random.below(count) + 1));
    const quint32 host = random.below(0xfffe) + 1;
    if (!bot && random.chance(kLocalShare))
        place = &m_tables.localNetworks.at(random.below(static_cast<quint32>(m_tables.localNetworks.size())));
    return {agent, place, screen, place->network | host};
}

Micros TrafficModel::thinkingTime(Session &session) const
{
    const quint32 seconds = kThinkSeconds.at(session.random.below(kThinkSeconds.size()));
    const Micros time = seconds * kMicrosPerSecond + session.random.below(kMicrosPerSecond);
    // Whoever comes shortly before the end of the range hurries, so that every hit stays inside.
    return std::min(time, (m_to - 1 - session.due) / (session.remaining + 1));
}

void TrafficModel::emitHit(Session &session, SimulatedHit *out)
{
    Hit &hit = out->hit;
    out->address = session.profile.address;
    hit.receivedAt = hit.eventAt = session.due;
    fillVisitor(session, &hit);
    hit.event.clear();
    hit.props.clear();
    hit.link.clear();
    hit.hasValue = false;
    hit.value = 0;
    hit.campaign = {};
    if (session.done == 0)
        fillLanding(session, &hit);
    else if (session.link)
        fillLinkTarget(session, &hit);
    else if (!hit.bot.isBot && session.random.chance(kActionShare))
        fillAction(session, &hit);
    else
        fillPage(session, &hit);
    ++session.done;
    fillIdentity(session, &hit);
}

void TrafficModel::fillVisitor(const Session &session, Hit *hit)
{
    const Profile &profile = session.profile;
    hit->seq = 0;
    hit->protocol = Protocol::Simulated;
    hit->network = profile.place->networkClass;
    hit->rung = IdentityRung::AddressAndAgent;
    hit->site = m_options.site;
    hit->agent = profile.agent->agent;
    hit->client = profile.agent->client;
    hit->bot = profile.agent->bot;
    hit->place = profile.place->place;
    hit->language = profile.place->language;
    hit->screen = hit->bot.isBot ? QString() : *profile.screen;
}

void TrafficModel::fillLanding(Session &session, Hit *hit)
{
    const SimulatedSource &source = *session.source;
    session.page = static_cast<qint32>(m_drawPage.draw(session.random));
    hit->kind = HitKind::Pageview;
    hit->referrer = source.referrer;
    hit->source = source.name;
    hit->channel = source.channel;
    if (session.random.chance(kLinkShare)) {
        session.link = &m_tables.links.at(session.random.below(static_cast<quint32>(m_tables.links.size())));
        hit->kind = HitKind::Click;
        hit->link = session.link->code;
        hit->url = session.link->url;
        hit->title.clear();
        return;
    }
    const SimulatedPage &page = m_tables.pages.at(session.page);
    hit->campaign = source.campaign;
    hit->url = source.query.isEmpty() ? page.url : QString(page.url % source.query);
    hit->title = page.title;
}

void TrafficModel::fillLinkTarget(Session &session, Hit *hit)
{
    hit->kind = HitKind::Pageview;
    hit->url = session.link->url;
    hit->campaign = campaignFromUrl(hit->url);
    hit->title.clear();
    hit->referrer = session.source->referrer;
    hit->source = session.source->name;
    hit->channel = session.source->channel;
    session.link = nullptr;
}

void TrafficModel::fillPage(Session &session, Hit *hit)
{
    hit->kind = HitKind::Pageview;
    hit->referrer = m_tables.pages.at(session.page).url;
    hit->source.clear();
    hit->channel = QStringLiteral("Internal");
    session.page = static_cast<qint32>(m_drawPage.draw(session.random));
    hit->url = m_tables.pages.at(session.page).url;
    hit->title = m_tables.pages.at(session.page).title;
}

void TrafficModel::fillAction(Session &session, Hit *hit)
{
    const std::size_t index = actionDraw().draw(session.random);
    const Action &action = kActions.at(index);
    const SimulatedPage &page = m_tables.pages.at(session.page);
    hit->kind = action.kind;
    hit->url = page.url;
    hit->title = page.title;
    hit->referrer.clear();
    hit->source.clear();
    hit->channel = QStringLiteral("Internal");
    hit->event = text(2 * index);
    hit->props = text(2 * index + 1);
    if (action.kind == HitKind::Outbound) {
        const auto targets = static_cast<quint32>(m_tables.outboundTargets.size());
        hit->props = u"{\"url\":\"" % m_tables.outboundTargets.at(session.random.below(targets)) % u"\"}";
    }
    if (action.cents > 0) {
        hit->hasValue = true;
        hit->value = (session.random.below(action.cents) + 100) / 100.0;
    }
}

void TrafficModel::fillIdentity(const Session &session, Hit *hit)
{
    LastVisit &last = m_lastVisits[session.visitor];
    const Micros now = session.due;
    if (last.visit == 0 || now - last.lastHit >= kVisitGap) {
        // A new visit takes the id of its own day; one that runs over midnight keeps the old id.
        last.visitorId = RandomStream(m_seed ^ static_cast<quint64>(utcDay(now)), session.visitor).next() | 1;
        last.visit = simulatedVisitId(last.visitorId, hit->site, hit->url, now);
    }
    last.lastHit = now;
    hit->visitor = last.visitorId;
    hit->visit = last.visit;
}

QByteArray SimulatedHit::addressText() const
{
    QByteArray text = QByteArray::number(address >> 24);
    for (const int shift : {16, 8, 0})
        text += '.' + QByteArray::number((address >> shift) & 255);
    return text;
}

QByteArray SimulatedHit::acceptLanguage() const
{
    if (hit.language.isEmpty())
        return {};
    const QByteArray tag = hit.language.toLatin1();
    return tag + ',' + tag.first(2) + ";q=0.9";
}

QByteArray SimulatedHit::toJson() const
{
    QByteArray json = "{\"site\":";
    appendJsonString(&json, QStringView(hit.site));
    json += member("kind", QString(toString(hit.kind)));
    json += member("url", hit.url);
    json += member("referrer", hit.referrer);
    json += member("title", hit.title);
    json += member("name", hit.kind == HitKind::Click ? hit.link : hit.event);
    json += member("screen", hit.screen);
    json += member("language", hit.language);
    if (hit.hasValue)
        json += ",\"value\":" + QByteArray::number(hit.value, 'g', QLocale::FloatingPointShortest);
    if (!hit.props.isEmpty())
        json += ",\"props\":" + hit.props.toUtf8();
    json += '}';
    return json;
}
