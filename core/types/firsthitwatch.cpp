// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/firsthitwatch.h"

#include "core/types/network.h"
#include "core/types/rejectreason.h"
#include "core/types/senderhost.h"
#include "core/types/urltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

using Cause = FirstHitWatch::Cause;
using Kind = FirstHitWatch::Kind;

bool isLoopbackHost(const QString &host)
{
    return host == QLatin1StringView("localhost") || host.endsWith(QLatin1StringView(".localhost"))
        || host.startsWith(QLatin1StringView("127.")) || host == QLatin1StringView("[::1]");
}

/// The pages of the site are opened on this computer alone.
bool isOfThisComputer(const Site &site)
{
    return !site.domains.isEmpty() && std::ranges::all_of(site.domains, isLoopbackHost);
}

std::optional<Kind> kindOf(RejectReason reason)
{
    switch (reason) {
    case RejectReason::OriginNotAllowed: return Kind::OtherHost;
    case RejectReason::UnknownSite: return Kind::OtherKey;
    case RejectReason::DoNotTrack:
    case RejectReason::GlobalPrivacyControl: return Kind::NotTracked;
    case RejectReason::Malformed:
    case RejectReason::UnknownEventType: return Kind::Unreadable;
    case RejectReason::PeakRate:
    case RejectReason::QueueOverflow:
    case RejectReason::RateLimited:
    case RejectReason::StorageFailed: return Kind::TurnedAway;
    default: return std::nullopt; // says nothing about the page
    }
}

QString tr(const char *text)
{
    return QCoreApplication::translate("FirstHitWatch", text);
}

/// A category of bots (bots.md) as words.
QString botWords(const BotVerdict &verdict)
{
    constexpr std::pair<QLatin1StringView, const char *> kWords[] = {
        {QLatin1StringView("crawler"), QT_TRANSLATE_NOOP("FirstHitWatch", "a crawler")},
        {QLatin1StringView("preview"), QT_TRANSLATE_NOOP("FirstHitWatch", "a service that previews links")},
        {QLatin1StringView("prefetch"), QT_TRANSLATE_NOOP("FirstHitWatch", "a browser that loads ahead")},
        {QLatin1StringView("monitor"), QT_TRANSLATE_NOOP("FirstHitWatch", "a service that watches websites")},
        {QLatin1StringView("library"), QT_TRANSLATE_NOOP("FirstHitWatch", "a program that fetches pages")},
        {QLatin1StringView("player"), QT_TRANSLATE_NOOP("FirstHitWatch", "a media player")},
        {QLatin1StringView("app"), QT_TRANSLATE_NOOP("FirstHitWatch", "an app, not a browser")},
        {QLatin1StringView("headless"), QT_TRANSLATE_NOOP("FirstHitWatch", "a browser without a window")},
        {QLatin1StringView("suspected"),
         QT_TRANSLATE_NOOP("FirstHitWatch", "something that only looks like a browser")},
        {QLatin1StringView("burst"), QT_TRANSLATE_NOOP("FirstHitWatch", "too fast for a person")},
        {QLatin1StringView("spam"), QT_TRANSLATE_NOOP("FirstHitWatch", "referrer spam")},
        {QLatin1StringView("blocked"), QT_TRANSLATE_NOOP("FirstHitWatch", "blocked by a rule of the site")},
    };
    const auto known =
        std::ranges::find_if(kWords, [&verdict](const auto &row) { return verdict.category == row.first; });
    const QString words = known == std::end(kWords) ? tr("marked by its sender") : tr(known->second);
    return verdict.reason.isEmpty() ? words : tr("%1, by the rule %2").arg(words, verdict.reason);
}

} // namespace

FirstHitWatch::FirstHitWatch(Site site, QString collectorUrl) :
    m_site(std::move(site)), m_collectorUrl(std::move(collectorUrl))
{
}

bool FirstHitWatch::isAwaited(const Hit &hit) const
{
    return hit.site == m_site.id && hit.kind != HitKind::Click && !isTestHit(hit)
        && (!hit.bot.isBot || m_site.countsBots());
}

bool FirstHitWatch::add(const Hit &hit)
{
    if (hit.site != m_site.id || isAwaited(hit))
        return false;
    const QList<Cause> before = m_seen;
    if (isTestHit(hit))
        return !std::exchange(m_hasTestHit, true);
    if (hit.bot.isBot && hit.kind != HitKind::Click)
        see(Kind::TakenForBot, botWords(hit.bot), 1);
    return m_seen != before;
}

void FirstHitWatch::add(const Rejection &rejection)
{
    const RejectReasonInfo *info = findRejectReason(rejection.reason);
    const std::optional<Kind> kind = info ? kindOf(info->reason) : std::nullopt;
    const QString host = senderHost(rejection);
    const bool isOurs = rejection.site == m_site.id || m_site.ownsHost(host);
    if (!kind || !isOurs || rejection.outcome == Rejection::Outcome::Remark)
        return;
    const QString what = *kind == Kind::OtherHost ? host
        : *kind == Kind::OtherKey                 ? rejection.site
                                                  : QString();
    see(*kind, what, rejection.count);
}

void FirstHitWatch::see(Kind kind, const QString &what, int count)
{
    const auto known = std::ranges::find_if(
        m_seen, [&](const Cause &cause) { return cause.kind == kind && cause.what == what; });
    if (known != m_seen.end()) {
        known->count += count;
        return;
    }
    constexpr qsizetype kMost = 6; // a person reads them
    if (m_seen.size() >= kMost)
        return;
    m_seen.append({kind, what, count});
    std::ranges::stable_sort(m_seen, {}, &Cause::kind);
}

bool FirstHitWatch::isOutOfReach(const Site &site, const QString &collectorUrl)
{
    return isLoopbackHost(urlHost(collectorUrl)) && !isOfThisComputer(site);
}

QList<Cause> FirstHitWatch::causes() const
{
    QList<Cause> all = m_seen;
    const auto guess = [&all](Kind kind) {
        if (std::ranges::find(all, kind, &Cause::kind) == all.end())
            all.append({kind, {}, 0});
    };
    const bool isNear = isLoopbackHost(urlHost(m_collectorUrl));
    if (isOutOfReach(m_site, m_collectorUrl))
        guess(Kind::OnlyThisComputer);
    if (!isNear && m_collectorUrl.startsWith(QLatin1StringView("http:")))
        guess(Kind::MixedContent);
    guess(Kind::NotOnThePage);
    guess(Kind::Blocked);
    if (m_site.consent == Site::ConsentMode::Honour)
        guess(Kind::NotTracked);
    return all;
}

QString toText(const Cause &cause)
{
    switch (cause.kind) {
    case Kind::OtherHost:
        return cause.what.isEmpty() ? tr("A hit came from a page whose host is not allowed.")
                                    : tr("A hit came from %1, which is not an allowed host.").arg(cause.what);
    case Kind::OtherKey:
        return tr("A page of this site names the key \"%1\", which no site has.").arg(cause.what);
    case Kind::NotTracked:
        return cause.count > 0 ? tr("A hit was refused: the browser asks not to be tracked.")
                               : tr("A browser that asks not to be tracked sends nothing.");
    case Kind::Unreadable: return tr("Something came that could not be read as a hit.");
    case Kind::TurnedAway: return tr("A hit was turned away: too much came, or it could not be stored.");
    case Kind::TakenForBot:
        return tr("A hit came and was taken for a bot, so it is not counted: %1.").arg(cause.what);
    case Kind::OnlyThisComputer:
        return tr("Only browsers on this computer reach the address in the snippet.");
    case Kind::MixedContent: return tr("A page with https:// may not load a script from http://.");
    case Kind::NotOnThePage: return tr("The snippet may not be in the page that was opened.");
    case Kind::Blocked:
        return tr("A content blocker, or the rules of the page itself, may hold the script back.");
    }
    return {};
}

QString remedyFor(const Cause &cause)
{
    switch (cause.kind) {
    case Kind::OtherHost: return tr("Add it to the allowed hosts of the site if it is yours.");
    case Kind::OtherKey: return tr("Correct data-site in the snippet.");
    case Kind::NotTracked: return tr("Try another browser, or ignore the wish in the settings of the site.");
    case Kind::Unreadable: return tr("Paste the snippet again, as it is; the Rejected page shows what came.");
    case Kind::TurnedAway: return tr("The status bar and the Rejected page say why.");
    case Kind::TakenForBot:
        return tr("Open the page in a browser; or allow this user agent in the settings of the site.");
    case Kind::OnlyThisComputer:
        return tr("Open the page here, or listen on the network or behind a public name.");
    case Kind::MixedContent: return tr("Put a proxy with TLS in front of the collector and use its name.");
    case Kind::NotOnThePage:
        return tr("Look for scope.js in the source of the page, and reload it without cache.");
    case Kind::Blocked: return tr("Look in the console of the browser (F12); switch blockers off for a try.");
    }
    return {};
}

bool isTestHit(const Hit &hit)
{
    return hit.kind == HitKind::Event && hit.event == kTestHitEvent && hit.agent == kTestHitAgent;
}
