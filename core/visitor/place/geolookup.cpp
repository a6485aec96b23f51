// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/geolookup.h"

#include <QLocale>
#include <algorithm>

#include <array>

namespace {

struct CountryHeader
{
    QByteArrayView name;
    QString source;
};

const std::array<CountryHeader, 6> &countryHeaders()
{
    static const std::array<CountryHeader, 6> headers {{
        {"CF-IPCountry", QStringLiteral("proxy header CF-IPCountry")},
        {"X-Vercel-IP-Country", QStringLiteral("proxy header X-Vercel-IP-Country")},
        {"CloudFront-Viewer-Country", QStringLiteral("proxy header CloudFront-Viewer-Country")},
        {"X-AppEngine-Country", QStringLiteral("proxy header X-AppEngine-Country")},
        {"Fastly-Geo-Country", QStringLiteral("proxy header Fastly-Geo-Country")},
        {"X-Country-Code", QStringLiteral("proxy header X-Country-Code")},
    }};
    return headers;
}

/// Two letters in capitals, or nothing. XX and ZZ say "unknown"; T1 (Tor), A1 and A2 have a digit.
QByteArray countryCode(const QByteArray &value)
{
    const QByteArray code = value.size() <= 16 ? value.trimmed().toUpper() : QByteArray();
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (code.size() != 2 || !isLetter(code[0]) || !isLetter(code[1]) || code == "XX" || code == "ZZ"
        || QLocale::codeToTerritory(QString::fromLatin1(code)) == QLocale::AnyTerritory)
        return {};
    return code;
}

/// Asks in the form that the database wants; a mapped address is IPv4.
template <typename Database>
const GeoPlace *findIn(const Database *database, const QHostAddress &address)
{
    if (!database)
        return nullptr;
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? database->find(ipv4) : database->find(address.toIPv6Address());
}

} // namespace

ProxyCountry proxyCountry(const HeaderFields &headers)
{
    for (const CountryHeader &header : countryHeaders()) {
        QByteArray code;
        bool isTwofold = false; // of two that differ, one is the visitor's own
        for (const auto &[name, value] : headers) {
            if (name.size() != header.name.size() || name.compare(header.name, Qt::CaseInsensitive) != 0)
                continue;
            const QByteArray named = countryCode(value);
            isTwofold = isTwofold || (!code.isEmpty() && named != code);
            code = named;
        }
        if (!code.isEmpty() && !isTwofold)
            return {code, header.source};
    }
    return {};
}

GeoLookup::GeoLookup(std::shared_ptr<const GeoDatabases> databases)
{
    setDatabases(std::move(databases));
}

void GeoLookup::setDatabases(std::shared_ptr<const GeoDatabases> databases)
{
    m_databases = std::move(databases);
    m_subnetSources.clear();
    if (!m_databases)
        return;
    for (const NamedSubnet &subnet : m_databases->subnets.networks())
        m_subnetSources.push_back(QStringLiteral("subnet ") + subnet.cidr());
}

GeoAnswer GeoLookup::locate(const QHostAddress &address, NetworkClass network, const ProxyCountry &hint) const
{
    static const QString localNetwork = QStringLiteral("local network");
    const NamedSubnet *subnet = m_databases ? m_databases->subnets.find(address) : nullptr;
    GeoAnswer answer;
    if (network == NetworkClass::Public) {
        answer = lookUp(address);
        const QString &country = answer.place.country;
        if (!hint.code.isEmpty() && country != QLatin1StringView(hint.code)) {
            answer = {};
            answer.place.country = QString::fromLatin1(hint.code);
            answer.source = hint.source;
        }
    } else {
        answer.source = localNetwork;
    }
    if (subnet) {
        // A public network keeps its country, so that countries add up.
        answer.place.region.clear();
        answer.place.city = subnet->name;
        answer.position = subnet->position;
        answer.isNamedSubnet = true;
        const auto number = static_cast<std::size_t>(subnet - m_databases->subnets.networks().constData());
        answer.source = m_subnetSources[number];
    }
    return answer;
}

GeoAnswer GeoLookup::lookUp(const QHostAddress &address) const
{
    if (!m_databases)
        return {};
    const GeoPlace *place = findIn(m_databases->own.get(), address);
    const bool isOwn = place;
    if (!place)
        place = findIn(m_databases->bundled.get(), address);
    if (!place)
        return {};
    GeoAnswer answer;
    if (m_databases->countryOnly) {
        answer.place.country = place->place.country;
    } else {
        answer.place = place->place;
        answer.position = place->position;
    }
    if (isOwn)
        answer.source = m_databases->own->source();
    else // the bundled file has the country of one source and the rest of another
        answer.source = answer.place.city.isEmpty() && answer.place.region.isEmpty()
            ? m_databases->bundled->countrySource()
            : m_databases->bundled->source();
    return answer;
}
