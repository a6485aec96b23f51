// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"
#include "ui/links/linkstock.h"

#include <QThreadPool>
#include <QTimer>

#include <array>
#include <memory>

class Clock;
class SignalBus;
class SiteQuestions;

/// Counts the clicks of all links: asks for them as lists of the dimension "link", one for each site and
/// span, and again while clicks arrive and when a day begins. Asks nothing while it is off. Main thread; the
/// references must outlive it.
class LinkCounter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkCounter)

public:
    LinkCounter(SignalBus &bus, StatsQuestions &stats, SiteQuestions &sites, const Clock &clock,
                QObject *parent = nullptr);
    ~LinkCounter() override;

    /// Those that links belong to; empty text = no site. Their clicks may be of any other site that there is,
    /// where they belonged before.
    void setSites(const QStringList &sites);
    void setOn(bool on);
    /// Asks for everything again.
    void reload();
    const std::shared_ptr<const LinkCounts> &counts() const { return m_counts; }
    bool isBusy() const;
    /// Why some counts are those of before; empty = they are not.
    QString errorText() const;

Q_SIGNALS:
    void changed(); ///< or errorText()
    void dayTurned(); ///< of one of the sites

private:
    enum Span : quint8 { Now, Today, Month, All, SpanCount };
    struct Part
    {
        Askings askings;
        QTimer due; ///< when it is asked again
        int waiting = 0; ///< answers to come
        int generation = 0;
        bool hasNews = false;
        QList<Breakdown> gathered; ///< of the question that is open
        QString failure; ///< of the same
        QString error; ///< of the last one that was answered
    };

    void ask(Span span);
    StatsQuery queryOf(Span span, const QString &site) const;
    void take(Span span, int generation, const Result<StatsTable> &answer);
    void finish(Span span);
    void show(const std::shared_ptr<const LinkCounts> &counts);
    void onCommitted(bool hasClicks);
    void chooseSites();
    /// Asks again for what belongs to days that are over.
    void checkDay();
    QList<Micros> midnights() const;

    StatsQuestions &m_stats;
    SiteQuestions &m_source;
    const Clock &m_clock;
    QStringList m_ofLinks; ///< sites
    QStringList m_sites; ///< that are asked about
    QList<Micros> m_midnights; ///< when their day began
    QTimer m_midnight; ///< when one of them ends
    bool m_isOn = false;
    bool m_isDue = true; ///< everything, when it is switched on
    std::array<Part, SpanCount> m_parts;
    std::array<QList<Breakdown>, SpanCount> m_known; ///< a list for each site
    std::shared_ptr<const LinkCounts> m_counts = std::make_shared<const LinkCounts>();
    int m_merging = 0;
    QThreadPool m_worker; ///< one thread; last, because its jobs post to this object
};

bool hasSite(const SiteQuestions &source, const QString &site);
/// The zone in which days of a site begin; that of this machine without one.
QString zoneOfSite(const SiteQuestions &source, const QString &site);
/// Today and the 29 days before, in that zone, open at the end.
InstantRange lastThirtyDays(const QString &zone, Micros now);
