// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/judgepanel.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

JudgePanel::JudgePanel(HitQuestions &source, QWidget *parent) :
    ProgressStrip(QStringLiteral("verdict"), parent), m_source(source)
{
}

void JudgePanel::start(const QString &site)
{
    m_asking = m_source.judge(
        site, this,
        [this](const BotRebuildReport &soFar) {
            report(LineText::fill(tr("%1 of %2 hits judged again"), Format::number(soFar.judged),
                                  Format::number(soFar.total)),
                   soFar.judged, soFar.judged, soFar.total);
        },
        [this](const Result<BotRebuildReport> &done) {
            if (!done)
                return fail(LineText::fill(tr("Stopped while judging hits again: %1"), done.error().message));
            end(LineText::fill(tr("%1 hits judged again: %2 are bots now, %3 human now"),
                               Format::number(done->judged), Format::number(done->nowBots),
                               Format::number(done->nowHumans)));
        });
    begin(tr("Judging stored hits again…"));
}

void JudgePanel::cancel()
{
    const bool wasRunning = isRunning();
    m_asking.cancel();
    end(wasRunning ? tr("Stopped; the hits judged so far keep their new verdict") : QString());
}
