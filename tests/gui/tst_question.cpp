// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/past/questionstack.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

namespace {

using Period = PastRange::Period;
using Operator = DimensionFilter::Operator;

const QString kUtc = QStringLiteral("UTC");
const QString kWarsaw = QStringLiteral("Europe/Warsaw");

Micros at(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

InstantRange between(const char *from, const char *to)
{
    return {at(from), at(to)};
}

DimensionFilter filter(const char *dimension, const char *value, Operator op = Operator::Equals)
{
    return {QString::fromLatin1(dimension), op, QString::fromLatin1(value)};
}

/// As words, because Qt Test cannot print the values.
QString named(std::optional<Granularity> granularity)
{
    return granularity ? QString(toString(*granularity)) : QStringLiteral("none");
}

} // namespace

class QuestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void periodsAreCivilDaysOfTheZone_data();
    void periodsAreCivilDaysOfTheZone();
    void allTimeIsOpen();
    void wholeDaysCutOutOfAChartAreDays();
    void comparisonsFollowTheRange_data();
    void comparisonsFollowTheRange();
    void weekdaysAreMatchedWhereDaysAreShown();
    void aRangeThatIncludesNowIsRunning();
    void granularitiesHaveAtMost1500Buckets();
    void aGranularityThatDoesNotFitFallsBack();
    void allTimeKnowsItsGranularityOnceItsExtentIsKnown();
    void theQueryCarriesEverything();
    void togglingAddsAndTakesAway();
    void excludingReplacesAskingFor();
    void filtersOfOneDimensionFormAGroup();
    void aGroupIsReplacedInPlace();
    void theStateSurvivesARestart();
    void aStateEditedByHandFallsBack();
    void undoAndRedoWalkTheQuestions();
    void aNewQuestionForgetsWhatWasUndone();
    void theStackForgetsTheOldest();
};

void QuestionTest::periodsAreCivilDaysOfTheZone_data()
{
    QTest::addColumn<Period>("period");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<InstantRange>("range");

    // Now: Sunday 29 March 2026, 10:00 in Warsaw, where 2:00 became 3:00 that night.
    QTest::newRow("today of 23 hours")
        << Period::Today << kWarsaw << between("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
    QTest::newRow("today in UTC") << Period::Today << kUtc
                                  << between("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z");
    QTest::newRow("yesterday") << Period::Yesterday << kWarsaw
                               << between("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z");
    QTest::newRow("7 days, today included")
        << Period::Last7Days << kUtc << between("2026-03-23T00:00:00Z", "2026-03-30T00:00:00Z");
    QTest::newRow("28 days") << Period::Last28Days << kUtc
                             << between("2026-03-02T00:00:00Z", "2026-03-30T00:00:00Z");
    QTest::newRow("30 days") << Period::Last30Days << kUtc
                             << between("2026-02-28T00:00:00Z", "2026-03-30T00:00:00Z");
    QTest::newRow("90 days") << Period::Last90Days << kUtc
                             << between("2025-12-30T00:00:00Z", "2026-03-30T00:00:00Z");
    QTest::newRow("week from Monday")
        << Period::ThisWeek << kUtc << between("2026-03-23T00:00:00Z", "2026-03-30T00:00:00Z");
    QTest::newRow("month") << Period::ThisMonth << kWarsaw
                           << between("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
    QTest::newRow("year") << Period::ThisYear << kUtc
                          << between("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    QTest::newRow("last month") << Period::LastMonth << kUtc
                                << between("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
    QTest::newRow("last year") << Period::LastYear << kUtc
                               << between("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
}

void QuestionTest::periodsAreCivilDaysOfTheZone()
{
    QFETCH(Period, period);
    QFETCH(QString, zone);
    QFETCH(InstantRange, range);
    PastRange asked;
    asked.period = period;
    const InstantRange resolved = asked.resolved(zone, at("2026-03-29T08:00:00Z"));
    QCOMPARE(toRfc3339(resolved.from), toRfc3339(range.from));
    QCOMPARE(toRfc3339(resolved.to), toRfc3339(range.to));
}

void QuestionTest::allTimeIsOpen()
{
    Question question;
    question.range.period = Period::AllTime;
    QCOMPARE(question.range.resolved(kUtc, at("2026-03-29T08:00:00Z")), InstantRange());
    QVERIFY(!question.compared(kUtc, at("2026-03-29T08:00:00Z")));
}

void QuestionTest::wholeDaysCutOutOfAChartAreDays()
{
    const PastRange days = PastRange::ofInstants(between("2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z"),
                                                 kWarsaw);
    QCOMPARE(days, PastRange::ofDays({2026, 3, 29}, {2026, 3, 30}));
    const InstantRange hours = between("2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z");
    QCOMPARE(PastRange::ofInstants(hours, kWarsaw).period, Period::Instants);
    QCOMPARE(PastRange::ofInstants(hours, kWarsaw).resolved(kWarsaw, 0), hours);
}

void QuestionTest::comparisonsFollowTheRange_data()
{
    QTest::addColumn<Question::Comparison>("comparison");
    QTest::addColumn<bool>("running");
    QTest::addColumn<InstantRange>("range");
    using Comparison = Question::Comparison;

    QTest::newRow("previous period") << Comparison::PreviousPeriod << false
                                     << between("2026-02-07T00:00:00Z", "2026-02-10T00:00:00Z");
    QTest::newRow("previous year") << Comparison::PreviousYear << false
                                   << between("2025-02-10T00:00:00Z", "2025-02-13T00:00:00Z");
    QTest::newRow("days") << Comparison::Days << false
                          << between("2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z");
    QTest::newRow("the same part of the previous period")
        << Comparison::PreviousPeriod << true << between("2026-02-07T00:00:00Z", "2026-02-09T12:00:00Z");
}

void QuestionTest::comparisonsFollowTheRange()
{
    QFETCH(Question::Comparison, comparison);
    QFETCH(bool, running);
    QFETCH(InstantRange, range);
    Question question;
    question.range = PastRange::ofDays({2026, 2, 10}, {2026, 2, 12});
    question.comparison = comparison;
    question.matchesWeekdays = false;
    question.comparedFirst = {2026, 1, 1};
    question.comparedLast = {2026, 1, 3};
    const Micros now = running ? at("2026-02-12T12:00:00Z") : at("2026-03-29T08:00:00Z");
    QCOMPARE(question.compared(kUtc, now), std::optional(range));
}

void QuestionTest::weekdaysAreMatchedWhereDaysAreShown()
{
    const Micros now = at("2026-03-29T08:00:00Z");
    Question question;
    question.range = PastRange::ofDays({2026, 2, 10}, {2026, 2, 12}); // a Tuesday
    QVERIFY(question.alignsWeekdays(kUtc, now));
    QCOMPARE(question.compared(kUtc, now),
             std::optional(between("2026-02-03T00:00:00Z", "2026-02-06T00:00:00Z")));
    question.comparison = Question::Comparison::PreviousYear;
    QCOMPARE(question.compared(kUtc, now),
             std::optional(between("2025-02-11T00:00:00Z", "2025-02-14T00:00:00Z")));
    question.comparison = Question::Comparison::Days;
    QVERIFY(!question.alignsWeekdays(kUtc, now));
    // Months are compared with months, minutes with the minutes before.
    question.comparison = Question::Comparison::PreviousPeriod;
    question.range.period = Period::LastYear;
    QVERIFY(!question.alignsWeekdays(kUtc, now));
    QCOMPARE(question.compared(kUtc, now)->from, at("2024-01-02T00:00:00Z"));
    question.range.period = Period::LastHalfHour;
    QVERIFY(!question.alignsWeekdays(kUtc, now));
    question.range.period = Period::Last30Days;
    QVERIFY(question.alignsWeekdays(kUtc, now));
    question.matchesWeekdays = false;
    QVERIFY(!question.alignsWeekdays(kUtc, now));
    QVERIFY(!Question::fromState(question.state()).matchesWeekdays);
    QVERIFY(Question::fromState({}).matchesWeekdays);
}

void QuestionTest::aRangeThatIncludesNowIsRunning()
{
    Question question;
    question.range = PastRange::ofDays({2026, 2, 10}, {2026, 2, 12});
    QVERIFY(!question.isRunning(kUtc, at("2026-02-09T23:59:59Z")));
    QVERIFY(question.isRunning(kUtc, at("2026-02-10T00:00:00Z")));
    QVERIFY(!question.isRunning(kUtc, at("2026-02-13T00:00:00Z")));
    question.range.period = Period::AllTime;
    QVERIFY(question.isRunning(kUtc, at("2026-02-13T00:00:00Z")));
}

void QuestionTest::granularitiesHaveAtMost1500Buckets()
{
    using enum Granularity;
    const Micros day = at("2026-02-10T00:00:00Z");
    // 1,440 minutes fit, two days of them do not; 62 days have 1,488 hours, 63 have 1,512.
    const QList<Granularity> all {Minute, FiveMinutes, Hour, Day, Week, Month, Year};
    QVERIFY(fittingGranularities({day, day + kMicrosPerDay}, kUtc) == all);
    QCOMPARE(named(fittingGranularities({day, day + 2 * kMicrosPerDay}, kUtc).constFirst()),
             named(FiveMinutes));
    QCOMPARE(named(fittingGranularities({day, day + 62 * kMicrosPerDay}, kUtc).constFirst()), named(Hour));
    QCOMPARE(named(fittingGranularities({day, day + 63 * kMicrosPerDay}, kUtc).constFirst()), named(Day));
}

void QuestionTest::aGranularityThatDoesNotFitFallsBack()
{
    const Micros now = at("2026-03-29T08:00:00Z");
    Question question;
    question.granularity = Granularity::Minute;
    question.range.period = Period::Today;
    QCOMPARE(named(question.granularityFor(kUtc, now, {})), named(Granularity::Minute));
    question.range.period = Period::Last30Days;
    QCOMPARE(named(question.granularityFor(kUtc, now, {})), named(Granularity::Day));
}

void QuestionTest::allTimeKnowsItsGranularityOnceItsExtentIsKnown()
{
    const Micros now = at("2026-03-29T08:00:00Z");
    Question question;
    question.range.period = Period::AllTime;
    QCOMPARE(named(question.toQuery(kUtc, now).granularity), named(Granularity::Month));
    QCOMPARE(named(question.toQuery(kUtc, now, {now - 10 * kMicrosPerDay, now}).granularity),
             named(Granularity::Day));
}

void QuestionTest::theQueryCarriesEverything()
{
    const Micros now = at("2026-03-29T08:00:00Z");
    Question question;
    question.site = QStringLiteral("shop");
    question.range.period = Period::Yesterday;
    question.filters = {filter("country", "PL", Operator::NotEquals)};
    question.includesBots = true;
    question.link = QStringLiteral("stage");
    const StatsQuery query = question.toQuery(kWarsaw, now);
    QCOMPARE(query.site, QStringLiteral("shop"));
    QCOMPARE(query.timezone, kWarsaw);
    QCOMPARE(query.range, between("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z"));
    QCOMPARE(query.comparison, std::optional(between("2026-03-20T23:00:00Z", "2026-03-21T23:00:00Z")));
    QCOMPARE(named(query.granularity), named(Granularity::Hour));
    QCOMPARE(query.filters, question.filters);
    QVERIFY(query.includesBots);
    QCOMPARE(query.link, QStringLiteral("stage"));
    QVERIFY(validate(query));
}

void QuestionTest::togglingAddsAndTakesAway()
{
    Question question;
    question.toggle(filter("page", "/a"));
    question.toggle(filter("page", "/b"));
    QCOMPARE(question.filters, (QList {filter("page", "/a"), filter("page", "/b")}));
    question.toggle(filter("page", "/a"));
    QCOMPARE(question.filters, QList {filter("page", "/b")});
}

void QuestionTest::excludingReplacesAskingFor()
{
    Question question;
    question.toggle(filter("page", "/a"));
    question.toggle(filter("page", "/a", Operator::NotEquals));
    QCOMPARE(question.filters, QList {filter("page", "/a", Operator::NotEquals)});
}

void QuestionTest::filtersOfOneDimensionFormAGroup()
{
    Question question;
    question.filters = {filter("page", "/a"), filter("country", "PL"), filter("page", "/b"),
                        filter("page", "/c", Operator::NotEquals)};
    const QList<FilterGroup> groups = question.groups();
    QCOMPARE(groups.size(), 3);
    QCOMPARE(groups.at(0).values, (QStringList {QStringLiteral("/a"), QStringLiteral("/b")}));
    QCOMPARE(groups.at(2).op, Operator::NotEquals);
}

void QuestionTest::aGroupIsReplacedInPlace()
{
    Question question;
    question.filters = {filter("page", "/a"), filter("country", "PL")};
    const FilterGroup pages = question.groups().constFirst();
    FilterGroup next = pages;
    next.op = Operator::Contains;
    next.values = QStringList {QStringLiteral("x"), QStringLiteral("y")};
    question.replace(pages, next);
    QCOMPARE(question.filters,
             (QList {filter("page", "x", Operator::Contains), filter("page", "y", Operator::Contains),
                     filter("country", "PL")}));
    next.values.clear();
    question.replace(question.groups().constFirst(), next);
    QCOMPARE(question.filters, QList {filter("country", "PL")});
}

void QuestionTest::theStateSurvivesARestart()
{
    Question question;
    question.range = PastRange::ofDays({2026, 2, 10}, {2026, 2, 12});
    question.comparison = Question::Comparison::Days;
    question.comparedFirst = {2026, 1, 1};
    question.comparedLast = {2026, 1, 3};
    question.granularity = Granularity::Hour;
    question.filters = {filter("page", "/a \"quoted\""), filter("browser", "Saf", Operator::Contains)};
    question.includesBots = true;
    QCOMPARE(Question::fromState(question.state()), question);

    question.range = PastRange::ofInstants({1'772'534'723'123'456, 1'772'534'999'000'001}, kUtc);
    QCOMPARE(Question::fromState(question.state()), question);
}

void QuestionTest::aStateEditedByHandFallsBack()
{
    QCOMPARE(Question::fromState("nonsense"), Question());
    QCOMPARE(
        Question::fromState(
            R"({"period":99,"comparison":7,"granularity":"x","filters":[["colour",0,"red"],["page",9,""]]})"),
        Question());
    QCOMPARE(Question::fromState(R"({"period":12,"first":"2026-02-31"})").range, PastRange());
}

void QuestionTest::undoAndRedoWalkTheQuestions()
{
    Question first;
    first.site = QStringLiteral("shop");
    Question second = first;
    second.toggle(filter("page", "/a"));
    QuestionStack stack;
    stack.reset(first);
    QVERIFY(!stack.canUndo());
    QVERIFY(!stack.push(first));
    QVERIFY(stack.push(second));
    QVERIFY(stack.undo());
    QCOMPARE(stack.current(), first);
    QVERIFY(!stack.undo());
    QVERIFY(stack.redo());
    QCOMPARE(stack.current(), second);
    QVERIFY(!stack.redo());
}

void QuestionTest::aNewQuestionForgetsWhatWasUndone()
{
    QuestionStack stack;
    Question question;
    question.includesBots = true;
    stack.push(question);
    stack.undo();
    question = stack.current();
    question.link = QStringLiteral("stage");
    stack.push(question);
    QVERIFY(!stack.canRedo());
    QVERIFY(stack.undo());
    QCOMPARE(stack.current(), Question());
}

void QuestionTest::theStackForgetsTheOldest()
{
    QuestionStack stack;
    Question question;
    for (int i = 0; i < 2 * QuestionStack::kMost; ++i) {
        question.link = QString::number(i);
        stack.push(question);
    }
    int steps = 0;
    while (stack.undo())
        ++steps;
    QCOMPARE(steps, QuestionStack::kMost - 1);
}

QTEST_GUILESS_MAIN(QuestionTest)
#include "tst_question.moc"
