// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/links/pixel.h"
#include "core/questions/statsquery.h"
#include "core/types/http.h"
#include "core/types/site.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>

// Sites, links and pixels in the shapes of Sparklytics (api.md#sites-links-and-pixels). Pure functions. `url`
// is the address of the collector, without a final slash.

/// The address under which a client asked: https only behind a trusted proxy that says so.
QString askedUrl(const HttpRequest &request);

/// What came of a link or a pixel.
struct SentCounts
{
    qint64 hits = 0;
    qint64 visitors = 0;
    std::optional<qint64> conversions = {}; ///< nothing = not counted
    double revenue = 0;
};
/// Of all hits that the table counts.
SentCounts sentCountsOf(const StatsTable &table);

QJsonObject sparklyticsSite(const Site &site, const QString &url);
QJsonObject sparklyticsLink(const Link &link, const SentCounts &counts, const QString &url);
QJsonObject sparklyticsPixel(const Pixel &pixel, const SentCounts &counts, const QString &url);
QJsonObject sparklyticsLinkStats(const Link &link, const SentCounts &counts);
QJsonObject sparklyticsPixelStats(const Pixel &pixel, const SentCounts &counts);
/// {"data":…}
QByteArray sparklyticsData(const QJsonValue &value);
