// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/typeddays.h"

#include "ui/text/datetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace {

constexpr int kMostDays = 36'600; ///< of "last 10 days"

QString tr(const char *text)
{
    return QCoreApplication::translate("TypedDays", text);
}

/// Two digits of a year mean one of this century.
QDate inThisCentury(QDate day)
{
    return day.isValid() && day.year() < 1970 && day.year() >= 1900 ? day.addYears(100) : day;
}

QDate dayOf(const QString &text)
{
    const QLocale locale;
    QString shortFormat = locale.dateFormat(QLocale::ShortFormat);
    const QString shortWithCentury =
        QString(shortFormat).replace(QRegularExpression(QStringLiteral("y+")), QStringLiteral("yyyy"));
    const QStringList formats {shortWithCentury,
                               shortFormat,
                               locale.dateFormat(QLocale::LongFormat),
                               DateText::pattern(locale),
                               QStringLiteral("d MMMM yyyy"),
                               QStringLiteral("d MMM yyyy"),
                               QStringLiteral("d.M.yyyy"),
                               QStringLiteral("d.M.yy"),
                               QStringLiteral("yyyy-M-d"),
                               QStringLiteral("yyyy/M/d")};
    for (const QString &format : formats) {
        if (const QDate day = locale.toDate(text, format); day.isValid())
            return inThisCentury(day);
    }
    return {};
}

/// A month, "October 2026" or "2026-10", or a year.
std::optional<DaySpan> longerOf(const QString &text)
{
    const QLocale locale;
    for (const char *format : {"MMMM yyyy", "MMM yyyy", "yyyy-MM", "M.yyyy", "M/yyyy"}) {
        if (const QDate month = locale.toDate(text, QString::fromLatin1(format)); month.isValid())
            return DaySpan {month, month.addMonths(1).addDays(-1)};
    }
    static const QRegularExpression kYear(QStringLiteral("^(19|20)\\d\\d$"));
    if (!kYear.match(text).hasMatch())
        return std::nullopt;
    const QDate year(text.toInt(), 1, 1);
    return DaySpan {year, year.addYears(1).addDays(-1)};
}

/// What is complete in itself: a day, a month or a year.
std::optional<DaySpan> wholeOf(const QString &text)
{
    if (const QDate day = dayOf(text); day.isValid())
        return DaySpan {day, day};
    return longerOf(text);
}

/// A day without its year.
std::optional<DaySpan> inYear(const QString &text, int year)
{
    for (const QString &between : {QString(), QStringLiteral(" "), QStringLiteral(", ")}) {
        if (const auto span = wholeOf(text + between + QString::number(year)))
            return span;
    }
    return std::nullopt;
}

/// "26" or "26.": a day of the month that stands elsewhere, if anywhere.
bool isNumber(const QString &text)
{
    static const QRegularExpression kNumber(QStringLiteral("^\\d{0,2}\\.?$"));
    return kNumber.match(text).hasMatch();
}

std::optional<DaySpan> latestOf(const QString &text, QDate today)
{
    if (isNumber(text))
        return std::nullopt;
    if (const auto span = wholeOf(text))
        return span;
    for (const int year : {today.year(), today.year() - 1}) {
        if (const auto span = inYear(text, year); span && span->first <= today)
            return span;
    }
    return std::nullopt;
}

/// Two days that may share their month or year, which is written once.
std::optional<DaySpan> spanOf(const QString &from, const QString &to, QDate today)
{
    if (from.isEmpty() || to.isEmpty())
        return std::nullopt;
    std::optional<DaySpan> last = latestOf(to, today);
    std::optional<DaySpan> first = wholeOf(from);
    if (first && !wholeOf(to)) { // "2026年10月26日 – 11月3日": years come first
        const QString year = QString::number(first->first.year());
        const QString begin = from.first(std::min(from.size(), from.indexOf(year) + year.size() + 1));
        last = wholeOf(begin + to);
        if (!last)
            last = wholeOf(begin + QLatin1Char(' ') + to);
        if (!last)
            last = inYear(to, first->first.year());
    }
    if (!first && last) {
        static const QRegularExpression kNumber(QStringLiteral("^\\d{1,2}\\.?"));
        first = isNumber(from) ? latestOf(from + to.sliced(kNumber.match(to).capturedLength()), today)
                               : inYear(from, last->last.year()); // "26 – 31 Oct 2026", "26 Oct – 3 Nov 2026"
    }
    if (!first || !last)
        return std::nullopt;
    return DaySpan {std::min(first->first, last->first), std::max(first->last, last->last)};
}

std::optional<DaySpan> lastDays(const QString &text, QDate today)
{
    if (text == tr("today"))
        return DaySpan {today, today};
    if (text == tr("yesterday"))
        return DaySpan {today.addDays(-1), today.addDays(-1)};
    const QString number = QStringLiteral("(\\d{1,5})");
    QStringList patterns {QStringLiteral("(?:last )?%1 days?").arg(number)};
    //: As people type it; %1 is a number.
    QString own = QRegularExpression::escape(tr("last %1 days"));
    patterns.append(own.replace(QRegularExpression::escape(QStringLiteral("%1")), number));
    for (const QString &pattern : std::as_const(patterns)) {
        const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
        const int days = expression.match(text).captured(1).toInt();
        if (days >= 1 && days <= kMostDays)
            return DaySpan {today.addDays(1 - days), today};
    }
    return std::nullopt;
}

} // namespace

std::optional<DaySpan> typedDays(const QString &typed, QDate today)
{
    static const QRegularExpression kMarks(
        QStringLiteral("[\\x{200E}\\x{200F}\\x{061C}\\x{2066}-\\x{2069}]"));
    const QString text = QString(typed).remove(kMarks).simplified();
    if (const auto span = lastDays(text.toLower(), today))
        return span;
    if (const auto span = latestOf(text, today))
        return span;
    for (const QString &dash : {QStringLiteral("–"), QStringLiteral("—"), QStringLiteral(" - "),
                                QStringLiteral(".."), QStringLiteral(" to "), tr(" to ")}) {
        const qsizetype at = text.indexOf(dash);
        if (at <= 0)
            continue;
        if (const auto span = spanOf(text.first(at).trimmed(), text.sliced(at + dash.size()).trimmed(),
                                     today))
            return span;
    }
    return std::nullopt;
}
