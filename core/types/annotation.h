// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QMetaType>
#include <QString>

/// A note on the time line of a site: "launch", "newsletter". Immutable value.
struct Annotation
{
    qint64 id = 0; ///< 0 = not stored yet
    QString site;
    Micros at = 0;
    QString text; ///< 1–200 characters
    Micros clockStep =
        0; ///< not 0 = not a user's note: the clock was set by so much, for all sites; the id is < 0

    friend bool operator==(const Annotation &, const Annotation &) = default;
};

Q_DECLARE_METATYPE(Annotation)
