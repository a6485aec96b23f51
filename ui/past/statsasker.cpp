// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/statsasker.h"

#include <algorithm>
#include <utility>

StatsAsker::StatsAsker(StatsQuestions &source, std::function<StatsQuery()> build, QObject *parent) :
    QObject(parent), m_source(source), m_build(std::move(build))
{
    m_slow.setSingleShot(true);
    m_slow.setInterval(kSlowMs);
    connect(&m_slow, &QTimer::timeout, this, &StatsAsker::slow);
    m_news.setSingleShot(true);
    connect(&m_news, &QTimer::timeout, this, &StatsAsker::ask);
}

void StatsAsker::ask()
{
    m_news.stop();
    m_hasNews = false;
    if (std::exchange(m_isDue, true))
        return;
    m_asking.cancel();
    if (m_isEnabled)
        QMetaObject::invokeMethod(this, &StatsAsker::start, Qt::QueuedConnection);
}

void StatsAsker::start()
{
    if (!m_isDue || !m_isEnabled)
        return;
    m_isDue = false;
    m_query = m_build();
    m_sinceAsked.start();
    m_slow.start();
    m_asking = m_source.stats(m_query, this, [this](const Result<StatsTable> &table) { take(table); });
    Q_EMIT asked();
}

void StatsAsker::take(const Result<StatsTable> &table)
{
    m_slow.stop();
    if (!table) {
        Q_EMIT failed(table.error());
        return;
    }
    Q_EMIT answered(m_query, *table);
    askForNewsWhenDue();
}

void StatsAsker::askForNews()
{
    m_hasNews = true;
    askForNewsWhenDue();
}

void StatsAsker::askForNewsWhenDue()
{
    if (!m_hasNews || !m_isEnabled || isBusy() || m_news.isActive())
        return;
    const qint64 age = m_sinceAsked.isValid() ? m_sinceAsked.elapsed() : kLiveMs;
    m_news.start(static_cast<int>(std::clamp<qint64>(kLiveMs - age, 0, kLiveMs)));
}

void StatsAsker::setEnabled(bool on)
{
    if (on == std::exchange(m_isEnabled, on))
        return;
    if (!on) {
        m_news.stop();
        return;
    }
    if (std::exchange(m_isDue, false) || std::exchange(m_hasNews, false))
        ask();
}
