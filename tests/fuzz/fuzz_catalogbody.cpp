// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsbodies.h"
#include "core/links/linkcheck.h"
#include "core/types/allowedhosts.h"
#include "core/types/zonename.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

template <typename T>
const T *takenOf(const ParsedBody<T> &parsed)
{
    if (const auto *error = std::get_if<CatalogBodyError>(&parsed)) {
        require(error->status >= 400 && error->status < 500, "bad input is the client's fault");
        require(!error->message.isEmpty(), "a refusal says why");
        require(error->field.isEmpty() == (error->code != std::string_view("validation_error")),
                "a wrong member is named");
        return nullptr;
    }
    return &std::get<T>(parsed);
}

void checkSite(const Site &site)
{
    require(isValidSiteId(site.id), "a site has a key");
    require(!site.name.isEmpty() && site.name.size() <= 100, "a site has a name");
    require(allowedHosts(site.domains).ok(), "its hosts can be stored");
    require(canonicalZone(site.timezone) == site.timezone, "its zone is one");
}

} // namespace

// A body for a site, a link and a pixel at once: a new one, and one that is there.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray body = viewOf(data, size).toByteArray();
    const QString key = QStringLiteral("s");

    const ParsedBody<Site> newSite = newSiteOf(body, {});
    if (const Site *site = takenOf(newSite)) {
        checkSite(*site);
        const ParsedBody<Site> second = newSiteOf(body, {*site});
        require(takenOf(second) && takenOf(second)->id != site->id, "no two sites have one key");
    }
    Site known;
    known.id = key;
    known.name = QStringLiteral("Shop");
    known.domains = {QStringLiteral("shop.example"), QStringLiteral("other.example")};
    known.isBadgePublic = true;
    const ParsedBody<Site> changedSite = changedSiteOf(body, known);
    if (const Site *site = takenOf(changedSite)) {
        checkSite(*site);
        require(site->id == known.id && site->isBadgePublic, "a body changes what it names");
        require(!site->domains.isEmpty(), "a body does not let every host in");
    }

    Link base {QStringLiteral("abcd1234"), {}, key, {}};
    base.madeAt = 1;
    const ParsedBody<Link> newLink = newLinkOf(body, base);
    if (const Link *link = takenOf(newLink)) {
        require(problemsOf(*link).isEmpty() && !link->name.isEmpty(), "a new link can be stored");
        require(link->site == key, "a body does not say whose link it is");
        const ParsedBody<Link> again = changedLinkOf(body, *link, 2);
        require(takenOf(again) && takenOf(again)->url == link->url, "the same body changes nothing");
    }
    base.url = QStringLiteral("https://e.com/?utm_source=a&x=1#y");
    base.name = QStringLiteral("Spring");
    const ParsedBody<Link> changedLink = changedLinkOf(body, base, 2);
    if (const Link *link = takenOf(changedLink)) {
        require(problemsOf(*link).isEmpty(), "a changed link can be stored");
        require(link->code == base.code && link->site == key, "a body changes neither code nor site");
    }

    const Pixel pixelBase {QStringLiteral("px_a"), key, {}, {}, 1, 0};
    const ParsedBody<Pixel> newPixel = newPixelOf(body, pixelBase);
    if (const Pixel *pixel = takenOf(newPixel)) {
        require(checkPixel(*pixel).ok(), "a new pixel can be stored");
        const ParsedBody<Pixel> changed = changedPixelOf(body, *pixel, 2);
        require(takenOf(changed) && takenOf(changed)->key == pixel->key && takenOf(changed)->site == key,
                "a body changes neither key nor site");
    }
    return 0;
}
