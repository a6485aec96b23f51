// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/livelayout.h"

#include "ui/live/livefilterbar.h"
#include "ui/live/liveheader.h"
#include "ui/look/theme.h"
#include "ui/text/textscale.h"
#include "ui/widgets/aside.h"
#include "ui/widgets/rowtable.h"

#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int kRoomForHeader = 200; ///< pixels of height, at full size of texts
constexpr int kRoomForBigDigits = 420; ///< with less, rows have the room that they and the bars would take
constexpr int kRoomForFoldedBar = 300; ///< where the filters need several lines beside the inspector
constexpr int kWideWindow = 1200; ///< has room for lists beside the table
constexpr int kInspectorWidth = 358;
constexpr int kEnd = 2 * Metrics::kGrid; ///< right of the table

QMargins mirrored(const QMargins &margins)
{
    return {margins.right(), margins.top(), margins.left(), margins.bottom()};
}

} // namespace

LiveLayout::LiveLayout(QWidget &page, const Parts &parts) :
    m_page(page), m_parts(parts), m_centre(new QVBoxLayout(&page)), m_above(new QVBoxLayout)
{
    m_above->setSpacing(Metrics::kGrid / 2);
    m_above->addWidget(&parts.header);
    m_above->addWidget(&parts.filterBar);
    m_above->addWidget(&parts.bursts);
    m_centre->setSpacing(Metrics::kGrid / 2);
    m_centre->addLayout(m_above);
    m_centre->addWidget(&parts.tableArea, 1);
}

void LiveLayout::place(bool isInspecting)
{
    const QSize size = m_page.size();
    const Qt::LayoutDirection direction = m_page.layoutDirection();
    const bool isMirrored = direction == Qt::RightToLeft;
    const bool isLow = size.height() < TextScale::scaled(kRoomForHeader);
    // The window's width and not the page's: the page gets wider where the names leave the sidebar.
    const bool isWide = m_page.window()->width() >= Metrics::widened(kWideWindow);
    Aside &aside = m_parts.aside;
    aside.setFullWidth(isInspecting ? kInspectorWidth : Aside::kWidth);
    const int taken = isInspecting || isWide ? aside.width() : 0;
    const int beside = isWide ? taken : 0;
    const bool isFolded = taken > beside && size.height() < TextScale::scaled(kRoomForFoldedBar);
    m_parts.header.setCompact(size.height() < TextScale::scaled(kRoomForBigDigits));
    const QMargins page(3 * Metrics::kGrid, 3 * Metrics::kGrid, kEnd + beside, 0);
    const QMargins above(0, 0, taken - beside, 0);
    const int room = size.width() - page.left() - page.right() - above.right();
    // Else the table would have no room, or the figures would be under the inspector.
    m_parts.header.setVisible(!isLow && !isFolded
                              && m_parts.header.counter().minimumSizeHint().width() <= room);
    m_centre->setContentsMargins(isMirrored ? mirrored(page) : page);
    m_above->setContentsMargins(isMirrored ? mirrored(above) : above);
    m_parts.table.setCoveredWidth(std::max(0, taken - beside - kEnd));
    aside.setGeometry(QStyle::visualRect(
        direction, m_page.rect(), QRect(size.width() - aside.width(), 0, aside.width(), size.height())));
    m_parts.filterBar.setVisible(!isFolded);
    aside.setVisible(taken > 0);
    aside.raise();
}
