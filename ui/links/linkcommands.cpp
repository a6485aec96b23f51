// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkcommands.h"

#include "core/types/clock.h"
#include "ui/text/linetext.h"

#include <utility>

LinkCommands::LinkCommands(LinkQuestions &source, const Clock &clock, QObject *parent) :
    QObject(parent), m_source(source), m_clock(clock)
{
}

void LinkCommands::archive(const QList<Link> &links, bool on)
{
    QList<Link> after = links;
    for (Link &link : after) {
        if ((link.archivedAt != 0) != on)
            link.archivedAt = on ? m_clock.now() : 0;
    }
    const int count = static_cast<int>(links.size());
    update(links, after,
           on ? tr("%Ln links archived", nullptr, count) : tr("%Ln links in use again", nullptr, count));
}

void LinkCommands::changeTags(const QList<Link> &links, const QStringList &add, const QStringList &takeAway)
{
    QList<Link> after = links;
    for (Link &link : after) {
        for (const QString &tag : takeAway)
            link.tags.removeAll(tag);
        for (const QString &tag : add) {
            if (!link.tags.contains(tag))
                link.tags.append(tag);
        }
    }
    update(links, after, tr("Tags of %Ln links changed", nullptr, static_cast<int>(links.size())));
}

void LinkCommands::setCampaign(const QList<Link> &links, const QString &campaign)
{
    QList<Link> after = links;
    for (Link &link : after)
        link.campaign = campaign;
    const int count = static_cast<int>(links.size());
    update(links, after,
           campaign.isEmpty()
               ? tr("%Ln links are in no campaign", nullptr, count)
               : LineText::joined({tr("%Ln links are in the campaign", nullptr, count), campaign},
                                  QStringLiteral(" ")));
}

void LinkCommands::update(const QList<Link> &before, const QList<Link> &after, const QString &what)
{
    QList<LinkDraft> changes, former;
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (before.at(i) == after.at(i))
            continue;
        changes.append({after.at(i), {}});
        former.append({before.at(i), {}});
    }
    if (changes.isEmpty())
        return;
    m_open.add(m_source.updateLinks(changes, this, [this, former, what](const Result<void> &result) {
        finish(result, what, [this, former, what] {
            m_open.add(m_source.updateLinks(former, this, [this, what](const Result<void> &taken) {
                if (taken)
                    Q_EMIT undone(LineText::fill(tr("Taken back: %1"), what));
                else
                    Q_EMIT failed(taken.error().message);
            }));
        });
    }));
}

void LinkCommands::remove(const QList<Link> &links)
{
    QStringList codes;
    for (const Link &link : links)
        codes.append(link.code);
    m_open.add(m_source.removeLinks(codes, this, [this](const Result<QList<Link>> &removed) {
        if (!removed)
            return finish(removed.error(), {}, {});
        const int count = static_cast<int>(removed->size());
        const QString what = count == 1
            ? LineText::fill(tr("/%1 deleted; its clicks stay"), removed->constFirst().code)
            : tr("%Ln links deleted; their clicks stay", nullptr, count);
        finish({}, what, [this, gone = *removed] {
            m_open.add(m_source.putBackLinks(gone, this, [this, gone](const Result<void> &back) {
                if (back)
                    Q_EMIT undone(tr("%Ln links are back", nullptr, static_cast<int>(gone.size())));
                else
                    Q_EMIT failed(back.error().message);
            }));
        });
    }));
}

void LinkCommands::finish(const Result<void> &result, const QString &what, const std::function<void()> &undo)
{
    if (!result) {
        Q_EMIT failed(result.error().message);
        return;
    }
    m_undo = undo;
    Q_EMIT done(what);
}

void LinkCommands::undo()
{
    if (const std::function<void()> undo = std::exchange(m_undo, {}))
        undo();
}

void LinkCommands::forget()
{
    m_undo = {};
}
