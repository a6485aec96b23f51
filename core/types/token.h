// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <utility>

/// What is kept of a token (api.md#who-may-read): everything but the token itself.
struct Token
{
    QString name = {}; ///< 1–64 of A-Za-z0-9_-
    bool mayChange = true; ///< sites, links, pixels and goals; else it only reads
    QStringList sites = {}; ///< ids of those it is limited to; empty = all
    Micros madeAt = 0; ///< 0 = before this was noted
    Micros usedAt = 0; ///< start of the hour of its last use; 0 = not used since this is noted
    QByteArray hash = {}; ///< SHA-256

    /// Notes a use; true for the first one of its hour.
    bool noteUse(Micros now)
    {
        const Micros hour = now - now % kMicrosPerHour;
        return std::exchange(usedAt, hour) != hour;
    }
    /// Whether it opens an answer about this site alone; empty = one about several.
    bool opens(const QString &site) const { return sites.isEmpty() || sites.contains(site); }
    friend bool operator==(const Token &, const Token &) = default;
};
