// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/pagegroups.h"

const std::vector<quint32> &PageGroups::codes(const PageGrouping &pages, const ValueTables &values)
{
    Known &known = m_known[static_cast<std::size_t>(pages.stored())];
    if (pages.isNone())
        return known.codes;
    if (known.generation != values.generation())
        known = {{}, {}, values.generation()};
    auto code = static_cast<quint32>(known.codes.size());
    const QList<QString> texts = values.texts(Column::Page, code);
    for (const QString &text : texts) {
        const QString page = pages.of(text);
        auto first = known.first.constFind(page);
        if (first == known.first.constEnd())
            first = known.first.insert(page, code);
        known.codes.push_back(*first);
        ++code;
    }
    return known.codes;
}
