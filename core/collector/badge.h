// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/stats/statsdesk.h"
#include "core/types/clock.h"
#include "core/types/site.h"

#include <QHash>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

/// GET /counter/{site}.svg and .json: how many visitors and pageviews a site has, for everybody once its
/// owner has switched that on. Counts are kept for a minute, so that a busy page asks for nothing.
///
/// Lives in the collector thread.
class Badge final
{
public:
    enum class Format : quint8 { Svg, Json };
    enum class Period : quint8 { Day, Week, Month, All };
    struct Counts
    {
        qint64 visitors = 0;
        qint64 pageviews = 0;
    };

    /// `site` returns null for what does not exist. Both must outlive this.
    Badge(StatsDesk &desk, std::function<const Site *(const QString &)> site) :
        m_desk(desk), m_site(std::move(site))
    {
    }
    void handle(Exchange &&exchange, Format format);

    /// "day", "week", "month", "all" or nothing; else nothing.
    static std::optional<Period> periodOf(const QString &text);
    /// A picture in the same words in any size and colour, without script. `site` is the key.
    static QByteArray svg(const QString &site, Period period, const Counts &counts);
    static QByteArray json(const QString &site, Period period, const Counts &counts);

private:
    static constexpr qsizetype kMostKept = 4096;
    struct Kept
    {
        Counts counts;
        Micros until = 0; ///< monotonicMicros()
    };

    StatsDesk &m_desk;
    std::function<const Site *(const QString &)> m_site;
    QHash<std::pair<QString, int>, Kept> m_kept; ///< by site and Period
};
