// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/hittablemodel.h"

#include <QByteArray>
#include <QList>

#include <array>

/// Which columns of the click table are shown, and how wide: the page gets what the others leave. Where there
/// is no room for all, the least important leave first; time, flag and page always stay. A plain value.
///
/// All widths follow the size of texts, also those that a user chose.
class HitColumns final
{
public:
    enum class Presence : quint8 { Shown, SignOnly, NoRoom, Off };

    static int leastPage();
    /// A column of devices as narrow as this has signs, a place only its flag, a time no seconds.
    static int deviceSign();
    static int flagOnly();
    static int shortTime();
    static int placeWithCountry();

    /// Widths by HitTableModel::Column for a table of that width, 0 = hidden.
    QList<int> widths(int width);
    /// As of the latest widths().
    Presence presence(int column) const { return m_presence.at(static_cast<std::size_t>(column)); }
    int withoutRoom() const;

    /// Time, place and page cannot be switched off.
    static bool isOptional(int column);
    void setOn(int column, bool on);
    void setWidth(int column, int width);
    bool isAsDelivered() const;
    void reset() { m_choices = {}; }

    /// For the settings; empty = as delivered. Texts of other versions change nothing.
    QByteArray state() const;
    void restore(const QByteArray &state);

private:
    struct Choice
    {
        double width = 0; ///< at full size of texts; 0 = as delivered
        bool isToggled = false; ///< on or off, other than delivered
        friend bool operator==(const Choice &, const Choice &) = default;
    };
    using Choices = std::array<Choice, HitTableModel::ColumnCount>;

    bool isOn(int column) const;

    Choices m_choices;
    std::array<Presence, HitTableModel::ColumnCount> m_presence {};
};
