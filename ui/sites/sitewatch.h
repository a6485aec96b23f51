// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "core/questions/asking.h"
#include "core/types/site.h"
#include "ui/sites/siteactivity.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>

struct HitBatch;
class SignalBus;

/// Knows what each site sent lately: asks the store once a minute, and counts what is committed meanwhile.
/// While it is off it asks nothing. Main thread; the references must outlive it.
class SiteWatch final : public QObject
{
    Q_OBJECT

public:
    SiteWatch(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QObject *parent = nullptr);

    static constexpr int kRateSeconds = 10; ///< what SiteActivity::perSecond is the mean of

    void setOn(bool on);
    SiteActivity activityOf(const QString &site) const { return m_activities.value(site); }
    bool isSettled() const { return !m_asking.isOpen(); }

Q_SIGNALS:
    /// Of one site at least; twice a second at most.
    void changed();
    void failed(const QString &why);

private:
    void ask();
    void askFor(const Site &site);
    void onCommitted(const HitBatch &batch);
    void announce();

    const AllQuestions m_questions;
    const Clock &m_clock;
    /// Hits of the last seconds of a site.
    struct Recent
    {
        std::array<int, kRateSeconds> seconds {}; ///< a ring; `newest` is at newest % kRateSeconds
        qint64 newest = 0; ///< second since 1970

        /// Forgets what is too old at this second.
        void advance(qint64 second);
        int sum() const;
    };

    QHash<QString, SiteActivity> m_activities; ///< by id of the site
    QHash<QString, Recent> m_recent; ///< the same
    QSet<QString> m_countingBots; ///< sites that count bots
    Askings m_asking;
    QTimer m_due; ///< to ask again
    QTimer m_news; ///< to tell what has changed
    bool m_isOn = false;
};
