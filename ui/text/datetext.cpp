// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/datetext.h"

#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>

namespace {

enum Part : quint8 { Day = 1, Month = 2, Year = 4, Weekday = 8 };

struct Field
{
    Part part = Day;
    QString letters; ///< "dddd"
    QString behind; ///< up to the next field: ", "
};

bool isLetter(QChar c)
{
    return c == u'd' || c == u'M' || c == u'y';
}

Part partOf(QStringView letters)
{
    if (letters.front() == u'M')
        return Month;
    if (letters.front() == u'y')
        return Year;
    return letters.size() > 2 ? Weekday : Day;
}

/// The fields of the long date, which has all of them: "dddd, d. MMMM yyyy".
QList<Field> fieldsOf(const QLocale &locale)
{
    const QString format = locale.dateFormat(QLocale::LongFormat);
    QList<Field> fields;
    bool isQuoted = false;
    for (qsizetype i = 0; i < format.size(); ++i) {
        const QChar c = format.at(i);
        if (c == u'\'')
            isQuoted = !isQuoted;
        if (isQuoted || !isLetter(c)) {
            if (!fields.isEmpty())
                fields.last().behind += c;
            continue;
        }
        qsizetype end = i;
        while (end < format.size() && format.at(end) == c)
            ++end;
        const QString letters = format.sliced(i, end - i);
        fields.append({partOf(letters), letters, {}});
        i = end - 1;
    }
    return fields;
}

/// The sign that a number carries: ". " of a German day is ".", "日" is all of it, ", " is none.
QString signOf(const QString &behind)
{
    bool isQuoted = false;
    for (qsizetype i = 0; i < behind.size(); ++i) {
        const QChar c = behind.at(i);
        if (c == u'\'')
            isQuoted = !isQuoted;
        if (!isQuoted && (c.isSpace() || QStringView(u",،、").contains(c)))
            return behind.first(i);
    }
    return behind;
}

/// Long names become short ones, but for a weekday that stands right behind a sign.
QString lettersOf(const Field &field, bool isTight, bool hasLongMonth)
{
    const bool isShortened = field.letters.size() == 4
        && ((field.part == Month && !hasLongMonth) || (field.part == Weekday && !isTight));
    return isShortened ? field.letters.first(3) : field.letters;
}

QString patternOf(const QLocale &locale, int parts, bool hasLongMonth = false)
{
    QString pattern;
    const Field *last = nullptr;
    bool isNext = false; // to the last one that was taken
    const QList<Field> fields = fieldsOf(locale);
    for (const Field &field : fields) {
        if ((parts & field.part) == 0) {
            isNext = false;
            continue;
        }
        const QString between = !last ? QString() : isNext ? last->behind : signOf(last->behind) + u' ';
        const bool isTight = last && std::ranges::none_of(between, [](QChar c) { return c.isSpace(); });
        pattern += between + lettersOf(field, isTight, hasLongMonth);
        last = &field;
        isNext = true;
    }
    return last ? pattern + signOf(last->behind) : QStringLiteral("d MMM yyyy");
}

QString written(QDate day, int parts, bool hasLongMonth = false)
{
    const QLocale locale;
    return locale.toString(day, patternOf(locale, parts, hasLongMonth));
}

/// "26", "26."; nothing where the month comes before the day.
QString numberOf(QDate day)
{
    for (const Field &field : fieldsOf(QLocale())) {
        if (field.part == Month)
            return {};
        if (field.part == Day)
            return QLocale().toString(day.day()) + signOf(field.behind);
    }
    return {};
}

} // namespace

QString DateText::day(QDate day)
{
    return written(day, Day | Month);
}

QString DateText::dayAndYear(QDate day)
{
    return written(day, Day | Month | Year);
}

QString DateText::weekday(QDate day)
{
    return written(day, Weekday | Day | Month | Year);
}

QString DateText::month(QDate day)
{
    return written(day, Month | Year, true);
}

QString DateText::shortMonth(QDate day)
{
    return written(day, Month | Year);
}

bool DateText::isYearFirst()
{
    for (const Field &field : fieldsOf(QLocale())) {
        if (field.part == Year || field.part == Month || field.part == Day)
            return field.part == Year;
    }
    return false;
}

QString DateText::days(QDate first, QDate last)
{
    if (first == last)
        return dayAndYear(last);
    const bool isSameYear = first.year() == last.year();
    const bool isYearFirst = DateText::isYearFirst();
    const bool isSameMonth = isSameYear && first.month() == last.month();
    const QString number = isSameMonth ? numberOf(first) : QString();
    const QString begin = !number.isEmpty() && !isYearFirst ? number
        : isSameYear && !isYearFirst                        ? day(first)
                                                            : dayAndYear(first);
    return LineText::fill(QCoreApplication::translate("DateText", "%1 – %2"), begin,
                          isSameYear && isYearFirst ? day(last) : dayAndYear(last));
}

QString DateText::pattern(const QLocale &locale)
{
    return patternOf(locale, Day | Month | Year);
}
