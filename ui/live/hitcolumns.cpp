// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/hitcolumns.h"

#include "ui/text/textscale.h"

#include <algorithm>
#include <numeric>

namespace {

using Column = HitTableModel::Column;

struct Delivered
{
    const char *name; ///< in the settings: never changes
    int width;
    bool isOn;
};

// Widths at full size of texts.
constexpr int kLeastPage = 200;
constexpr int kDeviceSign = 32;
constexpr int kFlagOnly = 40;
constexpr int kShortTime = 60;
constexpr int kPlace = 130;
constexpr int kPlaceWithCountry = 200;
constexpr int kRichPage = 330; ///< the page has enough: places may name their countries, too

/// By HitTableModel::Column.
constexpr std::array<Delivered, HitTableModel::ColumnCount> kDelivered {{
    {"time", 92, true},
    {"sign", 27, true},
    {"location", kPlace, true},
    {"page", kLeastPage, true},
    {"device", 146, true},
    {"browser", 104, true},
    {"referrer", 144, true},
    {"kind", 84, false},
    {"visitor", 64, true},
}};

/// What leaves first where there is no room.
constexpr std::array kLeaving {Column::Kind, Column::Browser, Column::Visitor, Column::Referrer};

/// What gets narrower after that.
constexpr std::array kShrinking {std::pair {Column::Device, kDeviceSign},
                                 std::pair {Column::Time, kShortTime},
                                 std::pair {Column::Location, kFlagOnly}};

std::size_t at(int column)
{
    return static_cast<std::size_t>(column);
}

} // namespace

int HitColumns::leastPage()
{
    return TextScale::scaled(kLeastPage);
}

int HitColumns::deviceSign()
{
    return TextScale::scaled(kDeviceSign);
}

int HitColumns::flagOnly()
{
    return TextScale::scaled(kFlagOnly);
}

int HitColumns::shortTime()
{
    return TextScale::scaled(kShortTime);
}

int HitColumns::placeWithCountry()
{
    return TextScale::scaled(kPlaceWithCountry);
}

bool HitColumns::isOptional(int column)
{
    return column != HitTableModel::Time && column != HitTableModel::Location
        && column != HitTableModel::Page;
}

bool HitColumns::isOn(int column) const
{
    return kDelivered[at(column)].isOn != m_choices[at(column)].isToggled;
}

QList<int> HitColumns::widths(int width)
{
    QList<int> widths(HitTableModel::ColumnCount, 0);
    for (int column = 0; column < HitTableModel::ColumnCount; ++column) {
        const double chosen = column == HitTableModel::Page ? 0 : m_choices[at(column)].width;
        m_presence[at(column)] = isOn(column) ? Presence::Shown : Presence::Off;
        if (isOn(column))
            widths[column] = chosen > 0 ? qRound(chosen * TextScale::percent() / 100)
                                        : TextScale::scaled(kDelivered[at(column)].width);
    }
    const auto spare = [&] { return width - std::accumulate(widths.cbegin(), widths.cend(), 0); };
    for (const Column column : kLeaving) {
        if (spare() >= 0)
            break;
        if (std::exchange(widths[column], 0) > 0)
            m_presence[at(column)] = Presence::NoRoom;
    }
    for (const auto &[column, narrow] : kShrinking) {
        if (spare() >= 0 || widths[column] == 0)
            continue;
        widths[column] = std::min(widths[column], TextScale::scaled(narrow));
        m_presence[at(column)] = Presence::SignOnly;
    }
    constexpr int kRich = kPlaceWithCountry - kPlace + kRichPage - kLeastPage;
    if (m_choices[Column::Location].width <= 0 && spare() >= TextScale::scaled(kRich))
        widths[Column::Location] = placeWithCountry();
    widths[Column::Page] += std::max(0, spare());
    return widths;
}

int HitColumns::withoutRoom() const
{
    return static_cast<int>(std::ranges::count(m_presence, Presence::NoRoom));
}

void HitColumns::setOn(int column, bool on)
{
    m_choices[at(column)].isToggled = isOptional(column) && on != kDelivered[at(column)].isOn;
}

bool HitColumns::isAsDelivered() const
{
    return std::ranges::all_of(m_choices, [](const Choice &choice) { return choice == Choice(); });
}

void HitColumns::setWidth(int column, int width)
{
    m_choices[at(column)].width = width * 100.0 / TextScale::percent();
}

QByteArray HitColumns::state() const
{
    QByteArrayList parts;
    for (int column = 0; column < HitTableModel::ColumnCount; ++column) {
        const Choice &choice = m_choices[at(column)];
        if (choice != Choice())
            parts.append(QByteArray(kDelivered[at(column)].name) + (isOn(column) ? "=" : "!")
                         + QByteArray::number(qRound(choice.width)));
    }
    return parts.join(' ');
}

void HitColumns::restore(const QByteArray &state)
{
    constexpr int kWidest = 2000;
    reset();
    const QByteArrayList parts = state.split(' ');
    for (int column = 0; column < HitTableModel::ColumnCount; ++column) {
        const QByteArray name(kDelivered[at(column)].name);
        for (const QByteArray &part : parts) {
            if (!part.startsWith(name) || part.size() < name.size() + 2)
                continue;
            const char mark = part.at(name.size());
            const int width = part.sliced(name.size() + 1).toInt();
            if ((mark != '=' && mark != '!') || width < 0 || width > kWidest)
                continue;
            setOn(column, mark == '=');
            m_choices[at(column)].width = width;
        }
    }
}
