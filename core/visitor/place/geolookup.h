// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/http.h"
#include "core/visitor/place/compactgeo.h"
#include "core/visitor/place/geoplace.h"
#include "core/visitor/place/mmdbgeo.h"
#include "core/visitor/place/subnets.h"

#include <QHostAddress>

#include <memory>

/// Where an address lies, and who says so.
struct GeoAnswer
{
    Place place; ///< a named subnet stands in `city`; empty = unknown, or the local network
    std::optional<GeoPosition> position;
    /// For the inspector: "DB-IP City Lite 2026-06", "subnet 192.168.20.0/24", "proxy header CF-IPCountry",
    /// "local network"; empty when nobody knows.
    QString source;
    bool isNamedSubnet = false;

    friend bool operator==(const GeoAnswer &, const GeoAnswer &) = default;
};

/// The country that a proxy found, from one of the headers that CDNs set.
struct ProxyCountry
{
    QByteArray code; ///< two capital letters; empty = none
    QString source; ///< "proxy header CF-IPCountry"
};

/// The first header of a known CDN that names a country: CF-IPCountry, X-Vercel-IP-Country,
/// CloudFront-Viewer-Country, X-AppEngine-Country, Fastly-Geo-Country, X-Country-Code. "XX", "ZZ", "T1" and
/// whatever else is no country are passed over. Anyone can send these: call it only for requests whose peer
/// is a trusted proxy.
ProxyCountry proxyCountry(const HeaderFields &headers);

/// What addresses are looked up in. Made in any thread, then handed over whole and not changed.
struct GeoDatabases
{
    std::shared_ptr<const CompactGeo> bundled; ///< null = none
    std::shared_ptr<const MmdbGeo> own; ///< the user's; asked first
    Subnets subnets;
    bool countryOnly = false; ///< no region, city or position from databases
};

/// Answers where a hit came from. The order: a network that the user named; the local network; the country of
/// a trusted proxy where the databases do not know or disagree; the user's database; the bundled one.
///
/// Belongs to the collector thread, with the databases that it was given last: they keep what they decoded.
/// A look-up allocates nothing for places met before.
class GeoLookup final
{
public:
    GeoLookup() = default;
    explicit GeoLookup(std::shared_ptr<const GeoDatabases> databases);

    /// Null = nothing to look up in. What was used so far is let go.
    void setDatabases(std::shared_ptr<const GeoDatabases> databases);
    const GeoDatabases *databases() const { return m_databases.get(); }

    /// `network` is the class of `address` (classifyAddress()); `hint` is empty unless the peer is a trusted
    /// proxy.
    GeoAnswer locate(const QHostAddress &address, NetworkClass network, const ProxyCountry &hint = {}) const;

private:
    GeoAnswer lookUp(const QHostAddress &address) const;

    std::shared_ptr<const GeoDatabases> m_databases;
    std::vector<QString> m_subnetSources; ///< of m_databases->subnets.networks(), made once
};
