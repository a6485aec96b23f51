// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"
#include "core/types/result.h"
#include "core/visitor/visitordata.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

class QIODevice;

/// The result of VisitorDataFolder::load().
struct LoadedVisitorData
{
    VisitorData data;
    VisitorDataReport report;
};

/// The part of the data folder that describes visitors:
///
///     geo/*.mmdb, geo/in-use.txt   copies of the user's databases, and which of them are in use
///     subnets.txt                  named networks
/// referrer-spam.txt            hosts of referrer spam, in addition to the bundled ones
/// agents.yaml, agents.checked  rules about browsers, and the hash of those that compiled
///     settings.ini                 places/country_only
///
/// An imported file is read by the parser that will use it before it replaces anything, and replaces it in
/// one step: after a crash it is the old one or the new one. Writers of several processes take turns.
///
/// Holds two paths and no state; use it from any thread. Blocks while files are copied and checked.
class VisitorDataFolder final
{
public:
    /// `bundledGeo` is the bundled database; empty = there is none.
    explicit VisitorDataFolder(QString dataDir, QString bundledGeo = bundledGeoFile());

    /// The newest .cgeo file beside the program; empty when it was not installed.
    static QString bundledGeoFile();

    /// Replaces the user's databases by one file or by two, since some suppliers split IPv4 and IPv6.
    /// Errors: those of importMmdb(), "geo_bad_set", "data_dir_failed", "visitor_data_busy".
    Result<void> importPlaces(const QStringList &files) const;
    /// Replaces subnets, spam hosts or rules by `content`.
    /// Errors: "bad_subnet", "too_many_subnets", "bad_spam_list", "bad_rules", "file_too_large",
    /// "data_dir_failed", "visitor_data_busy".
    Result<void> importText(VisitorDataKind kind, const QByteArray &content) const;
    /// The same of a file; "file_unreadable".
    Result<void> importFile(VisitorDataKind kind, const QString &file) const;
    /// The same of an open device, read to its end.
    Result<void> importFrom(VisitorDataKind kind, QIODevice &input) const;
    /// Restores the bundled data. Errors: "nothing_to_remove", "data_dir_failed".
    Result<void> remove(VisitorDataKind kind) const;
    Result<void> setCountryOnly(bool on) const;

    /// Opens everything. Never fails as a whole: what cannot be used is a problem of its row, the rest is
    /// used. The databases are new objects each time, because they belong to one thread.
    LoadedVisitorData load() const;
    /// Changes whenever the result of load() might change.
    QByteArray stamp() const;
    /// Deletes databases that are no longer in use and the remains of an interrupted import.
    void tidy() const;

private:
    QString path(const char *name) const { return m_dataDir + QLatin1Char('/') + QLatin1StringView(name); }
    QString textPath(VisitorDataKind kind) const;
    Result<QStringList> placesInUse() const;
    /// Renames what has the name of that list and is none.
    Result<void> makeWayForList() const;
    void removeLeftovers() const;

    VisitorDataStatus loadPlaces(GeoDatabases *geo) const;
    VisitorDataStatus loadSubnets(GeoDatabases *geo, QString *text) const;
    VisitorDataStatus loadSpamHosts(VisitorData *data) const;
    VisitorDataStatus loadAgentRules(VisitorData *data) const;

    QString m_dataDir;
    QString m_bundledGeo;
};
