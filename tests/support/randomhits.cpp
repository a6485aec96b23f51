// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/randomhits.h"

#include "tests/support/randomdraw.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMap>
#include <QPair>

#include <algorithm>

namespace {

constexpr Micros kGap = 30 * kMicrosPerMinute;
constexpr Micros kHour = 60 * kMicrosPerMinute;

/// Middles of data sets.
const char *const kEras[] = {
    "2025-03-30T01:00:00Z", // Europe/Warsaw springs forward
    "2025-10-26T01:00:00Z", // and back
    "2025-03-09T07:00:00Z", // America/New_York
    "2025-11-02T06:00:00Z",
    "2025-04-05T15:00:00Z", // Australia/Lord_Howe, half an hour back
    "2025-10-04T15:30:00Z",
    "2022-03-21T20:30:00Z", // Asia/Tehran skips a midnight
    "2022-09-21T19:30:00Z",
    "2018-02-18T02:00:00Z", // America/Sao_Paulo repeats the hour before midnight
    "2017-10-15T03:00:00Z", // and skips a midnight
    "2024-02-29T12:00:00Z", // leap day
    "2025-01-01T00:00:00Z", // year, month; the week goes on
    "2024-07-01T00:00:00Z", // month and week
    "1995-01-01T00:00:00Z", // Pacific/Kiritimati skipped a day
};

Micros instantOf(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

bool isImport(Protocol protocol)
{
    return protocol == Protocol::Imported || protocol == Protocol::Simulated;
}

bool isHashed(IdentityRung rung)
{
    return rung == IdentityRung::AddressAndAgent || rung == IdentityRung::Address;
}

/// The UTC day that a hashed id belongs to, were it new.
qint64 saltDay(const Hit &hit)
{
    return utcDay(isImport(hit.protocol) ? hit.eventAt : hit.receivedAt);
}

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u'|');
}

/// Each city has one: of several, the one met first would count, and the judge knows nothing of an order.
GeoPosition positionOf(const QString &city)
{
    const auto size = static_cast<qint16>(city.size());
    return {static_cast<qint16>(city.isEmpty() ? -5 : 100 * city.at(0).unicode() % 9000),
            static_cast<qint16>(size * 1250 - 9000)};
}

/// Somebody, or some machine, that comes by.
struct Person
{
    IdentityRung rung = IdentityRung::None;
    quint64 id = 0; ///< of hashed visitors: what ids are made of
    QString identity;
    QString site;
    bool isBot = false;
    bool isImported = false;
    Micros importedAt = 0; ///< when its hits came in, in the order in which they happened; 0 = at once
    Hit looks; ///< what stays the same
};

struct Draft
{
    Hit hit;
    int person = 0;
    bool isLate = false; ///< back-dated by its sender
};

class HitGenerator
{
public:
    explicit HitGenerator(quint64 seed) : m_random(seed) { }

    QList<Hit> run();

private:
    void addPeople();
    void addLooks(Hit *hit);
    void addThings(Hit *hit, const Person &person);
    Micros someInstant();
    Micros someGap();
    void addHit(int person, Micros at, bool isLate = false, Micros receivedAt = 0);
    void addChain(int person);
    void addEndlessChain(int person);
    void addLateHits(int person);
    void order();
    void giveIds();

    RandomDraw m_random;
    QStringList m_sites;
    QList<Person> m_people;
    QList<Draft> m_drafts;
    Micros m_from = 0;
    Micros m_to = 0;
    QList<Micros> m_anchors;
    int m_manyValues = 0; ///< more pages than a byte can number, when not 0
};

void HitGenerator::addLooks(Hit *hit)
{
    hit->client.device = m_random.of(words("Desktop|Mobile|Tablet|"));
    hit->client.os = m_random.of(words("Linux|iOS|Windows|"));
    hit->client.osVersion = m_random.of(words("11|17.2||"));
    hit->client.browser = m_random.of(words("Firefox|Chrome|Safari|firefox|"));
    hit->client.browserVersion = m_random.of(words("1|2|10|"));
    hit->place.country = m_random.of(words("PL|US|IR||"));
    hit->place.region = m_random.of(words("14|CA||K/L"));
    hit->place.region.replace(u'/', m_random.chance(50) ? u'|' : u'/');
    hit->place.city = m_random.of(words("Łódź|łódź|São Paulo|Berlin|"));
    hit->place.position.reset();
    if (m_random.chance(60))
        hit->place.position = positionOf(hit->place.city);
    hit->via = m_random.of(words("||X-Forwarded-For|Forwarded"));
    static const QList<NetworkClass> kNetworks {NetworkClass::Public,   NetworkClass::Public,
                                                NetworkClass::Public,   NetworkClass::Private,
                                                NetworkClass::Loopback, NetworkClass::Ula};
    hit->network = m_random.of(kNetworks);
    hit->language = m_random.of(words("en|pl-PL|"));
    hit->screen = m_random.of(words("1920x1080|390x844|"));
    hit->agent = m_random.of(words("Mozilla/5.0 (A)|Mozilla/5.0 (B)|"));
}

/// U+FF5E sorts before U+1F600 as UTF-8 and behind it as UTF-16; "%" and "_" mean nothing to a filter.
void HitGenerator::addThings(Hit *hit, const Person &person)
{
    static const QList<HitKind> kKinds {
        HitKind::Pageview, HitKind::Pageview, HitKind::Pageview,   HitKind::Pageview,  HitKind::Pageview,
        HitKind::Pageview, HitKind::Event,    HitKind::Outbound,   HitKind::Download,  HitKind::Click,
        HitKind::Pixel,    HitKind::Vitals,   HitKind::Engagement, HitKind::Heartbeat, HitKind::Vitals,
        HitKind::Error,    HitKind::Identify,
    };
    hit->kind = m_random.of(kKinds);
    hit->url = m_random.of(words(
        "https://a.example/|https://a.example/a|https://www.b.example:8080/A?x=1#y|/a|/%5F_%|/__%25|/%7eB/|/~b|"
        "https://a.example/～|https://a.example/😀|https://a.example/Straße"));
    if (m_manyValues > 0 && m_random.chance(50)) {
        hit->url = QStringLiteral("https://a.example/p/%1").arg(m_random.below(m_manyValues));
        hit->title = QStringLiteral("Title %1").arg(m_random.below(m_manyValues));
    } else {
        hit->title = m_random.of(words("Home|home|ÜBER|über||"));
    }
    hit->referrer =
        m_random.of(words("||https://www.google.com/|https://google.com/search|http://a.example/a"));
    hit->source = m_random.of(words("||google.com|instagram.com"));
    hit->channel = m_random.of(words("||Search|Direct|Internal"));
    if (m_random.chance(30)) {
        hit->campaign = {m_random.of(words("news|News|")), m_random.of(words("email|cpc|")),
                         m_random.of(words("spring launch|x|")), m_random.of(words("shoes|")),
                         m_random.of(words("a|b|"))};
    }
    if (hit->kind == HitKind::Event || m_random.chance(5))
        hit->event = m_random.of(words("signup|Signup|sign*up|buy|"));
    if (m_random.chance(30)) {
        hit->props = m_random.of(words(
            R"({"b":2}|{"b":-3.25,"price":"4.5"}|{"price":"cheap","url":"/"}|{"b":true,"price":{"b":1}}|{"plan":"pro","price":1e3}|{"plan":"Pro"}|{"currency":"EUR"}|{"currency":"usd","b":2}|{"currency":"Euro"}|[1]|{"":1})"));
    }
    if (hit->kind == HitKind::Outbound) {
        hit->event = m_random.of(words("https://out.example/|https://out.example/b"));
        hit->props = m_random.of(words(
            R"(|{"url":"https://out.example/b"}|{"href":"https://out.example/b","external":true}|{"a":{"url":"no"},"url":"https://x.example/\"q\""}|{"b":1})"));
    }
    if (hit->kind == HitKind::Click || m_random.chance(5))
        hit->link = m_random.of(words("abc|abc|xyz123|ABC"));
    hit->hasValue = m_random.chance(25);
    if (hit->hasValue)
        hit->value = static_cast<double>(m_random.between(-8, 40)) / 4; // sums are exact
    if (m_random.chance(5))
        addLooks(hit);
    hit->visit = m_random.bits();
    hit->bot.isBot = person.isBot || m_random.chance(4);
    if (hit->bot.isBot)
        hit->bot = {true, m_random.of(words("crawler|burst")), QStringLiteral("rule"), 90};
}

void HitGenerator::addPeople()
{
    static const QList<IdentityRung> kRungs {IdentityRung::None,
                                             IdentityRung::ExplicitId,
                                             IdentityRung::StoredId,
                                             IdentityRung::AddressAndAgent,
                                             IdentityRung::AddressAndAgent,
                                             IdentityRung::Address};
    const qint64 count = m_random.between(6, 16);
    for (qint64 i = 0; i < count; ++i) {
        Person person;
        person.rung = m_random.of(kRungs);
        person.id = person.rung == IdentityRung::None ? 0 : m_random.bits() | 1;
        if (person.rung == IdentityRung::ExplicitId)
            person.identity = QStringLiteral("user-%1").arg(i);
        person.site = m_random.of(m_sites);
        person.isBot = m_random.chance(15);
        person.isImported = m_random.chance(25);
        if (person.isImported && m_random.chance(60))
            person.importedAt = m_random.between(m_from, m_to + kMicrosPerDay);
        addLooks(&person.looks);
        m_people.append(person);
    }
}

Micros HitGenerator::someInstant()
{
    if (!m_random.chance(40))
        return m_random.between(m_from, m_to);
    static const QList<Micros> kOffsets {0,     -1,       1,         -999,    999, -kMicrosPerMilli,
                                         -kGap, 1 - kGap, -kGap / 2, kGap / 2};
    const Micros anchor = m_random.of(m_anchors);
    return anchor + m_random.of(kOffsets);
}

Micros HitGenerator::someGap()
{
    static const QList<Micros> kGaps {0,
                                      1,
                                      999,
                                      kMicrosPerMilli,
                                      10 * kMicrosPerSecond,
                                      kMicrosPerMinute,
                                      5 * kMicrosPerMinute,
                                      29 * kMicrosPerMinute,
                                      kGap - 1,
                                      kGap,
                                      kGap + 1,
                                      2 * kHour,
                                      9 * kHour};
    return m_random.chance(60) ? m_random.of(kGaps) : m_random.below(40 * kMicrosPerMinute);
}

void HitGenerator::addHit(int number, Micros at, bool isLate, Micros receivedAt)
{
    static const QList<Protocol> kLive {Protocol::Native,      Protocol::Native,      Protocol::NativePixel,
                                        Protocol::Sparklytics, Protocol::TsAnalytics, Protocol::ShortLink};
    const Person &person = m_people[number];
    Draft draft {person.looks, number, isLate};
    Hit &hit = draft.hit;
    hit.eventAt = at;
    hit.receivedAt = at;
    hit.site = person.site;
    hit.rung = person.rung;
    hit.visitor = person.id;
    hit.identity = person.identity;
    addThings(&hit, person);
    if (person.isImported) {
        hit.protocol = m_random.chance(50) ? Protocol::Imported : Protocol::Simulated;
        if (person.importedAt != 0) // as fast as an import is
            hit.receivedAt = std::max(at, person.importedAt + (at - m_from + 400 * kMicrosPerDay) / 10'000);
    } else {
        hit.protocol = m_random.of(kLive);
    }
    if (isLate) {
        hit.protocol = Protocol::Native;
        hit.receivedAt = receivedAt;
    }
    // People with an id of their own come by on other sites, too.
    if (!isHashed(hit.rung) && m_random.chance(10))
        hit.site = m_random.of(m_sites);
    m_drafts.append(draft);
}

void HitGenerator::addChain(int person)
{
    Micros at = someInstant();
    // Those that may be of another day than they were received on.
    const bool mayBeOld = m_people[person].isImported;
    if (mayBeOld && m_random.chance(25))
        at -= m_random.of(QList<Micros> {kMicrosPerDay, 7 * kMicrosPerDay, 365 * kMicrosPerDay});
    const qint64 count = m_random.between(1, 9);
    for (qint64 i = 0; i < count; ++i) {
        addHit(person, at);
        at += someGap();
    }
}

void HitGenerator::addEndlessChain(int person)
{
    const Micros to = m_from + 3 * kMicrosPerDay + m_random.below(kMicrosPerDay);
    for (Micros at = m_from + m_random.below(kMicrosPerDay); at < to;
         at += m_random.between(10, 30) * kMicrosPerMinute - m_random.below(2))
        addHit(person, at);
}

/// Beside hits that are there, so that they join visits; or anywhere.
void HitGenerator::addLateHits(int person)
{
    QList<Micros> times;
    for (const Draft &draft : std::as_const(m_drafts)) {
        if (draft.person == person)
            times.append(draft.hit.eventAt);
    }
    for (qint64 i = m_random.below(6); i > 0; --i) {
        const Micros sign = m_random.chance(50) ? 1 : -1;
        Micros at = someInstant();
        if (m_random.chance(60) && !times.isEmpty()) {
            at = m_random.of(times);
            at += sign * someGap();
        }
        const Micros lag = m_random.chance(10) ? kMicrosPerDay - kMicrosPerSecond
                                               : m_random.between(1, kMicrosPerDay - kMicrosPerSecond);
        addHit(person, at, true, at + lag);
    }
}

/// In the order in which they are received. Of two at once the second is received a microsecond later.
void HitGenerator::order()
{
    std::ranges::stable_sort(m_drafts, {}, [](const Draft &draft) { return draft.hit.receivedAt; });
    qint64 seq = 0;
    Micros previous = 0;
    for (Draft &draft : m_drafts) {
        draft.hit.seq = ++seq;
        draft.hit.receivedAt = std::max(draft.hit.receivedAt, previous + 1);
        previous = draft.hit.receivedAt;
    }
}

/// Gives hashed visitors the ids that a collector or an import would give them.
void HitGenerator::giveIds()
{
    struct Current
    {
        qint64 day = -1;
        Micros last = 0;
    };
    QMap<QPair<int, QString>, Current> live;
    QMap<QPair<int, QString>, Current> imported;
    const auto idOf = [this](const Draft &draft, qint64 day) {
        const QString text =
            QStringLiteral("%1 %2 %3").arg(m_people[draft.person].id).arg(day).arg(draft.hit.site);
        const QByteArray digest = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
        return digest.toHex().first(16).toULongLong(nullptr, 16) | 2; // never 0
    };
    QList<Draft *> byTime;
    for (Draft &draft : m_drafts) {
        if (isHashed(draft.hit.rung))
            byTime.append(&draft);
    }
    const auto give = [&idOf](Draft *draft, Current *current) {
        const qint64 day = saltDay(draft->hit);
        const bool isOpen = draft->hit.eventAt - current->last < kGap;
        if (current->day != day && !(current->day == day - 1 && isOpen))
            current->day = day;
        current->last = std::max(current->last, draft->hit.eventAt);
        draft->hit.visitor = idOf(*draft, current->day);
    };
    for (Draft *draft : std::as_const(byTime)) {
        if (draft->isLate)
            draft->hit.visitor = idOf(*draft, saltDay(draft->hit));
        else if (!isImport(draft->hit.protocol))
            give(draft, &live[{draft->person, draft->hit.site}]);
    }
    std::ranges::stable_sort(byTime, {}, [](const Draft *draft) { return draft->hit.eventAt; });
    for (Draft *draft : std::as_const(byTime)) {
        if (isImport(draft->hit.protocol))
            give(draft, &imported[{draft->person, draft->hit.site}]);
    }
}

QList<Hit> HitGenerator::run()
{
    const Micros middle = instantOf(kEras[m_random.below(std::size(kEras))]);
    m_from = middle - m_random.between(20, 80) * kHour;
    m_to = middle + m_random.between(20, 80) * kHour;
    m_sites = m_random.chance(50) ? words("s|other") : words("s|other|third");
    m_manyValues = m_random.chance(30) ? 400 : 0;
    m_anchors = {middle, middle + kHour, middle - kHour};
    for (qint64 day = utcDay(m_from); day <= utcDay(m_to); ++day)
        m_anchors.append(day * kMicrosPerDay);
    addPeople();
    const int endless = static_cast<int>(m_random.below(m_people.size()));
    for (int person = 0; person < m_people.size(); ++person) {
        for (qint64 chains = m_random.between(1, 8); chains > 0; --chains)
            addChain(person);
        if (m_random.chance(30) && (person == endless || person == 0))
            addEndlessChain(person);
        if (!m_people[person].isImported)
            addLateHits(person);
    }
    order();
    giveIds();
    QList<Hit> hits;
    for (const Draft &draft : std::as_const(m_drafts))
        hits.append(draft.hit);
    return hits;
}

} // namespace

QList<Hit> randomHits(quint64 seed)
{
    return HitGenerator(seed).run();
}

QString brokenContract(const QList<Hit> &hits)
{
    Micros received = 0;
    QMap<QPair<QString, quint64>, QList<const Hit *>> hashed;
    for (const Hit &hit : hits) {
        const QString name = QStringLiteral("hit %1 ").arg(hit.seq);
        if (hit.receivedAt <= received)
            return name + QStringLiteral("is received before the one before it");
        received = hit.receivedAt;
        if (hit.eventAt > hit.receivedAt)
            return name + QStringLiteral("happens after it was received");
        if (!isImport(hit.protocol) && hit.receivedAt - hit.eventAt > kMicrosPerDay)
            return name + QStringLiteral("is more than a day late");
        if ((hit.visitor == 0) != (hit.rung == IdentityRung::None))
            return name + QStringLiteral("has a visitor that does not fit its rung");
        if (isHashed(hit.rung))
            hashed[{hit.site, hit.visitor}].append(&hit);
    }
    for (QList<const Hit *> &ofVisitor : hashed) {
        qint64 day = saltDay(*ofVisitor.constFirst());
        for (const Hit *hit : std::as_const(ofVisitor))
            day = std::min(day, saltDay(*hit));
        std::ranges::stable_sort(ofVisitor, {}, &Hit::eventAt);
        Micros reach = 0; // until when a hit may follow what began on the day
        for (const Hit *hit : std::as_const(ofVisitor)) {
            const qint64 beyond = saltDay(*hit) - day;
            if (beyond > 1 || (beyond == 1 && hit->eventAt >= reach))
                return QStringLiteral("hit %1 uses the id of another day").arg(hit->seq);
            reach = hit->eventAt + kGap;
        }
    }
    return {};
}
