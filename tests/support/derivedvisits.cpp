// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/derivedvisits.h"

#include "core/questions/hitfilter.h"

#include <QMap>

#include <algorithm>

namespace {

constexpr Micros kGap = 30 * kMicrosPerMinute;

Micros wholeMillis(Micros instant)
{
    return instant / kMicrosPerMilli * kMicrosPerMilli;
}

bool extends(HitKind kind)
{
    return kind != HitKind::Vitals && kind != HitKind::Error && kind != HitKind::Identify;
}

/// Its referrer is a page of the site.
bool isOfTheSite(const Hit &hit)
{
    if (!hit.channel.isEmpty())
        return hit.channel == QLatin1StringView("Internal");
    QString page = hit.hostname();
    if (page.startsWith(QLatin1StringView("www.")))
        page.remove(0, 4);
    return hit.source.isEmpty() ? !page.isEmpty() && hit.referrerHost() == page : hit.source == page;
}

/// Cuts the hits of one visitor, given as indexes in order, into runs.
QList<QList<int>> runsOf(const QList<const Hit *> &hits, const QList<int> &ofVisitor)
{
    QList<QList<int>> runs;
    for (const int index : ofVisitor) {
        const Micros at = hits[index]->eventAt;
        const auto ends = [&](const QList<int> &run) {
            const Micros first = hits[run.constFirst()]->eventAt;
            const Micros previous = hits[run.constLast()]->eventAt;
            const Micros dayOfPrevious = utcDay(previous) * kMicrosPerDay;
            const bool filledTheDay = first < dayOfPrevious + kGap;
            return at - previous >= kGap || (utcDay(at) > utcDay(previous) && filledTheDay);
        };
        const bool begins = runs.isEmpty() || ends(runs.constLast());
        if (begins)
            runs.append(QList<int>());
        runs.last().append(index);
    }
    return runs;
}

void addVisitsOfRun(const QList<int> &run, bool includesBots, DerivedSite *site)
{
    bool isOpen = false; // a visit of this run has begun
    for (const int index : run) {
        const Hit *hit = site->hits[index];
        if (hit->bot.isBot && !includesBots)
            continue;
        const bool isNear = isOpen
            && hit->eventAt - site->visits.constLast().extending.constLast()->eventAt < kGap;
        if (!extends(hit->kind)) {
            if (!isNear)
                continue;
        } else {
            if (!isNear)
                site->visits.append(DerivedVisit());
            isOpen = true;
            site->visits.last().extending.append(hit);
        }
        site->visits.last().hits.append(hit);
        site->visitOf[index] = static_cast<int>(site->visits.size()) - 1;
    }
}

} // namespace

quint64 DerivedVisit::id() const
{
    return extending.constFirst()->visit; // as it was stored with the hit that begins it
}

Micros DerivedVisit::first() const
{
    return wholeMillis(extending.constFirst()->eventAt);
}

Micros DerivedVisit::last() const
{
    return wholeMillis(extending.constLast()->eventAt);
}

qint64 DerivedVisit::pageviews() const
{
    return std::ranges::count_if(hits, [](const Hit *hit) { return hit->kind == HitKind::Pageview; });
}

bool DerivedVisit::isBounce() const
{
    const bool isInteractive = std::ranges::any_of(hits, [](const Hit *hit) {
        return hit->kind == HitKind::Event || hit->kind == HitKind::Outbound
            || hit->kind == HitKind::Download;
    });
    return pageviews() == 1 && !isInteractive;
}

QString DerivedVisit::entryPage() const
{
    for (const Hit *hit : hits) {
        if (hit->kind == HitKind::Pageview)
            return hit->path();
    }
    return {};
}

QString DerivedVisit::entryHost() const
{
    const auto entry = std::ranges::find(hits, HitKind::Pageview, &Hit::kind);
    return entry == hits.end() ? QString() : (*entry)->hostname();
}

QString DerivedVisit::exitPage() const
{
    QString page;
    for (const Hit *hit : hits) {
        if (hit->kind == HitKind::Pageview)
            page = hit->path();
    }
    return page;
}

const Hit *DerivedVisit::touch() const
{
    for (const Hit *hit : hits) {
        if (tellsOfSomewhereElse(*hit))
            return hit;
    }
    return nullptr;
}

bool tellsOfSomewhereElse(const Hit &hit)
{
    const Campaign &c = hit.campaign;
    for (const QString &field : {c.source, c.medium, c.name, c.term, c.content}) {
        if (!field.isEmpty())
            return true;
    }
    return !isOfTheSite(hit) && hit.channel != QLatin1StringView("Direct")
        && !(hit.channel.isEmpty() && hit.source.isEmpty() && hit.referrerHost().isEmpty());
}

std::optional<QString> originValue(const Hit *touch, const QString &dimension)
{
    const bool isOfVisit = dimension == QLatin1StringView("source")
        || dimension == QLatin1StringView("channel") || dimension.startsWith(QLatin1StringView("referrer"))
        || dimension.startsWith(QLatin1StringView("utm_"));
    if (!isOfVisit)
        return std::nullopt;
    const bool isChannel = dimension == QLatin1StringView("channel");
    if (!touch)
        return isChannel ? QStringLiteral("Direct") : QString();
    // A campaign on a link of the site: that is all there is.
    if (isOfTheSite(*touch) && !dimension.startsWith(QLatin1StringView("utm_"))) {
        const QString source = touch->campaign.source;
        if (dimension == QLatin1StringView("source"))
            return source;
        return isChannel ? source.isEmpty() ? QStringLiteral("Direct") : QStringLiteral("Other") : QString();
    }
    return dimensionValue(*touch, dimension);
}

DerivedSite deriveSite(const QList<Hit> &hits, const QString &site, bool includesBots)
{
    DerivedSite derived;
    for (const Hit &hit : hits) {
        if (hit.site == site)
            derived.hits.append(&hit);
    }
    std::ranges::sort(derived.hits, [](const Hit *a, const Hit *b) {
        return a->eventAt != b->eventAt ? a->eventAt < b->eventAt : a->seq < b->seq;
    });
    derived.visitOf.fill(-1, derived.hits.size());
    QMap<quint64, QList<int>> byVisitor;
    for (int i = 0; i < derived.hits.size(); ++i) {
        if (derived.hits[i]->visitor != 0)
            byVisitor[derived.hits[i]->visitor].append(i);
    }
    for (const QList<int> &ofVisitor : std::as_const(byVisitor)) {
        for (const QList<int> &run : runsOf(derived.hits, ofVisitor))
            addVisitsOfRun(run, includesBots, &derived);
    }
    return derived;
}
