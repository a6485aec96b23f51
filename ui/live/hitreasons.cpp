// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/hitreasons.h"

#include "core/types/clickid.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HitReasons", text);
}

} // namespace

QString HitReasons::place(const Hit &hit)
{
    if (hit.place.source.startsWith(QLatin1StringView("subnet ")))
        return tr("The address lies in a network that you named.");
    if (hit.isLocalNetwork())
        return LineText::fill(
            tr("The address belongs to a local network (%1); such an address has no place on the map."),
            toString(hit.network));
    if (hit.place.source.startsWith(QLatin1StringView("proxy header")))
        return tr("A trusted proxy named the country; the place data does not know it, or names another.");
    if (hit.place.isEmpty())
        return tr("The place is unknown: the address is public, but the place data names none for it, or no "
                  "place data is installed.");
    if (hit.place.city.isEmpty())
        return tr(
            "The place data knows only the country of this address. The address itself was never stored.");
    return tr(
        "An estimate from the public address when the hit arrived. The address itself was never stored.");
}

QString HitReasons::channel(const Hit &hit)
{
    if (hit.channel == QLatin1StringView("Internal"))
        return tr("The referrer is a page of the site itself, so it is none.");
    if (hit.channel == QLatin1StringView("Unknown"))
        return tr("What was sent as referrer is no URL; it was not kept.");
    if (const ClickId *clickId = clickIdOf(hit.url))
        return LineText::fill(tr("The link carries %1, the click id of an advertiser."), clickId->key);
    if (!hit.campaign.source.isEmpty() || !hit.campaign.medium.isEmpty())
        return tr("The link says so itself in its utm fields.");
    if (!hit.referrer.isEmpty())
        return tr("By the host of the referrer.");
    return hit.source.isEmpty()
        ? QString()
        : tr("The user agent is the built-in browser of an app, which sends no referrer.");
}

QString HitReasons::client(const Hit &hit)
{
    if (hit.signs.testFlag(HitSign::RefinedByHints))
        return tr(
            "Named by the user agent (rules of uap-core) and corrected by client hints of the browser.");
    if (hit.agent.isEmpty())
        return tr("Unknown: no user agent was sent, or it was not kept.");
    if (hit.client.device.isEmpty() || hit.client.os.isEmpty())
        return tr("Named by the user agent (rules of uap-core), which says no more.");
    return tr("Named by the user agent (rules of uap-core).");
}

QString HitReasons::verdict(const Hit &hit)
{
    if (hit.bot.category == QLatin1StringView("burst"))
        return tr(
            "This visitor sent at least 40 hits and opened at least 25 pages within 30 s. Machines that are "
            "alike behind one address count as one visitor: if this is an office or a load test, allow its "
            "address or user agent.");
    if (hit.bot.isBot)
        return hit.bot.reason.isEmpty()
            ? tr("Marked as a bot by its sender. Bots are stored, and left out of counts unless you or the "
                 "site include them.")
            : tr(
                "That rule matched. Bots are stored, and left out of counts unless you or the site include them.");
    if (hit.signs.testFlag(HitSign::AddressAllowed))
        return tr("A rule of the site allows the address that it came from.");
    const bool isBrowser = hit.agent.startsWith(QLatin1StringView("Mozilla/")); // others owe no headers
    if (isBrowser && hit.signs.testFlag(HitSign::NoAccept))
        return tr(
            "It came without an Accept header, which every browser sends. That alone makes no bot (25 of 70 "
            "points).");
    if (isBrowser && hit.signs.testFlag(HitSign::NoAcceptLanguage) && hit.language.isEmpty())
        return tr(
            "It came without an Accept-Language header, which every browser sends. That alone makes no bot "
            "(25 of 70 points).");
    return tr("No bot rule matched its user agent or the way it was sent.");
}

QString HitReasons::visitor(const Hit &hit)
{
    switch (hit.rung) {
    case IdentityRung::None: return tr("Nothing to tell this visitor by; counted as one of their own.");
    case IdentityRung::ExplicitId: return tr("The page named the visitor; the same on every day.");
    case IdentityRung::StoredId: return tr("By an id that the page keeps in the browser.");
    case IdentityRung::AddressAndAgent:
        return tr("By a salted hash of address and user agent. The salt is new every day, so tomorrow this "
                  "is another visitor.");
    case IdentityRung::Address:
        return tr("By a salted hash of the address alone, since no user agent was sent. The salt is new "
                  "every day.");
    }
    return {};
}
