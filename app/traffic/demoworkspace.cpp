// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traffic/demoworkspace.h"

#include "app/traffic/traffictables.h"
#include "core/types/rejectreason.h"

#include <array>

namespace {

const QString kShop = QStringLiteral("shop");
const QString kDocs = QStringLiteral("docs");

Site siteOf(const QString &id, const QString &name, const QString &host)
{
    Site site;
    site.id = id;
    site.name = name;
    site.domains = {host};
    return site;
}

Goal goalOf(const QString &name, Goal::Target target, const QString &pattern)
{
    Goal goal;
    goal.site = kShop;
    goal.name = name;
    goal.target = target;
    goal.pattern = pattern;
    return goal;
}

struct Refusal
{
    RejectReason reason;
    const char *site, *source, *excerpt;
};

constexpr auto kRefusals = std::to_array<Refusal>({
    {RejectReason::OriginNotAllowed, "shop", "public · https://shop-staging.example",
     R"({"site":"shop","kind":"pageview","url":"https://shop-staging.example/cart"})"},
    {RejectReason::GlobalPrivacyControl, "shop", "public · https://shop.example",
     R"({"site":"shop","kind":"pageview","url":"https://shop.example/pricing"})"},
    {RejectReason::UnknownSite, "shpo", "public · https://shop.example",
     R"({"site":"shpo","kind":"pageview","url":"https://shop.example/"})"},
    {RejectReason::DoNotTrack, "docs", "public · https://docs.shop.example",
     R"({"site":"docs","kind":"pageview","url":"https://docs.shop.example/"})"},
    {RejectReason::UnknownLink, "", "public", "/sprnig"},
    {RejectReason::Malformed, "shop", "public · https://shop.example", R"({"site":"shop","kind":"page)"},
});

} // namespace

QList<Site> demoSites()
{
    return {siteOf(kShop, QStringLiteral("shop.example"), QStringLiteral("shop.example")),
            siteOf(kDocs, QStringLiteral("docs.shop.example"), QStringLiteral("docs.shop.example"))};
}

QList<Link> demoLinks()
{
    QList<Link> links;
    for (const SimulatedLink &simulated :
         TrafficTables(QStringLiteral("https://") + demoSites().constFirst().domains.constFirst()).links) {
        Link link;
        link.code = simulated.code;
        link.url = simulated.url;
        link.site = kShop;
        links.append(link);
    }
    return links;
}

QList<Goal> demoGoals()
{
    Goal purchase = goalOf(QStringLiteral("Purchase"), Goal::Target::Event, QStringLiteral("purchase"));
    purchase.worth = Goal::Worth::Hit;
    purchase.currency = QStringLiteral("EUR");
    return {purchase, goalOf(QStringLiteral("Sign-up"), Goal::Target::Event, QStringLiteral("signup")),
            goalOf(QStringLiteral("Saw the prices"), Goal::Target::Page, QStringLiteral("/pricing"))};
}

QList<Annotation> demoNotes(Micros now)
{
    return {{0, kShop, now - 62 * kMicrosPerDay, QStringLiteral("New product pages")},
            {0, kShop, now - 27 * kMicrosPerDay, QStringLiteral("Newsletter: spring launch")},
            {0, kDocs, now - 41 * kMicrosPerDay, QStringLiteral("Search added")}};
}

Rejection demoRejection(int number, Micros at)
{
    const Refusal &refusal = kRefusals.at(static_cast<std::size_t>(number) % kRefusals.size());
    Rejection rejection;
    rejection.time = at;
    rejection.protocol = refusal.reason == RejectReason::UnknownLink ? Protocol::ShortLink : Protocol::Http;
    rejection.reason = codeOf(refusal.reason);
    rejection.detail = QString::fromUtf8(infoOf(refusal.reason).sentence);
    rejection.site = QString::fromUtf8(refusal.site);
    rejection.source = QString::fromUtf8(refusal.source);
    rejection.excerpt = QString::fromUtf8(refusal.excerpt);
    return rejection;
}
