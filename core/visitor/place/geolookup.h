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

/// The place of an address, and its source.
struct GeoAnswer
{
    Place place; ///< the name of a named subnet is in `city`; empty = unknown, or the local network
    std::optional<GeoPosition> position;
    /// For the inspector: "DB-IP City Lite 2026-06", "subnet 192.168.20.0/24", "proxy header CF-IPCountry",
    /// "local network"; empty when unknown.
    QString source;
    bool isNamedSubnet = false;

    friend bool operator==(const GeoAnswer &, const GeoAnswer &) = default;
};

/// The country in a header that a CDN sets.
struct ProxyCountry
{
    QByteArray code; ///< two capital letters; empty = none
    QString source; ///< "proxy header CF-IPCountry"
};

/// The first header of a known CDN that names a country: CF-IPCountry, X-Vercel-IP-Country,
/// CloudFront-Viewer-Country, X-AppEngine-Country, Fastly-Geo-Country, X-Country-Code. "XX", "ZZ", "T1" and
/// other invalid codes are skipped. Anyone can send these headers: call it only for requests whose peer
/// is a trusted proxy.
ProxyCountry proxyCountry(const HeaderFields &headers);

/// The databases for looking up addresses. Made in any thread, then passed on and not changed any more.
struct GeoDatabases
{
    std::shared_ptr<const CompactGeo> bundled; ///< null = none
    std::shared_ptr<const MmdbGeo> own; ///< the user's; asked first
    Subnets subnets;
    bool countryOnly = false; ///< no region, city or position from databases
};

/// Finds the place of a hit, in this order: a network that the user named; the local network; the country of
/// a trusted proxy if the databases do not know or disagree; the user's database; the bundled one.
///
/// Belongs to the collector thread, with the databases passed last: they cache what they decode.
/// A look-up of a known place allocates nothing.
class GeoLookup final
{
public:
    GeoLookup() = default;
    explicit GeoLookup(std::shared_ptr<const GeoDatabases> databases);

    /// Null = no databases. The previous ones are released.
    void setDatabases(std::shared_ptr<const GeoDatabases> databases);
    const GeoDatabases *databases() const { return m_databases.get(); }

    /// `network` is the class of `address` (classifyAddress()); `hint` is empty unless the peer is a trusted
    /// proxy.
    GeoAnswer locate(const QHostAddress &address, NetworkClass network, const ProxyCountry &hint = {}) const;

private:
    GeoAnswer lookUp(const QHostAddress &address) const;

    std::shared_ptr<const GeoDatabases> m_databases;
    std::vector<QString> m_subnetSources; ///< for m_databases->subnets.networks(), made once
};
