// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <utility>

/// The open visits: which visit a hit belongs to (semantics 2.3). A gap of exactly 30 minutes
/// starts a new one. A visit that filled a whole UTC day ends with it: so none lasts for two days, and an id
/// that was carried over midnight does not live on for ever. Lives in the collector thread; expired visits
/// are swept out, so that memory follows the visitors of the last half hour.
class OpenVisits final
{
public:
    static constexpr Micros kGap = 30 * kMicrosPerMinute;

    /// The id of the visit; starts one when the visitor has none open. Times must not decrease.
    /// `visitor` 0 is an anonymous hit and gets a visit of its own (id 0).
    quint64 visitOf(const QString &site, quint64 visitor, const QString &visitorText, const QString &url,
                    Micros time);
    /// True when the visitor was seen less than 30 minutes before `time`.
    bool isOpen(const QString &site, quint64 visitor, Micros time) const;
    /// Takes up a visit from storage, so that a restart does not cut it in two.
    void resume(const QString &site, quint64 visitor, quint64 visit, Micros lastSeen);
    qsizetype count() const { return m_open.size(); }

private:
    struct Visit
    {
        quint64 id = 0;
        Micros began = 0;
        Micros lastSeen = 0;
    };
    static bool goesOn(const Visit &visit, Micros time);
    using Key = std::pair<QString, quint64>;

    void sweep(Micros time);

    QHash<Key, Visit> m_open;
    Micros m_sweptAt = 0;
};
