// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/visitordatastatus.h"

namespace {

constexpr qint64 kGeoLite2Days = 30;
constexpr qint64 kOldDays = 180;

} // namespace

const VisitorDataStatus &VisitorDataReport::of(VisitorDataKind kind) const
{
    static const VisitorDataStatus nothing;
    const auto number = static_cast<qsizetype>(kind);
    return number < rows.size() ? rows[number] : nothing;
}

DataAge ageOf(const VisitorDataStatus &status, QDate today)
{
    if (status.kind != VisitorDataKind::Places || !status.date.isValid())
        return DataAge::Good;
    const qint64 days = status.date.daysTo(today);
    if (status.isGeoLite2 && days > kGeoLite2Days)
        return DataAge::PastLicence;
    return days > kOldDays ? DataAge::Old : DataAge::Good;
}
