// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/bus/signalbus.h"

#include "core/links/linktable.h"

SignalBus::SignalBus(QObject *parent) : QObject(parent)
{
    qRegisterMetaType<HitBatch>();
    qRegisterMetaType<QList<Rejection>>();
    qRegisterMetaType<CollectorState>();
    qRegisterMetaType<Concern>();
    qRegisterMetaType<ClockStep>();
    qRegisterMetaType<StoreState>();
    qRegisterMetaType<QList<Site>>();
    qRegisterMetaType<LinkTable>();
    qRegisterMetaType<PixelTable>();
}
