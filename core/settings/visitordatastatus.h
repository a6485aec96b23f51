// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/result.h"

#include <QDate>
#include <QList>
#include <QString>

/// What a person can bring so that visitors are known better.
enum class VisitorDataKind : quint8 {
    Places, ///< .mmdb files: where addresses lie
    Subnets, ///< networks with names: "192.168.20.0/24 = Hall B"
    SpamHosts, ///< hosts of referrer spam
    AgentRules, ///< regexes.yaml of uap-core: which browser, system and device
};

/// What is in use of one kind, and what is wrong with it.
struct VisitorDataStatus
{
    VisitorDataKind kind = VisitorDataKind::Places;
    QString inUse; ///< "GeoLite2-City of 2026-05-01"; empty = nothing
    /// What comes with the program: behind `inUse`, or the same. Empty for kinds that come with nothing.
    QString bundled;
    bool isOwn = false; ///< the user brought something, which `problems` may keep from being used
    bool isGeoLite2 = false; ///< MaxMind asks for a notice
    /// Of what is in use. Places: when the data was made; else when the user brought it; invalid = unknown.
    QDate date;
    /// Places, networks, hosts or rules; 0 = not counted. Hosts: the user's own, or else the bundled ones.
    qint64 entries = 0;
    QList<Error> problems; ///< why something is not in use, and how to mend it

    friend bool operator==(const VisitorDataStatus &, const VisitorDataStatus &) = default;
};

/// A local network by the name the user gave it.
struct NamedNetwork
{
    QString name;
    std::optional<GeoPosition> position; ///< where the map shows it

    friend bool operator==(const NamedNetwork &, const NamedNetwork &) = default;
};

/// Everything that is in use, one row a kind in the order of VisitorDataKind.
struct VisitorDataReport
{
    QList<VisitorDataStatus> rows;
    QString subnetText; ///< as the user wrote it
    QList<NamedNetwork> networks; ///< that it names, in its order
    bool countryOnly = false;

    const VisitorDataStatus &of(VisitorDataKind kind) const;
    friend bool operator==(const VisitorDataReport &, const VisitorDataReport &) = default;
};

/// Addresses move from one owner to the next, so a database of places ages.
enum class DataAge : quint8 {
    Good,
    PastLicence, ///< GeoLite2 of more than 30 days: its licence asks to delete it once there is a newer one
    Old, ///< more than 180 days
};
DataAge ageOf(const VisitorDataStatus &status, QDate today);
