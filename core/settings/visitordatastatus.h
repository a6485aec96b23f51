// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/result.h"

#include <QDate>
#include <QList>
#include <QString>

/// Data that users can import to describe visitors better.
enum class VisitorDataKind : quint8 {
    Places, ///< .mmdb files: places of addresses
    Subnets, ///< networks with names: "192.168.20.0/24 = Hall B"
    SpamHosts, ///< hosts of referrer spam
    AgentRules, ///< regexes.yaml of uap-core: browsers, systems and devices
};

/// What is in use of one kind, and its problems.
struct VisitorDataStatus
{
    VisitorDataKind kind = VisitorDataKind::Places;
    QString inUse; ///< "GeoLite2-City of 2026-05-01"; empty = nothing
    /// The bundled data: combined with `inUse`, or the same. Empty for kinds without bundled data.
    QString bundled;
    bool isOwn = false; ///< the user imported something, which `problems` may keep from being used
    bool isGeoLite2 = false; ///< MaxMind requires a notice
    /// Date of what is in use. Places: when the data was made; else when it was imported; invalid = unknown.
    QDate date;
    /// Places, networks, hosts or rules; 0 = not counted. Hosts: the user's own, or else the bundled ones.
    qint64 entries = 0;
    QList<Error> problems; ///< why something is not in use, and how to fix it

    friend bool operator==(const VisitorDataStatus &, const VisitorDataStatus &) = default;
};

/// A local network by the name the user gave it.
struct NamedNetwork
{
    QString name;
    std::optional<GeoPosition> position; ///< where the map shows it

    friend bool operator==(const NamedNetwork &, const NamedNetwork &) = default;
};

/// Everything in use, one row per kind in the order of VisitorDataKind.
struct VisitorDataReport
{
    QList<VisitorDataStatus> rows;
    QString subnetText; ///< as the user wrote it
    QList<NamedNetwork> networks; ///< that it names, in its order
    bool countryOnly = false;

    const VisitorDataStatus &of(VisitorDataKind kind) const;
    friend bool operator==(const VisitorDataReport &, const VisitorDataReport &) = default;
};

/// Addresses move between owners, so a database of places becomes outdated.
enum class DataAge : quint8 {
    Good,
    PastLicence, ///< GeoLite2 of more than 30 days: its licence asks to delete it once there is a newer one
    Old, ///< more than 180 days
};
DataAge ageOf(const VisitorDataStatus &status, QDate today);
