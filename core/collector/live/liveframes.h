// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/site.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

/// What live streams know of the sites.
struct LiveSites
{
    QHash<QString, QString> zones; ///< by site
    QSet<QString> countsBots; ///< those that count bots

    QString zoneOf(const QString &site) const { return zones.value(site, QStringLiteral("UTC")); }
    /// `includesBots` absent = as its site counts.
    bool isWanted(const Hit &click, std::optional<bool> includesBots) const
    {
        return !click.bot.isBot || includesBots.value_or(countsBots.contains(click.site));
    }
};

void appendHitFrame(QByteArray &out, const Hit &hit);

/// Committed hits as subscribers get them, each serialised once per format: the bytes are shared, also while
/// they wait for slow clients. At least one hit; `sites` must outlive this.
class LiveFrames final
{
    Q_DISABLE_COPY_MOVE(LiveFrames)

public:
    LiveFrames(QList<Hit> hits, const LiveSites &sites) : m_hits(std::move(hits)), m_sites(sites) { }

    const QList<Hit> &hits() const { return m_hits; }
    qint64 lastSeq() const { return m_hits.constLast().seq; }
    /// Events of the hits of a site after a sequence; of all sites when `site` is empty.
    QByteArray hits(const QString &site, qint64 after);
    /// Events of the clicks of a short code after a sequence.
    QByteArray clicks(const QString &code, std::optional<bool> includesBots, qint64 after);
    /// Messages of a WebSocket, by index in hits().
    QString hitMessage(qsizetype index);
    QString clickMessage(qsizetype index);

private:
    const QList<Hit> m_hits;
    const LiveSites &m_sites;
    QHash<QString, QByteArray> m_ofSites; ///< of all hits
    QHash<std::pair<QString, int>, QByteArray> m_ofLinks;
    QHash<qsizetype, QString> m_hitMessages;
    QHash<qsizetype, QString> m_clickMessages;
};
