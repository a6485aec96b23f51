// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

/// Known hosts with the source they count as and their channel: resources/referrers.tsv.
///
/// Immutable once read; any thread. Rows match on label boundaries, the longest first, so that
/// netflix.com is not x.com and mail.google.com is not Google's search. Below a search engine only hosts
/// where one searches count as search: "images.google.de", "uk.search.yahoo.com", not
/// "notebooklm.google.com".
///
/// A person who comes back from signing in or from paying was sent by nobody: rows of the channel "None", and
/// hosts with a label such as "login" or "checkout", amount to Internal without a source.
class KnownReferrers final
{
public:
    struct Row
    {
        QString source; ///< the host under which it is counted; empty = it is no source
        QString channel;
    };

    /// Errors: "referrers_malformed" with the line. At most 10,000 rows of at most 1,000 bytes.
    static Result<KnownReferrers> parse(const QByteArray &text);
    /// The table that comes with the program.
    static const KnownReferrers &bundled();

    /// What a host (lower case, no port) and the path below it count as; nothing when no row knows it.
    std::optional<Row> find(const QString &host, QStringView path) const;
    /// What an app counts as: `key` is a package of Android ("com.google.android.gm") or "ios-app:" and the
    /// number of the App Store, lower case. Packages read the other way round, so only whole ones match.
    std::optional<Row> findApp(const QString &key) const;
    /// What a value of utm_source names: one of the names or hosts. No row without a source.
    std::optional<Row> named(const QString &source) const;
    qsizetype size() const { return m_rows.size(); }

private:
    std::optional<Row> rowAt(const QString &key) const;

    QHash<QString, Row> m_rows; ///< by host, "host/segment…" or "name.*"
    QHash<QString, Row> m_names;
};
