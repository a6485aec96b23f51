// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QList>
#include <QString>

#include <optional>

/// A visit as it follows from rows (visits.md), by its hits: pointers into the list it was derived
/// from.
struct DerivedVisit
{
    QList<const Hit *> extending; ///< those that start or extend it, in (eventAt, seq) order; never empty
    QList<const Hit *> hits; ///< all that belong to it, in order

    quint64 id() const; ///< public id, as a number
    Micros first() const; ///< whole milliseconds
    Micros last() const; ///< whole milliseconds
    qint64 pageviews() const;
    bool isBounce() const;
    QString entryPage() const; ///< empty without a pageview
    QString entryHost() const; ///< that of the entry page
    QString exitPage() const;
    const Hit *touch() const; ///< the first of its hits that tells of somewhere else; null = it is Direct
};

/// True for a hit with a campaign, and for one whose channel is neither Direct nor the site's own. Hits
/// without a channel count by their referrer, unless it is on the host of their page.
bool tellsOfSomewhereElse(const Hit &hit);

/// A dimension as the visit of a hit has it by that first hit, `touch` (null = Direct): source, channel,
/// referrer, referrer_host, utm_*. Nothing for the other dimensions.
std::optional<QString> originValue(const Hit *touch, const QString &dimension);

/// The hits of one site and what they form. Brute force, for judging the program; shares nothing with it but
/// the values.
struct DerivedSite
{
    QList<const Hit *> hits; ///< of the site, bots included, in (eventAt, seq) order
    QList<int> visitOf; ///< of each hit: index into `visits`, -1 = none
    QList<DerivedVisit> visits;
};

/// `hits` must outlive the answer.
DerivedSite deriveSite(const QList<Hit> &hits, const QString &site, bool includesBots);
