// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/dayreader.h"

#include "core/storage/hitrow.h"
#include "core/storage/zonemap.h"
#include "core/types/hitproperties.h"
#include "core/types/languagetag.h"
#include "core/types/linktarget.h"
#include "core/types/pagepath.h"
#include "core/types/placetext.h"
#include "core/types/touch.h"
#include "core/types/urltext.h"

#include <algorithm>

namespace {

constexpr std::size_t kRowsBetweenChecks = 4096;

/// The columns that the codes of a text go to, in the order of encode().
struct Targets
{
    HitText text;
    std::size_t count;
    std::array<Column, 5> columns;
};

constexpr Targets kTargets[] = {
    {HitText::Page, 2, {Column::Page, Column::Hostname}},
    {HitText::Title, 1, {Column::Title}},
    {HitText::Referrer, 2, {Column::Referrer, Column::ReferrerHost}},
    {HitText::Channel, 1, {Column::Channel}},
    {HitText::Campaign,
     5,
     {Column::UtmSource, Column::UtmMedium, Column::UtmCampaign, Column::UtmTerm, Column::UtmContent}},
    {HitText::Place, 3, {Column::Country, Column::Region, Column::City}},
    {HitText::Client,
     5,
     {Column::Device, Column::Os, Column::OsVersion, Column::Browser, Column::BrowserVersion}},
    {HitText::Screen, 1, {Column::Screen}},
    {HitText::Language, 1, {Column::Language}},
    {HitText::Event, 1, {Column::Event}},
    {HitText::Link, 1, {Column::Link}},
    {HitText::Origin, 1, {Column::Source}},
};

bool isDatedByEvent(Protocol protocol)
{
    return protocol == Protocol::Imported || protocol == Protocol::Simulated;
}

/// Ids that hash an address are made with the salt of the day on which a hit came in
/// (privacy.md#the-visitor-id); imports and simulations use one of the day it tells of.
Roaming roamingOf(const HitCodes &hit)
{
    if (hit.rung == IdentityRung::ExplicitId || hit.rung == IdentityRung::StoredId)
        return Roaming::Persistent;
    const bool isLate = !isDatedByEvent(hit.protocol) && utcDay(hit.receivedAt) != utcDay(hit.eventAt);
    return isLate ? Roaming::Late : Roaming::No;
}

} // namespace

DayReader::DayReader(const Database &database, ValueTables &values) :
    m_database(database),
    m_values(values),
    m_texts(database),
    m_hits(database),
    m_blocks(database.prepare("SELECT block FROM hit_block WHERE site = ?1 AND block BETWEEN ?2 AND ?3"
                              " AND last_event >= ?4 AND first_event < ?5 ORDER BY block"))
{
}

void DayReader::forget()
{
    for (auto &known : m_known)
        known.clear();
    m_places.clear();
    m_touches.clear();
    m_protocols.fill(0);
}

Result<void> DayReader::read(DayHits &day, qint64 firstSeq, qint64 lastSeq,
                             const std::atomic<bool> &isCancelled)
{
    const Micros dayStart = day.day * kMicrosPerDay;
    std::vector<std::pair<qint64, qint64>> runs; // of neighbouring blocks
    m_blocks.bind(1, day.site);
    m_blocks.bind(2, firstSeq >> ZoneMap::kBlockShift);
    m_blocks.bind(3, lastSeq >> ZoneMap::kBlockShift);
    m_blocks.bind(4, dayStart);
    m_blocks.bind(5, dayStart + kMicrosPerDay);
    Statement::Step step = Statement::Step::Done;
    while ((step = m_blocks.step()) == Statement::Step::Row) {
        const qint64 block = m_blocks.integer(0);
        if (!runs.empty() && runs.back().second + 1 == block)
            runs.back().second = block;
        else
            runs.emplace_back(block, block);
    }
    m_blocks.reset();
    if (step == Statement::Step::Failed)
        return m_database.lastError();

    HitCodes hit;
    std::size_t rows = 0;
    for (const auto &[firstBlock, lastBlock] : runs) {
        m_hits.start(day.site, std::max(firstSeq, firstBlock << ZoneMap::kBlockShift),
                     std::min(lastSeq, ((lastBlock + 1) << ZoneMap::kBlockShift) - 1));
        while (m_hits.next(&hit)) {
            if (utcDay(hit.eventAt) == day.day)
                append(day, hit);
            if (++rows % kRowsBetweenChecks == 0 && isCancelled)
                return Error {QStringLiteral("cancelled"), QStringLiteral("cancelled")};
        }
        if (m_hits.failed())
            return m_database.lastError();
    }
    return {};
}

void DayReader::append(DayHits &day, const HitCodes &hit)
{
    day.eventAt.push_back(hit.eventAt);
    day.visitor.push_back(hit.visitor);
    day.visit.push_back(hit.visit);
    day.kind.push_back(static_cast<quint8>(hit.kind));
    day.isBot.push_back(hit.isBot ? 1 : 0);
    day.roaming.push_back(roamingOf(hit));
    if (hit.hasValue)
        day.numbers.push_back({static_cast<quint32>(day.size() - 1), 0, hit.value});
    const QString props = m_hits.props();
    for (const auto &[name, value] : numbersOf(props))
        day.addNumber(name, value);
    for (const Targets &targets : kTargets) {
        const qint64 id = hit.text(targets.text);
        if (id == 0) {
            for (std::size_t i = 0; i < targets.count; ++i)
                day.setCode(targets.columns[i], 0);
            continue;
        }
        const Codes &codes = codesOf(targets.text, id);
        for (std::size_t i = 0; i < targets.count; ++i)
            day.setCode(targets.columns[i], codes[i]);
    }
    if (hit.text(HitText::Origin) == 0 && hit.text(HitText::Channel) == 0)
        day.setCode(Column::Source, sourceOf(hit));
    day.setCode(Column::Touch, touchCode(hit));
    day.setCode(Column::Place, placeCode(hit));
    day.setCode(Column::Props,
                HitProperties::areListed(hit.kind) ? m_values.codeOf(Column::Props, props) : 0);
    quint32 &protocol = m_protocols[static_cast<std::size_t>(hit.protocol)];
    if (protocol == 0)
        protocol = m_values.codeOf(Column::Protocol, toString(hit.protocol));
    day.setCode(Column::Protocol, protocol);
    if (hit.kind == HitKind::Outbound) {
        const QString target = linkTarget(props);
        day.setCode(Column::Target,
                    m_values.codeOf(Column::Target,
                                    target.isEmpty() ? m_texts.textOf(hit.text(HitText::Event)) : target));
    } else {
        day.setCode(Column::Target, 0);
    }
}

quint32 DayReader::sourceOf(const HitCodes &hit)
{
    // Hit::origin(): hits from before sources were kept.
    if (hit.text(HitText::Referrer) == 0)
        return 0;
    const QString host = m_values.text(Column::ReferrerHost,
                                       codesOf(HitText::Referrer, hit.text(HitText::Referrer))[1]);
    return m_values.codeOf(Column::Source, host);
}

quint32 DayReader::placeCode(const HitCodes &hit)
{
    // The text does not say whether an address was local.
    const bool isLocal = hit.network != NetworkClass::Public;
    const qint64 id = hit.text(HitText::Place);
    const qint64 key = id * 2 + (isLocal ? 1 : 0);
    auto known = m_places.constFind(key);
    if (known == m_places.constEnd()) {
        const Place place = id == 0 ? Place() : placeOf(m_texts.textOf(id));
        known = m_places.insert(key, m_values.codeOf(Column::Place, PlaceText::of(place, isLocal)));
    }
    return *known;
}

quint32 DayReader::touchCode(const HitCodes &hit)
{
    const qint64 channel = hit.text(HitText::Channel);
    const TouchKey key {hit.text(HitText::Origin), channel, hit.text(HitText::Referrer),
                        hit.text(HitText::Campaign), channel == 0 ? hit.text(HitText::Page) : 0};
    if (const auto known = m_touches.constFind(key); known != m_touches.constEnd())
        return *known;
    const auto text = [&](HitText which) {
        const qint64 id = hit.text(which);
        return id == 0 ? QString() : m_texts.textOf(id);
    };
    Hit told;
    told.source = text(HitText::Origin);
    told.channel = text(HitText::Channel);
    told.referrer = text(HitText::Referrer);
    told.campaign = campaignOf(text(HitText::Campaign));
    if (channel == 0)
        told.url = text(HitText::Page);
    const std::optional<Touch> touch = touchOf(told);
    if (!touch) // what a visit without one is called must have a code
        (void)m_values.codeOf(Column::Channel, kDirectChannel);
    const quint32 code = touch ? m_values.codeOfTouch(*touch) : 0;
    m_touches.insert(key, code);
    return code;
}

const DayReader::Codes &DayReader::codesOf(HitText which, qint64 id)
{
    QHash<qint64, Codes> &known = m_known[static_cast<std::size_t>(which)];
    auto found = known.find(id);
    if (found == known.end())
        found = known.insert(id, encode(which, m_texts.textOf(id)));
    return *found;
}

DayReader::Codes DayReader::encode(HitText which, const QString &text)
{
    const auto code = [this](Column column, const QString &value) { return m_values.codeOf(column, value); };
    switch (which) {
    case HitText::Page:
        // Only URLs whose fragment names the page are stored with it here.
        return {code(Column::Page, pagePath(text, text.contains(u'#'))),
                code(Column::Hostname, urlHost(text))};
    case HitText::Title: return {code(Column::Title, text)};
    case HitText::Referrer: return {code(Column::Referrer, text), code(Column::ReferrerHost, bareHost(text))};
    case HitText::Channel: return {code(Column::Channel, text)};
    case HitText::Campaign: {
        const Campaign c = campaignOf(text);
        return {code(Column::UtmSource, c.source), code(Column::UtmMedium, c.medium),
                code(Column::UtmCampaign, c.name), code(Column::UtmTerm, c.term),
                code(Column::UtmContent, c.content)};
    }
    case HitText::Place: {
        const Place place = placeOf(text);
        return {code(Column::Country, place.country), code(Column::Region, place.region),
                code(Column::City, place.city)};
    }
    case HitText::Client: {
        const Client c = clientOf(text);
        return {code(Column::Device, c.device), code(Column::Os, c.os), code(Column::OsVersion, c.osVersion),
                code(Column::Browser, c.browser), code(Column::BrowserVersion, c.browserVersion)};
    }
    case HitText::Screen: return {code(Column::Screen, text)};
    case HitText::Language: return {code(Column::Language, canonicalLanguage(text))};
    case HitText::Event: return {code(Column::Event, text)};
    case HitText::Link: return {code(Column::Link, text)};
    case HitText::Origin: return {code(Column::Source, text)};
    }
    return {};
}
