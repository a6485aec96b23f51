// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

/// Known hosts with their source and channel: resources/referrers.tsv.
///
/// Immutable once read; any thread. Rows match on label boundaries, the longest first, so that
/// netflix.com is not x.com and mail.google.com is not Google's search. Below a search engine only hosts
/// that search count as search: "images.google.de", "uk.search.yahoo.com", not
/// "notebooklm.google.com".
///
/// A person who returns from signing in or paying did not come from a source: rows of the channel "None", and
/// hosts with a label such as "login" or "checkout", give Internal without a source.
class KnownReferrers final
{
public:
    struct Row
    {
        QString source; ///< the host that stands for it in reports; empty = it is not a source
        QString channel;
    };

    /// Errors: "referrers_malformed" with the line. At most 10,000 rows of at most 1,000 bytes.
    static Result<KnownReferrers> parse(const QByteArray &text);
    /// The bundled table.
    static const KnownReferrers &bundled();

    /// Source and channel of a host (lower case, no port) and the path on it; empty when no row matches.
    std::optional<Row> find(const QString &host, QStringView path) const;
    /// Source and channel of an app: `key` is a package of Android ("com.google.android.gm") or "ios-app:"
    /// and the number of the App Store, lower case. Packages are reversed hosts, so only whole ones match.
    std::optional<Row> findApp(const QString &key) const;
    /// The row for a value of utm_source: one of the names or hosts. Rows without a source never match.
    std::optional<Row> named(const QString &source) const;
    qsizetype size() const { return m_rows.size(); }

private:
    std::optional<Row> rowAt(const QString &key) const;

    QHash<QString, Row> m_rows; ///< by host, "host/segment…" or "name.*"
    QHash<QString, Row> m_names;
};
