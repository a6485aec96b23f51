// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QFlags>
#include <QLatin1StringView>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

/// The kinds of glossary.md#kinds. Numbers are stored: append, never renumber.
enum class HitKind : quint8 {
    Pageview = 0,
    Click = 1,
    Event = 2,
    Outbound = 3,
    Download = 4,
    Engagement = 5,
    Pixel = 6,
    Heartbeat = 7,
    Vitals = 8,
    Error = 9,
    Identify = 10,
};
constexpr int kHitKindCount = 11;

/// The way a hit came in. Numbers are stored: append, never renumber.
enum class Protocol : quint8 {
    Native = 0,
    NativePixel = 1,
    Sparklytics = 2,
    TsAnalytics = 3,
    ShortLink = 4,
    Simulated = 5,
    Imported = 6,
    Http = 7, ///< refused before its wire format was known
};
constexpr int kProtocolCount = 8;

/// Class of the address a hit came from. The address itself is never kept. Numbers are stored.
enum class NetworkClass : quint8 { Public = 0, Loopback = 1, Private = 2, Cgnat = 3, LinkLocal = 4, Ula = 5 };

/// How sure the visitor id is (visits.md#who-is-one-visitor). Numbers are stored.
enum class IdentityRung : quint8 { None = 0, ExplicitId = 1, StoredId = 2, AddressAndAgent = 3, Address = 4 };

/// What a request says about its sender besides the agent. Stored, so that verdicts can be recomputed.
/// Bits are stored: append, never renumber.
enum class HitSign : quint8 {
    Prefetch = 1,
    NoAccept = 2,
    NoAcceptLanguage = 4,
    HeadlessHints = 8, ///< its client hints name a browser without a window
    AddressAllowed = 16, ///< by a list of the site, when the hit came in
    AddressBlocked = 32,
    RefinedByHints = 64, ///< system, browser or device are what client hints say, not the agent
    FragmentNamesPage = 128, ///< its URL belongs to a client-side router: "/#/about" is a page
};
Q_DECLARE_FLAGS(HitSigns, HitSign)
Q_DECLARE_OPERATORS_FOR_FLAGS(HitSigns)

struct Campaign
{
    QString source, medium, name, term, content;

    bool isEmpty() const
    {
        return source.isEmpty() && medium.isEmpty() && name.isEmpty() && term.isEmpty() && content.isEmpty();
    }
    friend bool operator==(const Campaign &, const Campaign &) = default;
};

/// A position in hundredths of a degree, about a kilometre: no database is more exact.
struct GeoPosition
{
    qint16 latitude = 0; ///< -9000 to 9000, north is positive
    qint16 longitude = 0; ///< -18000 to 18000, east is positive

    /// Nothing when out of range or not a number.
    static std::optional<GeoPosition> fromDegrees(double latitude, double longitude)
    {
        if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180))
            return std::nullopt;
        return GeoPosition {static_cast<qint16>(qRound(latitude * 100)),
                            static_cast<qint16>(qRound(longitude * 100))};
    }
    friend bool operator==(const GeoPosition &, const GeoPosition &) = default;
};

struct Place
{
    QString country; ///< ISO 3166-1 alpha-2, empty = unknown or local network
    QString region;
    QString city; ///< or the user's name of a subnet
    QString source = {}; ///< the database: "DB-IP City Lite 2026-06"; not part of isEmpty()
    std::optional<GeoPosition> position = {}; ///< of the city or the named network

    bool isEmpty() const { return country.isEmpty() && region.isEmpty() && city.isEmpty(); }
    friend bool operator==(const Place &, const Place &) = default;
};

struct Client
{
    QString device; ///< "Mobile", "Tablet", "Desktop", …; empty = unknown
    QString os, osVersion;
    QString browser, browserVersion;

    bool isEmpty() const
    {
        return device.isEmpty() && os.isEmpty() && osVersion.isEmpty() && browser.isEmpty()
            && browserVersion.isEmpty();
    }
    friend bool operator==(const Client &, const Client &) = default;
};

struct BotVerdict
{
    bool isBot = false;
    QString category; ///< crawler, preview, prefetch, monitor, library, player, app, headless, suspected,
                      ///< burst, spam, blocked; empty = human
    QString reason; ///< the rule that decided, or all that contributed
    int score = 0; ///< 0–100 (bots.md#how-a-verdict-is-found)

    friend bool operator==(const BotVerdict &, const BotVerdict &) = default;
};

/// One stored record: a pageview, a click, an event… (glossary.md#kinds). A plain value.
///
/// Before the commit `seq` is 0; the writer assigns it. Empty strings mean "not known".
struct Hit
{
    qint64 seq = 0; ///< commit sequence: strictly increasing, never reused
    Micros receivedAt = 0; ///< when the collector received it
    Micros eventAt = 0; ///< when it happened; equals receivedAt unless a trusted source back-dated it

    HitKind kind = HitKind::Pageview;
    Protocol protocol = Protocol::Native;
    NetworkClass network = NetworkClass::Public;
    IdentityRung rung = IdentityRung::None;
    HitSigns signs;
    bool hasValue = false;

    quint64 visitor = 0; ///< 64-bit visitor id; 0 = anonymous, never counted as the same visitor
    quint64 visit = 0; ///< derived id of the visit this hit belongs to (visits.md#the-visit-column-of-a-hit)
    double value = 0; ///< only with hasValue

    QString site;
    QString url; ///< as it was sent, relative allowed; without user info and what the site does not keep
    QString title;
    QString referrer; ///< scheme, host and path; no query
    QString source; ///< what the referrer or the link counts as: "instagram.com"; empty for Direct, Internal
    QString channel; ///< Direct, Internal, Search… (referrers.md#channels)
    QString screen; ///< "1920x1080"
    QString language; ///< BCP 47
    QString event; ///< event name
    QString link; ///< short code of a click
    QString identity; ///< explicit visitor id, verbatim; empty for hashed ids
    QString agent; ///< user agent, at most 512 bytes; empty when not kept
    QString props; ///< JSON object as compact text, or empty

    QString
        via; ///< how its address was found: "X-Forwarded-For, trusted proxies passed: 2"; empty = the peer's

    Campaign campaign;
    Place place;
    Client client;
    BotVerdict bot;

    /// The page it was sent from, as pagePath() writes it; an empty path gives "/".
    QString path() const;
    /// Host of an absolute URL, as canonicalHost() writes it, without port; empty when relative.
    QString hostname() const;
    /// Host of the referrer, in the same form, without one leading "www.".
    QString referrerHost() const;
    /// Where it came from, as people name it: the source, or the referrer's host in hits stored before
    /// sources were; empty for Direct and Internal.
    QString origin() const;
    /// The visitor in APIs: the identity, 16 hex digits, or empty when anonymous.
    QString visitorText() const;
    /// 16 hex digits, or empty.
    QString visitText() const;
    /// True for any non-public address; ui makes the text of a place such as "Mumbai, India".
    bool isLocalNetwork() const { return network != NetworkClass::Public; }

    friend bool operator==(const Hit &, const Hit &) = default;
};

/// What one COMMIT stored, in sequence order. Published as an immutable value.
struct HitBatch
{
    QList<Hit> hits;
    Micros committedAt = 0; ///< civil time right after COMMIT returned
    Micros commitMicros = 0; ///< how long the transaction took, BEGIN to COMMIT
};

/// Protocol text used in CSV, JSON and filters: "pageview", "click", …
QLatin1StringView toString(HitKind kind);
/// False when `text` names no kind.
bool fromString(QStringView text, HitKind *kind);
QLatin1StringView toString(Protocol protocol);
bool fromString(QStringView text, Protocol *protocol);
QLatin1StringView toString(NetworkClass network);

/// 16 lower-case hex digits.
QString toHex16(quint64 value);

Q_DECLARE_METATYPE(Hit)
Q_DECLARE_METATYPE(HitBatch)
