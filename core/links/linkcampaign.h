// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QString>

/// A group of links that belong to one action of marketing: "spring", on posters and in mails.
struct LinkCampaign
{
    QString name; ///< 1–100 characters; unique
    Micros madeAt = 0;
    Micros concludedAt = 0; ///< 0 = active. Its links go on
    qint64 links = 0; ///< that belong to it, archived ones among them

    friend bool operator==(const LinkCampaign &, const LinkCampaign &) = default;
};
