// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/questions/statsquestions.h"

#include <QHash>
#include <QQueue>

#include <map>

class Clock;
class SiteQuestions;

/// The question for the clicks of a link by day, of the last 30 days.
StatsQuery daysOf(const SiteQuestions &sites, const Link &link, Micros now);

/// Its answers for many links, asked for the links that are on screen and kept. Main thread; the
/// references must outlive it.
class LinkTrends final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkTrends)

public:
    LinkTrends(StatsQuestions &stats, SiteQuestions &sites, const Clock &clock, QObject *parent = nullptr);

    /// The links on screen, without those that had no click. Others are asked no more.
    void setWanted(const QList<Link> &links);
    /// Days, oldest first; empty = not known yet.
    QList<qint64> of(const QString &code) const { return m_known.value(code); }
    /// Asks nothing more, until links are wanted again.
    void stop();
    /// Days that are known are wrong from now on; and stop().
    void forget();
    bool isBusy() const { return !m_open.empty() || !m_wanted.isEmpty(); }

Q_SIGNALS:
    void changed(const QString &code);

private:
    void askMore();
    void take(const QString &code, const Result<StatsTable> &answer);

    StatsQuestions &m_stats;
    SiteQuestions &m_source;
    const Clock &m_clock;
    QQueue<Link> m_wanted;
    std::map<QString, Asking> m_open;
    QHash<QString, QList<qint64>> m_known;
};
