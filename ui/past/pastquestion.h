// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/sitequestions.h"
#include "ui/past/questionstack.h"

#include <QObject>
#include <QTimer>

class SignalBus;

/// The question about the past: one for all pages that answer it, with undo and
/// redo, and the selected metric. Main thread; the references must outlive it.
class PastQuestion final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PastQuestion)

public:
    PastQuestion(SignalBus &bus, SiteQuestions &source, const Clock &clock, QObject *parent = nullptr);

    const Question &current() const { return m_stack.current(); }
    /// Makes `next` the current question; this can be undone.
    void ask(const Question &next);
    void setPeriod(PastRange::Period period);
    void toggle(const DimensionFilter &filter);
    void undo();
    void redo();
    bool canUndo() const { return m_stack.canUndo(); }
    bool canRedo() const { return m_stack.canRedo(); }

    Metric metric() const { return m_metric; }
    void setMetric(Metric metric);

    /// Empty = all sites; a question needs one site, so site() is null then unless there is only one.
    void setSite(const QString &name);
    const Site *site() const;
    const QList<Site> &sites() const { return m_sites; }
    QString zone() const; ///< of the site; UTC without one
    Micros now() const { return m_clock.now(); }
    /// First and last hit of the site, known once "all time" was asked.
    const InstantRange &extent() const { return m_extent; }
    void setExtent(const InstantRange &extent) { m_extent = extent; }
    /// True if hits that arrive now belong to the answer.
    bool isRunning() const;
    /// Range, filters, comparison and series of the question; breakdowns and goals are added by the page.
    StatsQuery query() const;

    /// Question and metric, as text that survives a restart.
    QByteArray state() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    void changed(); ///< the question changed; emitted after siteChanged(), too
    void kept(); ///< what was asked is the current question already
    void metricChanged();
    void moved(); ///< the range has moved with time
    /// The site changed: answers are outdated.
    void siteChanged();
    void sitesChanged(); ///< the list of sites changed, but not the chosen one

private:
    void onSitesChanged(const QList<Site> &sites);

    const Clock &m_clock;
    QList<Site> m_sites;
    QString m_name; ///< as chosen in the window
    QuestionStack m_stack;
    Metric m_metric = Metric::Visitors;
    InstantRange m_extent;
    QTimer m_moving;
    bool m_isRestored = false; ///< the question came from a state
};
