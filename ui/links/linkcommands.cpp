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
    update(links, after, [on](int count) {
        return on ? tr("%Ln links archived", nullptr, count) : tr("%Ln links in use again", nullptr, count);
    });
}

QStringList LinkCommands::tagsAfter(const QStringList &tags, const QStringList &add,
                                    const QStringList &takeAway)
{
    QStringList after = tags;
    for (const QString &tag : takeAway)
        after.removeAll(tag);
    after += add;
    after.removeDuplicates();
    return after;
}

void LinkCommands::changeTags(const QList<Link> &links, const QStringList &add, const QStringList &takeAway)
{
    QList<Link> after = links;
    for (Link &link : after)
        link.tags = tagsAfter(link.tags, add, takeAway);
    update(links, after, [](int count) { return tr("Tags of %Ln links changed", nullptr, count); });
}

void LinkCommands::setCampaign(const QList<Link> &links, const QString &campaign)
{
    QList<Link> after = links;
    for (Link &link : after)
        link.campaign = campaign;
    update(links, after, [campaign](int count) {
        return campaign.isEmpty()
            ? tr("%Ln links are in no campaign", nullptr, count)
            : LineText::fill(tr("%Ln links are in the campaign %1", nullptr, count), campaign);
    });
}

void LinkCommands::update(const QList<Link> &before, const QList<Link> &after, const Said &said)
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
    const QString what = said(static_cast<int>(changes.size()));
    m_open.add(m_source.updateLinks(changes, this, [this, former, what](const Result<void> &result) {
        finish(result, what, [this, former, what] {
            m_open.add(m_source.updateLinks(former, this, [this, what](const Result<void> &taken) {
                finishUndo(taken, LineText::fill(tr("Taken back: %1"), what));
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
                finishUndo(back, tr("%Ln links are back", nullptr, static_cast<int>(gone.size())));
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

void LinkCommands::finishUndo(const Result<void> &result, const QString &what)
{
    const std::function<void()> undo = std::exchange(m_undoing, {});
    if (result) {
        Q_EMIT undone(what);
        return;
    }
    if (!m_undo)
        m_undo = undo;
    Q_EMIT failed(result.error().message);
}

void LinkCommands::undo()
{
    if (isBusy() || !m_undo)
        return;
    m_undoing = std::exchange(m_undo, {});
    m_undoing();
}

void LinkCommands::forget()
{
    m_undo = {};
    m_undoing = {};
}
