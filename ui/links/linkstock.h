// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>

/// Clicks of people on one link.
struct LinkClicks
{
    qint64 now = 0; ///< in the last five minutes
    qint64 today = 0;
    qint64 month = 0; ///< today and the 29 days before
    qint64 all = 0;
};

/// Clicks of all links, by code in small letters. Links without clicks are not in it.
using LinkCounts = QHash<QString, LinkClicks>;

/// All links, made ready to be searched. Immutable and shared; built outside of the thread of the windows,
/// for there may be a hundred thousand.
struct LinkStock
{
    explicit LinkStock(const QList<Link> &all);

    /// Null = there is none; in any case of the letters.
    const Link *find(const QString &code) const;
    /// The code of a link that is mistaken for this one in print; empty = none, or the link itself.
    QString lookAlike(const QString &code) const;

    QList<Link> links; ///< by code
    QStringList searched; ///< what the search looks at, in small letters
    QStringList sites; ///< of links, without duplicates
    QStringList tags, campaigns; ///< in use, sorted
    QHash<QString, qsizetype> places; ///< of codes in small letters
    QHash<QString, QString> looks; ///< codes by what they look like
};

/// Which links are listed, and in what order.
struct LinkWish
{
    enum class State : quint8 { All, Active, Ended, Archived };
    enum class Order : quint8 { Code, Destination, Name, Now, Today, Month, All, State, Campaign };

    QString site; ///< empty = of all sites
    QString words; ///< all of them must occur
    State state = State::All;
    QString tag, campaign; ///< empty = any
    Order order = Order::Month;
    bool descends = true;

    friend bool operator==(const LinkWish &, const LinkWish &) = default;
};

/// The answer to a wish.
struct LinkOrder
{
    QList<int> rows; ///< places in LinkStock::links
    qsizetype all = 0, active = 0, ended = 0, archived = 0; ///< of the site, whatever else is wished
    QList<int> selected; ///< which of the rows have the codes that were asked for, ascending
    int current = -1;
};

/// Carries out a wish. `selected`: codes whose rows the answer names; `current` likewise. Takes up to some
/// hundred milliseconds for a hundred thousand links. Pure.
LinkOrder orderOf(const LinkStock &stock, const LinkCounts &counts, const LinkWish &wish, Micros now,
                  const QSet<QString> &selected = {}, const QString &current = {});

/// Counts of one link.
LinkClicks clicksOf(const LinkCounts &counts, const QString &code);
