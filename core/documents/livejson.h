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
/// One click of TyrionURL's live stream (api.md#reads-for-tyrionurl); `zone` is the site's IANA name.
QByteArray clickJson(const Hit &hit, const QString &zone);

/// The document `realtime` of api.md#shapes-of-answers.
QByteArray nativeRealtimeJson(const RealtimeSnapshot &snapshot);
/// Sparklytics, `/api/websites/{id}/realtime` (api.md#reads-for-sparklytics).
QByteArray sparklyticsRealtimeJson(const RealtimeSnapshot &snapshot);
/// ts-analytics, `/api/analytics/sites/{siteId}/realtime` (api.md#reads-for-ts-analytics); needs
/// RealtimeSnapshot::topPages.
QByteArray tsAnalyticsRealtimeJson(const RealtimeSnapshot &snapshot);
