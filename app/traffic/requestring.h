// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// Requests that are rendered before a load test begins, so that sending one costs a write.

/// Requests of one connection: few enough that no visitor among them looks at 25 pages.
constexpr int kLoadSlice = 128;

/// `count` POSTs to /api/v1/hits with `batch` simulated hits each. Visitors, agents and addresses
/// (X-Forwarded-For, for a collector that trusts its peer) vary as in TrafficModel.
QList<QByteArray> hitRequests(const QByteArray &host, const QString &site, int batch, int count);
/// The same GET again and again, with varying agents.
QList<QByteArray> getRequests(const QByteArray &host, const QByteArray &path);
