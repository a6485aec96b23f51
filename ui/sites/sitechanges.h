// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/sitequestions.h"
#include "core/questions/tokenquestions.h"

#include <QObject>

#include <functional>

/// Changes of sites and of tokens, the last of which can be taken back. They are carried out in the order in
/// which they were asked for. Main thread; the references must outlive it.
class SiteChanges final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SiteChanges)

public:
    SiteChanges(SiteQuestions &sites, TokenQuestions &tokens, QObject *parent = nullptr);

    /// `what` is a sentence about the change, in the past.
    void change(const Site &before, const Site &after, const QString &what);
    void remove(const Site &site);
    void revoke(const Token &token);
    /// Nothing while something is being done.
    void undo();
    /// What was done can be taken back no more.
    void forget() { m_undo = {}; }
    bool isBusy() const { return m_open.isOpen(); }

Q_SIGNALS:
    /// It can be taken back from now on.
    void done(const QString &what);
    void undone(const QString &what);
    void refused(const Error &why);
    /// The mode or rules of bots of a site changed; stored verdicts may be outdated.
    void botRulesChanged(const QString &site);

private:
    /// Carries something out.
    using Step = std::function<Asking(Answer<void>)>;

    void carryOut(const Step &step, const Step &back, const QString &what,
                  const std::function<void()> &after);

    SiteQuestions &m_sites;
    TokenQuestions &m_tokens;
    Askings m_open;
    std::function<void()> m_undo;
};
