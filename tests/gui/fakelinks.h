// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/signalbus.h"
#include "core/questions/linkquestions.h"
#include "tests/support/answerqueue.h"

#include <QList>

/// Short links in memory, with the rules of the real ones; tells the bus before it answers. A new password is
/// kept as it is, without a hash.
class FakeLinks final : public LinkQuestions
{
public:
    FakeLinks(AnswerQueue &queue, SignalBus &bus) : m_queue(queue), m_bus(bus) { }

    QList<Link> list; ///< by code
    QList<LinkCampaign> campaignList; ///< by name; the numbers of links are counted when asked

    Asking links(const AskContext &who, Answer<QList<Link>> answer) override;
    Asking addLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer) override;
    Asking updateLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer) override;
    Asking removeLinks(const QStringList &codes, const AskContext &who, Answer<QList<Link>> answer) override;
    Asking putBackLinks(const QList<Link> &links, const AskContext &who, Answer<void> answer) override;
    Asking campaigns(const AskContext &who, Answer<QList<LinkCampaign>> answer) override;
    Asking setConcluded(const QString &campaign, bool on, const AskContext &who,
                        Answer<void> answer) override;

private:
    Link *find(const QString &code);
    Result<void> add(QList<Link> links);
    void noteCampaigns();

    AnswerQueue &m_queue;
    SignalBus &m_bus;
};
