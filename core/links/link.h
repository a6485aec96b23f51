// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QLatin1StringView>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

/// One of several destinations that share the clicks of a link (A/B test).
struct LinkVariant
{
    QString name; ///< "A"; stored on each click
    QString url;
    int weight = 1; ///< 1–1000; its share is that of the weights of all

    friend bool operator==(const LinkVariant &, const LinkVariant &) = default;
};

/// Sends the clicks of some devices and countries elsewhere. The first one that applies decides.
struct LinkRule
{
    QStringList devices; ///< "Mobile", "Desktop", …; empty = any
    QStringList countries; ///< ISO 3166-1 alpha-2; empty = any
    QString url;

    friend bool operator==(const LinkRule &, const LinkRule &) = default;
};

/// A short link: GET /{code} answers 302 to a destination. A plain value.
struct Link
{
    /// What happens to the query string of a click. Numbers are stored.
    enum class ForwardQuery : quint8 {
        Off = 0, ///< it is ignored
        Append = 1, ///< it is appended to the destination and read as the campaign of the click
        Capture = 2, ///< it is read as the campaign of the click
    };

    QString code; ///< 1–64 of A-Za-z0-9_-, no reserved word; unique ignoring case
    QString url; ///< the destination, as problemsOf() accepts it
    QString site; ///< the site its clicks belong to; may be empty
    QString name;
    ForwardQuery forwardQuery = ForwardQuery::Off;

    QString password = {}; ///< as hashedPassword() gives it; empty = open to all
    Micros expiresAt = 0; ///< from then on it is over; 0 = never
    qint64 maxClicks = 0; ///< after so many clicks of people it is over; 0 = no limit
    QString fallback = {}; ///< where clicks go when it is over; empty = they are answered 410
    QList<LinkVariant> variants = {}; ///< instead of `url`; empty or at least two
    QList<LinkRule> rules = {}; ///< before variants
    QString campaign = {}; ///< name of the group it belongs to; empty = none
    QStringList tags = {};
    bool opensApps = false; ///< destinations may have the scheme of an app ("mailto:", "spotify:")
    Micros madeAt = 0; ///< 0 = before this was noted
    Micros archivedAt = 0; ///< leads nowhere since then, but keeps its code and its clicks; 0 = in use
    qint64 earlierClicks = 0; ///< counted by another service before it was imported; shown apart

    friend bool operator==(const Link &, const Link &) = default;
};

/// Whether a link leads to its destination. The first that applies.
enum class LinkState : quint8 {
    Open,
    Archived,
    Expired, ///< its time has passed
    UsedUp, ///< it had as many clicks as it may have
};

/// `clicks` of people so far.
LinkState stateOf(const Link &link, qint64 clicks, Micros now);
/// "open", "archived", "expired", "used up", as the command line says it.
QLatin1StringView toString(LinkState state);

/// "off", "append", "capture", as the command line says it.
QLatin1StringView toString(Link::ForwardQuery mode);
/// Nothing when `text` names no mode.
std::optional<Link::ForwardQuery> forwardQueryOf(QStringView text);

Q_DECLARE_METATYPE(Link)
