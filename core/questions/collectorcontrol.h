// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/collectoraccess.h"
#include "core/types/state.h"

#include <QList>
#include <QString>

struct Observations;

/// An address of this machine under which others on the local network reach it.
struct LocalAddress
{
    QString network; ///< name of the interface: "wlan0"
    QString address; ///< without a zone
    bool isWireless = false;

    friend bool operator==(const LocalAddress &, const LocalAddress &) = default;
};

/// How collector and store are, and what a window can tell them. Changes of the state come by the bus. Main
/// thread.
class CollectorControl
{
public:
    virtual ~CollectorControl() = default;

    virtual StoreState storeState() const = 0;
    virtual CollectorState collectorState() const = 0;
    /// Answers a concern of the store's state.
    virtual void answerConcern(const QString &code, ConcernAnswer answer) = 0;
    /// Makes the collector listen at another address (as listenAddressOf() takes it) and port, or try again.
    /// Until that works it stays where it is. The bus tells the outcome.
    virtual void listen(const QString &address, quint16 port) = 0;
    /// Applies from the next request on. Errors, which change nothing: "bad_network", "wide_network",
    /// "bad_header".
    [[nodiscard]] virtual Asking setAccess(const CollectorAccess &access, const AskContext &who,
                                           Answer<void> answer) = 0;
    /// Those of interfaces that are up, without loopback.
    [[nodiscard]] virtual Asking localAddresses(const AskContext &who,
                                                Answer<QList<LocalAddress>> answer) = 0;
    /// Looks at what hits need on their way here: addresses, port, firewall, clock, proxies. Takes a second
    /// or two.
    [[nodiscard]] virtual Asking observe(const AskContext &who, Answer<Observations> answer) = 0;
    /// Sends one hit through the program's own HTTP door, so that an empty page can prove the way works.
    virtual void sendTestHit(const QString &site) = 0;
};
