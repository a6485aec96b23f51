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
    QString text; ///< the agent itself, cut to the limit
    Client client;
    QString app; ///< the app whose built-in browser it is (inAppSource())
    AgentVerdict verdict; ///< from the agent alone
    bool isHeadlessByHints = false;
    bool isRefinedByHints = false; ///< hints changed what the agent alone says about the client

    friend bool operator==(const AgentDescription &, const AgentDescription &) = default;
};

/// Describes agents, each distinct one once: combines the parser, the names and the verdicts.
///
/// Belongs to the thread that calls it. The rules are read and compiled by a worker that the constructor
/// starts, which takes a fifth of a second: the first call that needs them waits for it, so the constructor
/// does not block. The last 2,048 to 4,096 different agents are cached.
class AgentCatalog final
{
public:
    /// Rules about browsers come from `uapFile` (regexes.yaml or JSON) unless that is empty. If the file
    /// cannot be used, problem() says why, and the bundled rules are used.
    explicit AgentCatalog(const QString &uapFile = {});
    ~AgentCatalog();
    AgentCatalog(const AgentCatalog &) = delete;
    AgentCatalog &operator=(const AgentCatalog &) = delete;

    /// Only the first 512 bytes of an agent are read. Valid until the next call.
    const AgentDescription &describe(QByteArrayView agent, const ClientHints &hints = {});

    /// Whether the rules are loaded, so that no call has to wait.
    bool isReady() const;
    /// The rules in use: "uap-core@0.18.0", …. Waits for the rules.
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
    QByteArray m_key; ///< reused to avoid allocations
};
