// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquestions.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

/// Keeps one question open at a time: changes within one turn of the event loop become one question, a
/// newer one cancels the older, and nothing is asked while disabled. Main thread; the source must outlive it.
class StatsAsker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsAsker)

public:
    static constexpr int kSlowMs = 150; ///< an answer that takes longer shows a sign of waiting
    static constexpr int kLiveMs = 1000; ///< minimum time between questions for new hits

    /// `build` makes the query when it is asked.
    StatsAsker(StatsQuestions &source, std::function<StatsQuery()> build, QObject *parent = nullptr);

    /// Asks soon; when disabled, asks once enabled.
    void ask();
    /// New hits may change the answer: asks once the last question is answered and a second old.
    void askForNews();
    void setEnabled(bool on);
    /// A question is open, or will be asked soon.
    bool isBusy() const { return m_asking.isOpen() || m_isDue; }

Q_SIGNALS:
    void asked();
    void answered(const StatsQuery &query, const StatsTable &table);
    void failed(const Error &error);
    void slow();

private:
    void start();
    void take(const Result<StatsTable> &table);
    void askForNewsWhenDue();

    StatsQuestions &m_source;
    std::function<StatsQuery()> m_build;
    StatsQuery m_query;
    Asking m_asking;
    bool m_isEnabled = false;
    bool m_isDue = false; ///< a question is to be asked in this turn, or when enabled
    bool m_hasNews = false;
    QElapsedTimer m_sinceAsked;
    QTimer m_slow;
    QTimer m_news;
};
