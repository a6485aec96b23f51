// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/rejection.h"
#include "core/types/site.h"

#include <QList>
#include <QString>

/// Waits for the first hit that a page of a site sends, and finds out what may keep it away. A value without
/// threads or time: windows and commands feed it with what arrives.
class FirstHitWatch final
{
public:
    /// What may hold hits back. In the order of how likely each is once it was seen.
    enum class Kind : quint8 {
        OtherHost, ///< rejected: the page's host is not allowed
        OtherKey, ///< rejected: a page of this site names a site that does not exist
        NotTracked, ///< rejected, or never sent: the browser asks not to be tracked
        Unreadable, ///< rejected: what came could not be read
        TurnedAway, ///< refused for lack of room or because too much came
        TakenForBot, ///< stored, but left out of counts
        OnlyThisComputer, ///< the snippet names an address that other computers do not reach
        MixedContent, ///< a page with https may not ask a collector with http
        NotOnThePage, ///< the snippet is missing, or a cache shows the page as it was
        Blocked, ///< a content blocker or the page's own rules hold the script back
    };
    struct Cause
    {
        Kind kind = Kind::NotOnThePage;
        QString
            what; ///< the host or key that was seen, as its sender wrote it, or why it is a bot; may be empty
        int count = 0; ///< hits that were not counted for it; 0 = nobody saw it, it is a guess

        friend bool operator==(const Cause &, const Cause &) = default;
    };

    FirstHitWatch() = default;
    FirstHitWatch(Site site, QString collectorUrl);

    const Site &site() const { return m_site; }
    /// The collector can be asked from this computer only, and pages of the site are opened elsewhere.
    static bool isOutOfReach(const Site &site, const QString &collectorUrl);
    /// True when the hit comes from a page of the site and shows up in its counts: clicks of short links and
    /// hits that the window sent to itself prove nothing about the page, and bots are left out.
    bool isAwaited(const Hit &hit) const;
    /// Remembers a hit that came meanwhile and is not the awaited one. True when that says something new.
    bool add(const Hit &hit);
    /// A hit that the window sent to itself was stored.
    bool hasTestHit() const { return m_hasTestHit; }
    void add(const Rejection &rejection);
    /// What was not counted since the watch began, likeliest first.
    QList<Cause> seen() const { return m_seen; }
    /// The same, and behind it what would leave no trace here.
    QList<Cause> causes() const;

private:
    void see(Kind kind, const QString &what, int count);

    Site m_site;
    QString m_collectorUrl;
    QList<Cause> m_seen;
    bool m_hasTestHit = false;
};

/// What is the matter, as a sentence for people; plain text.
QString toText(const FirstHitWatch::Cause &cause);
/// What to do about it; the other half of toText().
QString remedyFor(const FirstHitWatch::Cause &cause);

/// Marks the hits that the window sends to itself to show that the way works.
constexpr QLatin1StringView kTestHitEvent("test hit");
constexpr QLatin1StringView kTestHitAgent("Clickscope/1 (test hit; sent by its window)");
bool isTestHit(const Hit &hit);
