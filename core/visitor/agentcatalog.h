// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/generationcache.h"
#include "core/types/hit.h"
#include "core/visitor/agent/clienthints.h"
#include "core/visitor/bot/agentverdict.h"

#include <QByteArray>
#include <QStringList>

#include <future>
#include <memory>
#include <optional>

/// Everything that an agent and its hints say about a client.
struct AgentDescription
{
    QString text; ///< the agent itself, as far as it counts
    Client client;
    QString app; ///< whose built-in browser it is (inAppSource())
    AgentVerdict verdict; ///< by the agent alone
    bool isHeadlessByHints = false;
    bool isRefinedByHints = false; ///< client is not what the agent alone says

    friend bool operator==(const AgentDescription &, const AgentDescription &) = default;
};

/// Describes agents, each distinct one once: the front of the parser, the names and the verdicts.
///
/// Belongs to the thread that calls it. The rules are read and compiled by a worker that the constructor
/// starts, which takes a fifth of a second: whatever needs them first waits for it, so building a catalog
/// delays nobody. The last 2,048 to 4,096 different agents are remembered.
class AgentCatalog final
{
public:
    /// Rules about browsers come from `uapFile` (regexes.yaml or JSON) unless that is empty. A file that
    /// cannot be used is a problem(); the bundled rules hold then.
    explicit AgentCatalog(const QString &uapFile = {});
    ~AgentCatalog();
    AgentCatalog(const AgentCatalog &) = delete;
    AgentCatalog &operator=(const AgentCatalog &) = delete;

    /// Of an agent only the first 512 bytes count. Valid until the next call.
    const AgentDescription &describe(QByteArrayView agent, const ClientHints &hints = {});

    /// Whether the rules are there: nobody has to wait for them any more.
    bool isReady() const;
    /// What was read: "uap-core@0.18.0", …. Waits for the rules.
    const QStringList &sources();
    /// Why `uapFile` is not in use. Waits for the rules.
    const std::optional<Error> &problem();

private:
    struct Compiled;

    Compiled &compiled();
    AgentDescription described(QByteArrayView agent, const ClientHints &hints);

    std::future<std::unique_ptr<Compiled>> m_coming;
    std::unique_ptr<Compiled> m_compiled;
    GenerationCache<QByteArray, AgentDescription, 2'048> m_known; ///< by agent and hints
    QByteArray m_key; ///< kept for its memory
};
