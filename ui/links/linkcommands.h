// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/linkquestions.h"

#include <QObject>

#include <functional>

class Clock;

/// Changes of several links at once, each of which can be taken back. Main thread; the references must
/// outlive it.
class LinkCommands final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkCommands)

public:
    LinkCommands(LinkQuestions &source, const Clock &clock, QObject *parent = nullptr);

    void archive(const QList<Link> &links, bool on);
    void remove(const QList<Link> &links);
    /// Adds these tags and takes those away.
    void changeTags(const QList<Link> &links, const QStringList &add, const QStringList &takeAway);
    /// Empty = none.
    void setCampaign(const QList<Link> &links, const QString &campaign);
    bool canUndo() const { return static_cast<bool>(m_undo); }
    void undo();
    /// What was done can be taken back no more.
    void forget();
    bool isBusy() const { return m_open.isOpen(); }

Q_SIGNALS:
    /// "3 links deleted"; it can be taken back from now on.
    void done(const QString &what);
    void undone(const QString &what);
    void failed(const QString &why);

private:
    /// Replaces `before`; links that are the same in both are left alone.
    void update(const QList<Link> &before, const QList<Link> &after, const QString &what);
    void finish(const Result<void> &result, const QString &what, const std::function<void()> &undo);

    LinkQuestions &m_source;
    const Clock &m_clock;
    Askings m_open;
    std::function<void()> m_undo;
};
