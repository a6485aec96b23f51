// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/state.h"

#include <QString>

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
    /// Sends one hit through the program's own HTTP door, so that an empty page can prove the way works.
    virtual void sendTestHit(const QString &site) = 0;
};
