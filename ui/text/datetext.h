// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QLocale>
#include <QString>

/// Days as text for people: in the order and with the separators of the default locale, months and weekdays
/// short. Pure functions.
namespace DateText {

QString day(QDate day); ///< "31 Oct", "Oct 31", "10月31日"
QString dayAndYear(QDate day); ///< "31 Oct 2026", "Oct 31, 2026", "2026年10月31日"
QString weekday(QDate day); ///< "Sat, 31 Oct 2026", "Sat, Oct 31, 2026", "2026年10月31日土曜日"
QString month(QDate day); ///< "October 2026", "2026年10月"
QString shortMonth(QDate day); ///< "Oct 2026", "2026年10月"
/// Both included; shared parts are written once: "26 – 31 Oct 2026", "2026年10月26日 – 10月31日".
QString days(QDate first, QDate last);
/// The shared year is part of the first day where years come first; otherwise of the last.
bool isYearFirst();
/// The pattern of dayAndYear() for QLocale.
QString pattern(const QLocale &locale);

} // namespace DateText
