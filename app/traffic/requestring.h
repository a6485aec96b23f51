// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// Requests that are rendered before a load test begins, so that sending one costs a write.

/// Requests of one connection: few enough that no visitor among them looks at 25 pages.
constexpr int kLoadSlice = 128;

/// Whether requests name their visitors' addresses (X-Forwarded-For): only a collector that trusts its peer
/// wants that; any other takes it for a sign of a proxy and no longer for traffic of this machine.
enum class Addresses : quint8 { Own, Forwarded };

/// `count` POSTs to /api/v1/hits with `batch` simulated hits each. Visitors, agents and, if asked for,
/// addresses vary as in TrafficModel; pages are those of `origin`, scheme and host, or of
/// TrafficOptions::origin when it is empty.
QList<QByteArray> hitRequests(const QByteArray &host, const QString &site, int batch, int count,
                              const QString &origin = {}, Addresses addresses = Addresses::Own);
