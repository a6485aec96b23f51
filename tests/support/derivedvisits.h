// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QList>
#include <QString>

/// A visit as it follows from rows (semantics 2.3–2.6), by its hits: pointers into the list it was derived
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
    QString exitPage() const;
};

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
