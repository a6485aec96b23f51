// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/rawhit.h"
#include "core/types/clock.h"
#include "core/types/rejection.h"

#include <QList>
#include <QString>

#include <functional>
#include <map>
#include <tuple>

/// Sums up what had to be changed on stored hits, so that the user can fix the sender.
///
/// The first remark of a kind (site, protocol, field, action) is reported at once, later ones every kPause
/// in one row: a tag that always sends half a pixel must not displace rejections on the Rejected
/// page. Above kMaxKinds sites are not distinguished any more. Lives in the collector thread.
class RemarkLog final
{
public:
    static constexpr std::size_t kMaxKinds = 64;
    static constexpr Micros kPause = 10 * kMicrosPerMinute;

    /// `describe` is called only for the first remark of a row: it sets time, source and excerpt.
    void add(const QString &site, Protocol protocol, const FieldRemark &remark,
             const std::function<Rejection()> &describe);
    /// What is due at that monotonic time; `all` = also what could wait.
    QList<Rejection> take(Micros now, bool all = false);

private:
    /// Site, protocol, field, action.
    using Kind = std::tuple<QString, Protocol, QLatin1StringView, QLatin1StringView>;

    struct Sum
    {
        Rejection row;
        int count = 0; ///< since the last report
        Micros toldAt = 0; ///< last report, monotonic; 0 = never
    };

    std::map<Kind, Sum> m_sums;
};
