// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hitrow.h"

#include "core/types/languagetag.h"
#include "core/types/urltext.h"

#include <QStringList>

#include <array>
#include <charconv>

namespace {

constexpr QChar kJoin(0x1f);

// Frozen: the bits of column `source`.
constexpr qint64 kNetworkUnit = 16;
constexpr qint64 kRungUnit = 128;
constexpr qint64 kSignUnit = 1024;

enum Column : int {
    Seq,
    Received,
    Lag,
    SiteNumber,
    Kind,
    Source,
    Page,
    Query,
    Title,
    Referrer,
    Channel,
    CampaignText,
    Visitor,
    Identity,
    Visit,
    PlaceText,
    ClientText,
    Agent,
    Screen,
    Language,
    Event,
    Value,
    LinkCode,
    Bot,
    Props,
    Origin,
};

QString join(const Campaign &c)
{
    return c.source + kJoin + c.medium + kJoin + c.name + kJoin + c.term + kJoin + c.content;
}

QString join(const Place &p, const QString &via)
{
    // On the stack, so that the text is allocated once: every hit of a city comes by here.
    std::array<char, 16> position; // at most two times a join, a sign and five digits
    char *end = position.data();
    if (p.position) {
        for (const qint16 hundredths : {p.position->latitude, p.position->longitude}) {
            *end++ = kJoin.toLatin1();
            end = std::to_chars(end, position.data() + position.size(), hundredths).ptr;
        }
    }
    return p.country + kJoin + p.region + kJoin + p.city + kJoin + p.source + kJoin + via
        + QLatin1StringView(position.data(), end - position.data());
}

QString join(const Client &c)
{
    return c.device + kJoin + c.os + kJoin + c.osVersion + kJoin + c.browser + kJoin + c.browserVersion;
}

template <typename... Fields>
void split(const QString &joined, Fields &...fields)
{
    qsizetype from = 0;
    const auto next = [&](QString &field) {
        const qsizetype to = joined.indexOf(kJoin, from);
        field = to < 0 ? joined.sliced(from) : joined.sliced(from, to - from);
        from = to < 0 ? joined.size() : to + 1;
    };
    (next(fields), ...);
}

Place readPlace(const QString &joined, QString *via)
{
    Place place;
    QString latitude, longitude;
    split(joined, place.country, place.region, place.city, place.source, *via, latitude, longitude);
    if (!longitude.isEmpty())
        place.position = GeoPosition::fromDegrees(latitude.toInt() / 100.0, longitude.toInt() / 100.0);
    return place;
}

} // namespace

Result<qint64> lastGivenSeq(const Database &database)
{
    return database.number("SELECT MAX(COALESCE((SELECT MAX(seq) FROM hit), 0),"
                           " COALESCE((SELECT MAX(last_seq) FROM erasure), 0))");
}

QString storedVerdict(const BotVerdict &verdict)
{
    return verdict.category + kJoin + verdict.reason + kJoin + QString::number(verdict.score);
}

StoredSource sourceOf(qint64 packed)
{
    return {static_cast<Protocol>(packed % kNetworkUnit),
            static_cast<NetworkClass>(packed % kRungUnit / kNetworkUnit),
            static_cast<IdentityRung>(packed % kSignUnit / kRungUnit),
            HitSigns::fromInt(static_cast<HitSigns::Int>(packed / kSignUnit))};
}

Campaign campaignOf(const QString &joined)
{
    Campaign c;
    split(joined, c.source, c.medium, c.name, c.term, c.content);
    return c;
}

Place placeOf(const QString &joined)
{
    QString via;
    return readPlace(joined, &via);
}

Client clientOf(const QString &joined)
{
    Client c;
    split(joined, c.device, c.os, c.osVersion, c.browser, c.browserVersion);
    return c;
}

HitRowWriter::HitRowWriter(Database &database, Dictionary &dictionary) :
    m_dictionary(dictionary),
    m_insert(database.prepare(
        "INSERT INTO hit (seq, received, lag, site, kind, source, page, query, title, referrer, channel, campaign,"
        " visitor, identity, visit, place, client, agent, screen, language, event, value, link, bot, props,"
        " origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"
        " ?22, ?23, ?24, ?25, ?26)"))
{
}

void HitRowWriter::bindText(int column, const QString &text)
{
    if (text.isEmpty()) {
        m_insert.bindNull(column + 1);
        return;
    }
    const qint64 id = m_dictionary.idOf(text);
    m_complete = m_complete && id != 0;
    m_insert.bind(column + 1, id);
}

bool HitRowWriter::insert(const Hit &hit, qint64 siteNumber)
{
    // Where the fragment names the page, all of the URL does: readers find the '#' in it.
    const QString suffix = hit.signs.testFlag(HitSign::FragmentNamesPage)
        ? QString()
        : splitUrl(hit.url).suffix.toString();
    const QString page = hit.url.first(hit.url.size() - suffix.size());

    m_insert.bind(Seq + 1, hit.seq);
    m_insert.bind(Received + 1, hit.receivedAt);
    if (hit.eventAt == hit.receivedAt)
        m_insert.bindNull(Lag + 1);
    else
        m_insert.bind(Lag + 1, hit.receivedAt - hit.eventAt);
    m_insert.bind(SiteNumber + 1, siteNumber);
    m_insert.bind(Kind + 1, static_cast<qint64>(hit.kind));
    m_insert.bind(Source + 1,
                  static_cast<qint64>(hit.protocol) + kNetworkUnit * static_cast<qint64>(hit.network)
                      + kRungUnit * static_cast<qint64>(hit.rung)
                      + kSignUnit * static_cast<qint64>(hit.signs.toInt()));
    const qint64 pageId = m_dictionary.idOf(page);
    m_complete = pageId != 0;
    m_insert.bind(Page + 1, pageId);
    bindText(Query, suffix);
    bindText(Title, hit.title);
    bindText(Referrer, hit.referrer);
    bindText(Channel, hit.channel);
    bindText(CampaignText, hit.campaign.isEmpty() ? QString() : join(hit.campaign));
    m_insert.bind(Visitor + 1, static_cast<qint64>(hit.visitor));
    bindText(Identity, hit.identity);
    m_insert.bind(Visit + 1, static_cast<qint64>(hit.visit));
    bindText(PlaceText, hit.place.isEmpty() && hit.via.isEmpty() ? QString() : join(hit.place, hit.via));
    bindText(ClientText, hit.client.isEmpty() ? QString() : join(hit.client));
    bindText(Agent, hit.agent);
    bindText(Screen, hit.screen);
    bindText(Language, hit.language);
    bindText(Event, hit.event);
    if (hit.hasValue)
        m_insert.bind(Value + 1, hit.value);
    else
        m_insert.bindNull(Value + 1);
    bindText(LinkCode, hit.link);
    bindText(Bot, hit.bot.isBot ? storedVerdict(hit.bot) : QString());
    if (hit.props.isEmpty())
        m_insert.bindNull(Props + 1);
    else
        m_insert.bind(Props + 1, QStringView(hit.props));
    bindText(Origin, hit.source);
    return m_complete && m_insert.run();
}

const char *HitRowReader::columns()
{
    return "seq, received, lag, site, kind, source, page, query, title, referrer, channel, campaign, visitor,"
           " identity, visit, place, client, agent, screen, language, event, value, link, bot, props, origin";
}

HitRowReader::HitRowReader(const Database &database) :
    m_dictionary(database),
    m_siteById(database.prepare("SELECT num FROM site WHERE id = ?1")),
    m_siteByNumber(database.prepare("SELECT id FROM site WHERE num = ?1"))
{
}

Hit HitRowReader::read(const Statement &row)
{
    const auto text = [&](Column column) { return m_dictionary.textOf(row.integer(column)); };
    Hit hit;
    hit.seq = row.integer(Seq);
    hit.receivedAt = row.integer(Received);
    hit.eventAt = hit.receivedAt - row.integer(Lag);
    hit.site = siteId(row.integer(SiteNumber));
    hit.kind = static_cast<HitKind>(row.integer(Kind));
    const StoredSource source = sourceOf(row.integer(Source));
    hit.protocol = source.protocol;
    hit.network = source.network;
    hit.rung = source.rung;
    hit.signs = source.signs;
    hit.url = text(Page) + text(Query);
    hit.title = text(Title);
    hit.referrer = text(Referrer);
    hit.channel = text(Channel);
    if (!row.isNull(CampaignText))
        hit.campaign = campaignOf(text(CampaignText));
    hit.visitor = static_cast<quint64>(row.integer(Visitor));
    hit.identity = text(Identity);
    hit.visit = static_cast<quint64>(row.integer(Visit));
    if (!row.isNull(PlaceText))
        hit.place = readPlace(text(PlaceText), &hit.via);
    if (!row.isNull(ClientText))
        hit.client = clientOf(text(ClientText));
    hit.agent = text(Agent);
    hit.screen = text(Screen);
    hit.language = canonicalLanguage(text(Language)); // older hits have it as it was sent
    hit.event = text(Event);
    hit.hasValue = !row.isNull(Value);
    hit.value = row.real(Value);
    hit.link = text(LinkCode);
    hit.bot.isBot = !row.isNull(Bot);
    if (hit.bot.isBot) {
        QString score;
        split(text(Bot), hit.bot.category, hit.bot.reason, score);
        hit.bot.score = score.toInt();
    }
    if (!row.isNull(Props))
        hit.props = row.text(Props);
    hit.source = text(Origin);
    return hit;
}

qint64 HitRowReader::siteNumber(const QString &site)
{
    m_siteById.bind(1, QStringView(site));
    const qint64 number = m_siteById.step() == Statement::Step::Row ? m_siteById.integer(0) : 0;
    m_siteById.reset();
    return number;
}

QString HitRowReader::siteId(qint64 number)
{
    if (const auto known = m_sites.constFind(number); known != m_sites.constEnd())
        return *known;
    m_siteByNumber.bind(1, number);
    const QString id = m_siteByNumber.step() == Statement::Step::Row ? m_siteByNumber.text(0) : QString();
    m_siteByNumber.reset();
    m_sites.insert(number, id);
    return id;
}
