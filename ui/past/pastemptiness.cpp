// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/pastemptiness.h"

#include "core/questions/collectorcontrol.h"
#include "ui/past/pastquestion.h"
#include "ui/past/pasttext.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/statepanel.h"

#include <QPushButton>

PastEmptiness::PastEmptiness(StatePanel &panel, PastQuestion &past, CollectorControl &collector,
                             StatsQuestions &stats, const QString &prefix, QObject *parent) :
    QObject(parent), m_panel(panel), m_past(past), m_collector(collector), m_stats(stats)
{
    buildActions(prefix);
}

void PastEmptiness::buildActions(const QString &prefix)
{
    const auto add = [this, &prefix](const QString &text, const char *name, auto done) {
        QPushButton *button = m_panel.addEmptyAction(text, prefix + QString::fromLatin1(name), true);
        connect(button, &QPushButton::clicked, this, done);
        return button;
    };
    m_firstSite = add({}, "FirstSite", [this] {
        if (!m_past.sites().isEmpty())
            Q_EMIT siteChosen(m_past.sites().constFirst().id);
    });
    m_testHit = add(tr("Send a test hit"), "TestHit", [this] {
        if (const Site *site = m_past.site())
            m_collector.sendTestHit(site->id);
    });
    m_allTime = add(tr("Show all time"), "AllTime", [this] { m_past.setPeriod(PastRange::Period::AllTime); });
    m_clearFilters = add(tr("Clear the filters"), "ClearFilters", [this] {
        Question next = m_past.current();
        next.filters.clear();
        next.link.clear();
        m_past.ask(next);
    });
    m_showBots = add(tr("Show bots"), "ShowBots", [this] {
        Question next = m_past.current();
        next.includesBots = true;
        m_past.ask(next);
    });
    m_ownAction = add({}, "OwnAction", [this] { Q_EMIT ownActionChosen(); });
}

void PastEmptiness::forget()
{
    m_hasHits.reset();
    m_asking.cancel();
}

void PastEmptiness::note(const StatsQuery &query, const StatsTable &table)
{
    if (table.now.hasData || query.range == InstantRange()) {
        m_hasHits = table.now.hasData;
        return;
    }
    if (m_hasHits.value_or(false))
        return;
    // A range without traffic is one thing, a site without any hit another.
    forget();
    StatsQuery everything;
    everything.site = query.site;
    everything.timezone = query.timezone;
    m_asking = m_stats.stats(everything, this, [this](const Result<StatsTable> &whole) {
        if (whole)
            m_hasHits = whole->now.hasData;
        Q_EMIT changed();
    });
}

void PastEmptiness::update(const StatsTable *table, const QString &error, const std::optional<Reason> &own)
{
    m_panel.setError(error);
    const bool isEmpty = !m_past.site() || (table && table->now.totals.hits == 0)
        || (!table && !error.isEmpty());
    if (isEmpty || own) {
        for (QPushButton *button :
             {m_firstSite, m_testHit, m_allTime, m_clearFilters, m_showBots, m_ownAction})
            button->hide();
        m_panel.setSnippet({});
    }
    if (isEmpty) {
        explain(table);
    } else if (own) {
        m_panel.setEmptyText(own->headline, own->sentence);
        m_ownAction->setText(own->action);
        m_ownAction->setVisible(!own->action.isEmpty());
    }
    m_panel.setState(isEmpty || own ? StatePanel::State::Empty : StatePanel::State::Data);
}

void PastEmptiness::explain(const StatsTable *table)
{
    const Question &question = m_past.current();
    const Site *site = m_past.site();
    if (m_past.sites().isEmpty())
        return; // the window asks for the first one
    if (!site) {
        m_firstSite->setText(
            PlainText::caption(LineText::fill(tr("Show %1"), m_past.sites().constFirst().displayName())));
        m_firstSite->show();
        return m_panel.setEmptyText(
            tr("Which site?"),
            tr("The past is counted for one site at a time: each has its own time zone "
               "and its own visitors. Choose one at the top left."));
    }
    if (!table)
        return m_panel.setEmptyText(tr("No answer"),
                                    tr("The hits are safe; only the counting of them failed."));
    if (!table->now.hasData && awaitsFirstHit()) {
        m_testHit->show();
        return m_panel.setAwaitsFirstHit(*site, m_collector.collectorState().url);
    }
    if (!table->now.hasData) {
        const QString range = PastText::days(question.range.resolved(m_past.zone(), m_past.now()),
                                             m_past.zone());
        m_allTime->setVisible(question.range.period != PastRange::Period::AllTime);
        return m_panel.setEmptyText(
            tr("No traffic in this range"),
            LineText::fill(tr("%1 received no hits: %2."), site->displayName(), range));
    }
    const bool isFiltered = !question.filters.isEmpty() || !question.link.isEmpty();
    m_clearFilters->setVisible(isFiltered);
    m_showBots->setVisible(!question.includesBots);
    if (isFiltered)
        m_panel.setEmptyText(
            tr("Nothing matches"),
            LineText::fill(tr("There is traffic in this range, but none that all of the filters let "
                              "through%1."),
                           question.includesBots ? QString() : tr(", bots left out")));
    else
        m_panel.setEmptyText(tr("Only bots"),
                             tr("Every hit of this range came from a bot, and bots are hidden."));
}
