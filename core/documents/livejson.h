// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/realtimesnapshot.h"
#include "core/types/hit.h"
#include "core/types/site.h"

#include <QByteArray>

// Live data as the documented JSON documents. Pure functions.

/// One hit of the native streams: the names of the CSV columns, and latitude and longitude in degrees;
/// missing values left out.
QByteArray hitJson(const Hit &hit);
/// One click of TyrionURL's live stream (wire-formats 5.1); `zone` is the site's IANA name.
QByteArray clickJson(const Hit &hit, const QString &zone);

/// cli.md, `query realtime`.
QByteArray nativeRealtimeJson(const RealtimeSnapshot &snapshot);
/// wire-formats 12, `/api/websites/{id}/realtime`.
QByteArray sparklyticsRealtimeJson(const RealtimeSnapshot &snapshot);
/// wire-formats 13, `/api/analytics/sites/:siteId/realtime`; needs RealtimeSnapshot::topPages.
QByteArray tsAnalyticsRealtimeJson(const RealtimeSnapshot &snapshot);
