// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"

#include <QObject>

#include <optional>

class CollectorControl;
class PastQuestion;
class QPushButton;
class StatePanel;

/// Why a page about the past has nothing to show, and what to do: no site, none chosen, no answer, no hits
/// yet, none in the range, none that match the filters, only bots. Fills the panel of one page.
/// Main thread; the references must outlive it.
class PastEmptiness final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PastEmptiness)

public:
    /// Names of the actions begin with `prefix`: "historyAllTime".
    PastEmptiness(StatePanel &panel, PastQuestion &past, CollectorControl &collector, StatsQuestions &stats,
                  const QString &prefix, QObject *parent);

    /// Why a page has nothing to show although there are hits, and the caption of a button that helps.
    struct Reason
    {
        QString headline;
        QString sentence;
        QString action;
    };
    /// Shows the data, or the reason that there is none. `table` is null until there is an answer; `error` is
    /// why the last question failed; `own` is a reason of the page itself.
    void update(const StatsTable *table, const QString &error, const std::optional<Reason> &own = {});
    /// The site changed.
    void forget();
    /// An answer to `query` arrived.
    void note(const StatsQuery &query, const StatsTable &table);
    /// The site had no hits at the last answer, so that any new one matters.
    bool awaitsFirstHit() const { return !m_hasHits.value_or(true); }
    /// The question whether the site has hits at all is open.
    bool isBusy() const { return m_asking.isOpen(); }

Q_SIGNALS:
    void siteChosen(const QString &site);
    void ownActionChosen(); ///< the action of the page's own reason
    void changed(); ///< update() may give another result now

private:
    void buildActions(const QString &prefix);
    void explain(const StatsTable *table);

    StatePanel &m_panel;
    PastQuestion &m_past;
    CollectorControl &m_collector;
    StatsQuestions &m_stats;
    Asking m_asking;
    std::optional<bool> m_hasHits; ///< the site has any at all; known once it matters
    QPushButton *m_firstSite = nullptr;
    QPushButton *m_testHit = nullptr;
    QPushButton *m_allTime = nullptr;
    QPushButton *m_clearFilters = nullptr;
    QPushButton *m_showBots = nullptr;
    QPushButton *m_ownAction = nullptr;
};
