// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/traffic/randomstream.h"
#include "app/traffic/trafficrhythm.h"
#include "app/traffic/traffictables.h"
#include "core/types/clock.h"
#include "core/types/hit.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <queue>
#include <vector>

struct TrafficOptions
{
    QString site = QStringLiteral("demo");
    QString origin = QStringLiteral("https://shop.example"); ///< scheme and host of the simulated pages
    qint64 visitors = 20000; ///< people and bots in the simulation
    double botShare = 0.06; ///< share of the visitors that are bots, 0–1
    bool flat = false; ///< no daily and weekly rhythm
};

/// A hit ready for storage, and the request a browser would have sent.
struct SimulatedHit
{
    Hit hit; ///< complete except for seq, as the pipeline would have made it
    quint32 address = 0; ///< the visitor's IPv4 address

    QByteArray addressText() const;
    /// Value of Accept-Language; empty for bots, which send none.
    QByteArray acceptLanguage() const;
    /// The hit as an object of POST /api/v1/hits.
    QByteArray toJson() const;
};

/// Simulates the traffic of an ordinary site: returning visitors with a browser, a place and a language of
/// their own, visits of 1–12 hits with thinking time between them, popular and forgotten pages, campaigns,
/// events, outbound clicks, short links, bots, nights and weekends.
///
/// The same seed, options and range give the same hits on every machine. Visits and visitor ids follow the
/// rules of stored data: a gap of 30 minutes ends a visit, and an id lives for one UTC day and the visit
/// that runs over its end.
///
/// Not thread-safe; one object per run.
class TrafficModel
{
public:
    TrafficModel(quint64 seed, const TrafficOptions &options);

    /// Starts a run of exactly `hits` hits over [from, to).
    void begin(Micros from, Micros to, qint64 hits);
    /// The next hit in time order; false after the last one. Reuses the memory of `hit`.
    bool next(SimulatedHit *hit);

private:
    /// Constant properties of a visitor; indexes into the tables.
    struct Profile
    {
        const SimulatedAgent *agent;
        const SimulatedPlace *place;
        const QString *screen;
        quint32 address;
    };

    /// The last visit of a visitor, for the 30-minute rule.
    struct LastVisit
    {
        Micros lastHit = 0;
        quint64 visit = 0; ///< 0 = no visit yet
        quint64 visitorId = 0;
    };

    /// A visit in progress.
    struct Session
    {
        Micros due; ///< time of its next hit
        qint64 number; ///< breaks ties of `due`
        quint32 visitor;
        qint32 remaining; ///< hits still to come
        qint32 done = 0;
        qint32 page = -1; ///< the page last seen
        const SimulatedLink *link = nullptr; ///< the short link it began with, until its target was seen
        RandomStream random;
        Profile profile;
        const SimulatedSource *source;
    };
    struct LaterFirst
    {
        bool operator()(const Session &a, const Session &b) const
        {
            return a.due != b.due ? a.due > b.due : a.number > b.number;
        }
    };

    static qint32 lengthOf(RandomStream &random);
    Profile profileOf(quint32 visitor) const;
    void startSession();
    void emitHit(Session &session, SimulatedHit *out);
    void fillVisitor(const Session &session, Hit *hit);
    void fillLanding(Session &session, Hit *hit);
    void fillLinkTarget(Session &session, Hit *hit);
    void fillPage(Session &session, Hit *hit);
    void fillAction(Session &session, Hit *hit);
    void fillIdentity(const Session &session, Hit *hit);
    Micros thinkingTime(Session &session) const;

    quint64 m_seed;
    TrafficOptions m_options;
    TrafficTables m_tables;
    WeightedDraw m_drawAgent, m_drawBot, m_drawPlace, m_drawSource, m_drawPage;
    quint32 m_botShare; ///< in 1/65536

    Micros m_to = 0;
    qint64 m_sessions = 0; ///< planned
    qint64 m_started = 0;
    qint32 m_lastLength = 0; ///< hits of the last session, cut so that the total is exact
    std::optional<TrafficRhythm> m_rhythm;
    Micros m_nextStart = 0;
    std::priority_queue<Session, std::vector<Session>, LaterFirst> m_active;
    std::vector<LastVisit> m_lastVisits; ///< by visitor
};

/// First 64 bits of SHA-256(visitor + site + entry URL + first seen in ms), the public form of a visit.
quint64 simulatedVisitId(quint64 visitor, const QString &site, const QString &entryUrl, Micros firstSeen);
