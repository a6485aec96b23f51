// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "previewpast.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace {

/// The n-th of a list, the first ones more often.
QString skewed(std::initializer_list<const char *> choices, QRandomGenerator &random)
{
    const double dice = random.generateDouble();
    const auto at = static_cast<std::size_t>(dice * dice * static_cast<double>(choices.size()));
    return QString::fromUtf8(*(choices.begin() + std::min(at, choices.size() - 1)));
}

void addVisit(QList<Hit> &hits, quint64 visit, Micros start, QRandomGenerator &random)
{
    Hit hit = FakeStatsSource::hit(QStringLiteral("example"), QStringLiteral("/"), visit, start);
    hit.place.country = skewed({"IN", "US", "DE", "BR", "GB", "FR", "PL", "NG", "JP", "AU", "KE", ""},
                               random);
    hit.place.city = skewed({"Mumbai", "Berlin", "Austin", "São Paulo", "London", "Lyon", "", "Lagos"},
                            random);
    hit.place.region = skewed({"Maharashtra", "Berlin", "Texas", "São Paulo", "England", "", "Lagos"},
                              random);
    hit.source = skewed({"instagram.com", "", "google.com", "news.ycombinator.com", "newsletter", "t.co",
                         "linkedin.com", "duckduckgo.com", "reddit.com"},
                        random);
    hit.channel = hit.source.isEmpty() ? QStringLiteral("Direct")
                                       : skewed({"Social", "Search", "Referral", "Email"}, random);
    hit.client.device = skewed({"Mobile", "Desktop", "Tablet"}, random);
    hit.client.os = skewed({"iOS", "Android", "Windows", "macOS", "Linux", "iPadOS"}, random);
    hit.client.browser = skewed({"Safari", "Chrome", "Samsung Internet", "Firefox", "Edge"}, random);
    hit.screen = skewed({"390x844", "1920x1080", "1440x900", "412x915"}, random);
    hit.language = skewed({"en-GB", "en-US", "hi-IN", "de-DE", "pt-BR"}, random);
    hit.campaign.name = random.bounded(5) == 0 ? skewed({"autumn-launch", "newsletter-9", "retarget"}, random)
                                               : QString();
    const int count = 1 + random.bounded(4) * random.bounded(2);
    for (int i = 0; i < count; ++i) {
        hit.kind = HitKind::Pageview;
        hit.event.clear();
        hit.url = QStringLiteral("https://example.com")
            + skewed({"/launch", "/pricing", "/سلام/درباره-ما", "/", "/blog/why-local", "/docs/how-to-count",
                      "/blog/2026/a-much-longer-title-than-fits-into-a-row-of-this-list", "/about",
                      "/contact", "/changelog"},
                     random);
        hit.title = QStringLiteral("Example");
        hits.append(hit);
        hit.eventAt += random.bounded(5u, 400u) * kMicrosPerSecond;
        if (random.bounded(9) == 0) {
            hit.kind = HitKind::Event;
            hit.event = skewed({"signup", "download", "outbound", "search"}, random);
            hits.append(hit);
        }
    }
}

/// Clicks of two months on the links of the pictures, more of the first ones.
void addClicks(QList<Hit> &hits, Micros now)
{
    QRandomGenerator random(31);
    for (int i = 0; i < 6000; ++i) {
        const double age = random.generateDouble() * random.generateDouble() * 60;
        const auto at = now - static_cast<Micros>(age * static_cast<double>(kMicrosPerDay));
        Hit hit = FakeStatsSource::hit(QStringLiteral("example"), QStringLiteral("/"),
                                       900'000 + static_cast<quint64>(i), at);
        hit.kind = HitKind::Click;
        hit.link = skewed({"stage", "newsletter", "qr", "docs", "x1", "bf26", "press", "hall-b"}, random);
        hit.props = random.bounded(2) == 0 ? QStringLiteral("{\"variant\":\"A\"}")
                                           : QStringLiteral("{\"variant\":\"B\"}");
        hits.append(hit);
    }
}

Goal goalOf(const char *id, const char *name, Goal::Target target, const char *pattern)
{
    Goal goal;
    goal.id = QString::fromLatin1(id);
    goal.site = QStringLiteral("example");
    goal.name = QString::fromLatin1(name);
    goal.target = target;
    goal.pattern = QString::fromLatin1(pattern);
    return goal;
}

} // namespace

void fillPast(FakeStatsSource &stats, Micros now)
{
    QRandomGenerator random(12);
    quint64 visit = 1000;
    for (int day = 62; day >= 0; --day) {
        const Micros midnight = utcDay(now - day * kMicrosPerDay) * kMicrosPerDay;
        const int weekday = static_cast<int>((utcDay(midnight) + 3) % 7);
        const double wave = 200 + 60 * std::sin(day / 4.0) + (62 - day) * 1.4 - (weekday > 4 ? 70 : 0)
            + (day == 8       ? 520
                   : day == 7 ? 230
                              : 0);
        for (int i = 0; i < static_cast<int>(wave); ++i) {
            const double hour = 13.5
                + 4.2 * (random.generateDouble() + random.generateDouble() + random.generateDouble() - 1.5)
                + (random.bounded(6) == 0 ? random.bounded(10.0) - 9 : 0);
            const Micros at = midnight + static_cast<Micros>(hour * static_cast<double>(kMicrosPerHour));
            if (at < now)
                addVisit(stats.stored, ++visit * 0x9e3779b97f4aULL, at, random);
        }
    }
    addClicks(stats.stored, now);
    std::ranges::stable_sort(stats.stored, {}, &Hit::eventAt);
    stats.notes = {{1, QStringLiteral("example"), now - 8 * kMicrosPerDay, QStringLiteral("launch day")},
                   {2, QStringLiteral("example"), now - 20 * kMicrosPerDay, QStringLiteral("newsletter")},
                   {-1, QStringLiteral("example"), now - 4 * kMicrosPerDay, {}, -3 * kMicrosPerDay}};
    stats.goalList = {goalOf("g1", "Signup", Goal::Target::Event, "signup"),
                      goalOf("g2", "Download", Goal::Target::Event, "download"),
                      goalOf("g3", "Contact page", Goal::Target::Page, "/contact"),
                      goalOf("g4", "Order", Goal::Target::Event, "order")};
    stats.goalList.first().worth = Goal::Worth::Fixed;
    stats.goalList.first().fixedValue = 12.5;
    stats.goalList.first().currency = QStringLiteral("EUR");
}
