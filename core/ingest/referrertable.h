// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

/// Known hosts with the source they count as and their channel: resources/referrers.tsv.
///
/// Immutable once read; any thread. Rows match on label boundaries, the longest first, so that
/// netflix.com is not x.com and mail.google.com is not Google's search.
class ReferrerTable final
{
public:
    struct Row
    {
        QString source; ///< the host under which it is counted
        QString channel;
    };

    /// Errors: "referrers_malformed" with the line. At most 10,000 rows of at most 1,000 bytes.
    static Result<ReferrerTable> parse(const QByteArray &text);
    /// The table that comes with the program.
    static const ReferrerTable &bundled();

    /// The row for a host (lower case, no port) and the path below it; null when none knows it.
    const Row *find(const QString &host, QStringView path) const;
    /// The row that a value of utm_source names: one of its names or its host.
    const Row *named(const QString &source) const;
    qsizetype size() const { return m_rows.size(); }

private:
    QHash<QString, Row> m_rows; ///< by host, "host/segment…" or "name.*"
    QHash<QString, Row> m_names;
};
