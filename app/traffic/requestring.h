// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// Requests that are rendered before a load test, so that sending one costs only a write.

/// Number of requests of one connection: so few that no visitor among them views 25 pages.
constexpr int kLoadSlice = 128;

/// Whether requests carry their visitors' addresses (X-Forwarded-For): only for a collector that trusts its
/// peer; another one would treat them as a sign of a proxy and not as traffic of this machine.
enum class Addresses : quint8 { Own, Forwarded };

/// `count` POSTs to /api/v1/hits with `batch` simulated hits each. Visitors, agents and, if requested,
/// addresses vary as in TrafficModel; pages are those of `origin`, scheme and host, or of
/// TrafficOptions::origin when it is empty.
QList<QByteArray> hitRequests(const QByteArray &host, const QString &site, int batch, int count,
                              const QString &origin = {}, Addresses addresses = Addresses::Own);
