// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <optional>

/// The days of a range, both included.
struct DaySpan
{
    QDate first;
    QDate last;

    friend bool operator==(const DaySpan &, const DaySpan &) = default;
};

/// Days as people type them, in the order and with the names of the default locale: a day, a month or a year,
/// two of them with a dash between, "last 10 days", "today". ISO dates, and "12.11.2026", are understood in
/// every locale; without a year it is the latest such day. What DateText::days() writes can be read again.
/// Empty for anything else. Pure.
std::optional<DaySpan> typedDays(const QString &text, QDate today);
