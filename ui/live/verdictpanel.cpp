// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/verdictpanel.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

VerdictPanel::VerdictPanel(LiveSource &source, QWidget *parent) :
    ProgressStrip(QStringLiteral("verdict"), parent), m_source(source)
{
    connect(&m_source, &LiveSource::verdictsProgress, this,
            [this](QueryId id, const BotRebuildReport &soFar) {
                if (id == m_request)
                    report(LineText::fill(tr("%1 of %2 hits judged again"), Format::number(soFar.judged),
                                          Format::number(soFar.total)),
                           soFar.judged, soFar.judged, soFar.total);
            });
    connect(&m_source, &LiveSource::verdictsReady, this, [this](QueryId id, const BotRebuildReport &done) {
        if (id != m_request)
            return;
        m_request = 0;
        end(LineText::fill(tr("%1 hits judged again: %2 are bots now, %3 human now"),
                           Format::number(done.judged), Format::number(done.nowBots),
                           Format::number(done.nowHumans)));
    });
    connect(&m_source, &LiveSource::queryFailed, this, [this](QueryId id, const Error &error) {
        if (id != m_request)
            return;
        m_request = 0;
        fail(LineText::fill(tr("Stopped while judging hits again: %1"), error.message));
    });
}

void VerdictPanel::start(const QString &site)
{
    if (m_request != 0)
        m_source.cancel(m_request);
    m_request = m_source.requestVerdicts(site);
    begin(tr("Judging stored hits again…"));
}

void VerdictPanel::cancel()
{
    const bool wasRunning = m_request != 0;
    if (wasRunning)
        m_source.cancel(std::exchange(m_request, 0));
    end(wasRunning ? tr("Stopped; the hits judged so far keep their new verdict") : QString());
}
