// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/liveframes.h"

#include "core/documents/livejson.h"

namespace {

template <typename Known, typename Make>
auto once(Known &known, const typename Known::key_type &key, Make make)
{
    const auto found = known.constFind(key);
    return found != known.constEnd() ? *found : *known.insert(key, make());
}

} // namespace

void appendHitFrame(QByteArray &out, const Hit &hit)
{
    out.append("id: ")
        .append(QByteArray::number(hit.seq))
        .append("\nevent: hit\ndata: ")
        .append(hitJson(hit))
        .append("\n\n");
}

QByteArray LiveFrames::hits(const QString &site, qint64 after)
{
    const auto make = [&] {
        QByteArray bytes;
        for (const Hit &hit : m_hits) {
            if (hit.seq > after && (site.isEmpty() || hit.site == site))
                appendHitFrame(bytes, hit);
        }
        return bytes;
    };
    return after < m_hits.constFirst().seq ? once(m_ofSites, site, make) : make();
}

QByteArray LiveFrames::clicks(const QString &code, std::optional<bool> includesBots, qint64 after)
{
    const auto make = [&] {
        QByteArray bytes;
        for (const Hit &hit : m_hits) {
            if (hit.seq > after && hit.kind == HitKind::Click && hit.link == code
                && m_sites.isWanted(hit, includesBots))
                bytes.append("event: click\ndata: ")
                    .append(clickJson(hit, m_sites.zoneOf(hit.site)))
                    .append("\n\n");
        }
        return bytes;
    };
    const int bots = includesBots ? int(*includesBots) : -1;
    return after < m_hits.constFirst().seq ? once(m_ofLinks, {code, bots}, make) : make();
}

QString LiveFrames::hitMessage(qsizetype index)
{
    return once(m_hitMessages, index, [&] { return QString::fromUtf8(hitJson(m_hits[index])); });
}

QString LiveFrames::clickMessage(qsizetype index)
{
    const Hit &hit = m_hits[index];
    return once(m_clickMessages, index,
                [&] { return QString::fromUtf8(clickJson(hit, m_sites.zoneOf(hit.site))); });
}
