// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/linktable.h"
#include "core/links/pixel.h"
#include "core/types/clockstep.h"
#include "core/types/hit.h"
#include "core/types/rejection.h"
#include "core/types/site.h"
#include "core/types/state.h"

#include <QList>
#include <QObject>

/// The program's typed signals: writers emit, windows and streams listen, and neither knows the other.
///
/// No state, no logic. Any thread may emit; every connection names a context object, so that
/// each receiver is called in its own thread. Every argument is an immutable value.
class SignalBus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignalBus)

public:
    explicit SignalBus(QObject *parent = nullptr);

Q_SIGNALS:
    /// After COMMIT, in sequence order; each hit exactly once per run of the program.
    void hitsCommitted(const HitBatch &batch);
    /// After COMMIT of the rejections themselves; ids ascending.
    void hitsRejected(const QList<Rejection> &rejections);
    void collectorStateChanged(const CollectorState &state);
    /// At most twice a second, and at once when `canStore` or the concerns change.
    void storeStateChanged(const StoreState &state);
    /// Reports a problem that the user should look at: the store keeps it in its state, one
    /// concern per code, until it is resolved.
    void concernRaised(const Concern &concern);
    void concernSettled(const QString &code);
    /// The machine's clock was set; hits from now on have the new time.
    void clockStepped(const ClockStep &step);
    void sitesChanged(const QList<Site> &sites);
    void linksChanged(const LinkTable &links);
    void pixelsChanged(const PixelTable &pixels);
    /// The store writes another file from here on. Receivers must reopen the database.
    void databaseReplaced();
    /// Bot verdicts of stored hits changed. Receivers must drop cached hits and reload.
    void verdictsChanged();
};
