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
    /// The tags of a link without those that are taken away and with those that are added.
    static QStringList tagsAfter(const QStringList &tags, const QStringList &add,
                                 const QStringList &takeAway);
    /// Adds these tags and takes those away.
    void changeTags(const QList<Link> &links, const QStringList &add, const QStringList &takeAway);
    /// Empty = none.
    void setCampaign(const QList<Link> &links, const QString &campaign);
    /// Nothing while something is being done. What could not be taken back can be tried again.
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
    /// "3 links archived", for so many.
    using Said = std::function<QString(int links)>;

    /// Replaces `before`; links that are the same in both are left alone.
    void update(const QList<Link> &before, const QList<Link> &after, const Said &said);
    void finish(const Result<void> &result, const QString &what, const std::function<void()> &undo);
    void finishUndo(const Result<void> &result, const QString &what);

    LinkQuestions &m_source;
    const Clock &m_clock;
    Askings m_open;
    std::function<void()> m_undo;
    std::function<void()> m_undoing; ///< the one that was begun
};
