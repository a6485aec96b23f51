// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/remarklog.h"

#include "core/types/rejectreason.h"

#include <limits>

void RemarkLog::add(const QString &site, Protocol protocol, const FieldRemark &remark,
                    const std::function<Rejection()> &describe)
{
    Kind kind(site, protocol, remark.field, remark.what);
    auto found = m_sums.find(kind);
    if (found == m_sums.end() && m_sums.size() >= kMaxKinds) {
        std::get<QString>(kind).clear();
        found = m_sums.find(kind);
    }
    if (found == m_sums.end())
        found = m_sums.emplace(kind, Sum()).first;
    Sum &sum = found->second;
    if (sum.count == 0) {
        sum.row = describe();
        sum.row.outcome = Rejection::Outcome::Remark;
        sum.row.reason = codeOf(RejectReason::FieldChanged);
        sum.row.detail = remark.field % QStringLiteral(": ") % remark.what;
        sum.row.site = std::get<QString>(kind);
    }
    if (sum.count < std::numeric_limits<int>::max())
        ++sum.count;
}

QList<Rejection> RemarkLog::take(Micros now, bool all)
{
    QList<Rejection> rows;
    for (auto entry = m_sums.begin(); entry != m_sums.end();) {
        Sum &sum = entry->second;
        const bool isDue = all || sum.toldAt == 0 || now - sum.toldAt >= kPause;
        if (isDue && sum.count == 0) { // has not come again
            entry = m_sums.erase(entry);
            continue;
        }
        if (isDue) {
            sum.row.count = sum.count;
            rows.append(sum.row);
            sum.count = 0;
            sum.toldAt = now;
        }
        ++entry;
    }
    return rows;
}
