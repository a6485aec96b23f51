// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/questions/realtimesnapshot.h"
#include "core/types/hit.h"

#include <QList>
#include <QObject>

#include <functional>

/// What the collector reads while it serves: pages of stored hits and the window of now.
/// May be called from any thread; each answer comes as a queued call in the thread of `context`,
/// which must outlive this object.
class ReadSource
{
public:
    struct Page
    {
        QList<Hit> hits; ///< oldest first
        qint64 scannedTo = 0; ///< highest sequence looked at; the next page asks for after = scannedTo
        bool atEnd = false; ///< nothing newer was stored when this was read
        bool failed = false;
    };

    virtual ~ReadSource() = default;
    /// Up to `limit` matching hits with seq > after, oldest first; looks at a bounded number of rows.
    virtual void hitsAfter(const HitFilter &filter, qint64 after, int limit, QObject *context,
                           std::function<void(const Page &)> answer) = 0;
    virtual void realtime(const QString &site, int minutes, QObject *context,
                          std::function<void(const RealtimeSnapshot &)> answer) = 0;
};
