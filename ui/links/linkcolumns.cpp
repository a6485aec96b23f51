// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/linkcolumns.h"

#include "ui/links/linkmodel.h"
#include "ui/text/textscale.h"

#include <algorithm>

QList<int> linkColumnWidths(int width)
{
    constexpr int kLeastDestination = 200;
    constexpr int kWideDestination = 230;
    QList<int> widths {116, 0, 120, 52, 64, 76, 80, 84, 132, 96, 104};
    for (int &column : widths)
        column = TextScale::scaled(column);
    const auto rest = [&] {
        int left = width;
        for (const int column : std::as_const(widths))
            left -= column;
        return left;
    };
    for (const int column : {LinkModel::Tags, LinkModel::Campaign, LinkModel::Name, LinkModel::Total,
                             LinkModel::Trend, LinkModel::Today, LinkModel::State, LinkModel::Now}) {
        if (rest() >= std::min(TextScale::scaled(kLeastDestination), width / 3))
            break;
        widths[column] = 0;
    }
    int left = rest();
    for (const int column : {LinkModel::Total, LinkModel::Name, LinkModel::Tags}) {
        const int more = std::clamp(left - TextScale::scaled(kWideDestination), 0, TextScale::scaled(60));
        if (widths.at(column) > 0)
            left -= more;
        widths[column] += widths.at(column) > 0 ? more : 0;
    }
    widths[LinkModel::Destination] = std::max(TextScale::scaled(80), left);
    return widths;
}
