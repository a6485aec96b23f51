// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/linktable.h"
#include "core/query/jobthread.h"
#include "core/query/readconnection.h"
#include "core/questions/linkquestions.h"
#include "core/types/clock.h"

#include <optional>

class Database;
class SignalBus;
class Storage;

/// Answers questions about short links. Main thread; reads and hashes passwords in a thread of its own,
/// writes in the storage thread, where the next table of links is made, too, so that no click waits for it.
class LinkService final : public LinkQuestions
{
    Q_DISABLE_COPY_MOVE(LinkService)

public:
    /// `storage` and `bus` must outlive this object.
    LinkService(Storage &storage, SignalBus &bus, const Clock &clock);
    /// False when the system refused to start the thread: then nothing is answered.
    bool isRunning() const { return m_thread.isRunning(); }

    /// Reads all links again, and tells everybody. Storage thread. Errors: a failed read; then all stays.
    Result<void> reload(const Database &database);

    Asking links(const AskContext &who, Answer<QList<Link>> answer) override;
    Asking addLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer) override;
    Asking updateLinks(const QList<LinkDraft> &drafts, const AskContext &who, Answer<void> answer) override;
    Asking removeLinks(const QStringList &codes, const AskContext &who, Answer<QList<Link>> answer) override;
    Asking putBackLinks(const QList<Link> &links, const AskContext &who, Answer<void> answer) override;
    Asking campaigns(const AskContext &who, Answer<QList<LinkCampaign>> answer) override;
    Asking setConcluded(const QString &campaign, bool on, const AskContext &who,
                        Answer<void> answer) override;

private:
    using Write = Result<QList<Link>> (*)(Database &, const QList<Link> &);

    /// Writes all or none, passwords hashed.
    Asking write(const QList<LinkDraft> &drafts, Write all, const AskContext &who, Answer<void> answer);
    /// Tells everybody what changed. Storage thread.
    void publish(const Database &database, const QList<Link> &put, const QStringList &removed);

    Storage &m_storage;
    SignalBus &m_bus;
    const Clock &m_clock;
    std::optional<LinkTable> m_table; ///< as published last; storage thread
    ReadConnection m_connection;
    JobThread m_thread; // last, so that it ends first
};
