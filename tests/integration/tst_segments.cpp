// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"
#include "core/analytics/segmentbuilder.h"
#include "core/analytics/segmentcheck.h"
#include "core/analytics/segmentcodec.h"
#include "core/analytics/segmentstore.h"
#include "core/storage/segmenterasure.h"
#include "tests/support/hitstore.h"
#include "tests/support/numberof.h"
#include "tests/support/randomhits.h"
#include "tests/support/randomquestions.h"
#include "tests/support/referencestats.h"

#include <QTest>

#include <functional>
#include <thread>

namespace {

constexpr int kQuestions = 40;
const std::atomic<bool> kNever = false;

/// Answers as they are compared: what took how long aside.
StatsTable comparable(const Result<StatsTable> &answer)
{
    StatsTable table = answer ? *answer : StatsTable();
    table.elapsedMs = 0;
    table.scannedHits = 0;
    return table;
}

bool isSame(const StatsTable &a, const StatsTable &b)
{
    return a.now == b.now && a.before == b.before && a.breakdowns == b.breakdowns
        && a.weekHours == b.weekHours;
}

} // namespace

/// Segments are derived: whatever happens to them, the answers stay.
class SegmentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void damagedPartsAreNotBelieved();
    void aFrameIsWhatABuilderMakes_data();
    void aFrameIsWhatABuilderMakes();
    void lostPartsAreNotMissed();
    void aKilledWriterLeavesNothingThatCounts();
    void closedDaysAreBuiltWhileQuestionsAreAsked();
    void aCancelledBuildGoesOnLater();
    void openDaysAreNotKept();
    void segmentsOfThePreviousFormatAreBuiltAgain();
    void rebuildingGivesTheSame();

private:
    QList<StatsTable> answers();
    std::unique_ptr<Analytics> open() const;
    void build() const;
    Database database() const
    {
        return std::move(*Database::open(m_store->fileName(), Database::Mode::ReadWrite));
    }
    qint64 damaged() const
    {
        const Result<qint64> segments = damagedSegments(database());
        return segments ? *segments : -1;
    }
    qint64 count(const char *sql) const { return numberOf(database(), sql); }

    std::unique_ptr<HitStore> m_store;
    QList<Hit> m_hits;
    QList<StatsQuery> m_questions;
    QList<StatsTable> m_expected;
};

void SegmentsTest::init()
{
    m_store = std::make_unique<HitStore>();
    m_hits = randomHits(12); // no two days of a site have as many hits: the parts of one do not fit the other
    m_store->commit(m_hits);
    RandomQuestions questions(5, m_hits);
    m_questions.clear();
    for (int i = 0; i < kQuestions; ++i)
        m_questions.append(questions.nextStats());
    StatsQuery youngest; // columns
    youngest.site = m_hits.constFirst().site;
    youngest.includesBots = true;
    youngest.breakdowns = {{QStringLiteral("place")}, {QStringLiteral("source")}};
    m_questions.append(youngest);
    m_expected = answers();
    QVERIFY(m_expected.constLast().breakdowns.constFirst().totalRows > 3);
}

std::unique_ptr<Analytics> SegmentsTest::open() const
{
    return std::move(*Analytics::open(m_store->fileName(), m_store->clock()));
}

void SegmentsTest::build() const
{
    const Result<qint64> built = open()->build(kNever, [](qint64, qint64) {});
    QVERIFY2(built, built ? "" : qPrintable(built.error().message));
    QVERIFY(*built > 3);
}

QList<StatsTable> SegmentsTest::answers()
{
    const std::unique_ptr<Analytics> engine = open();
    QList<StatsTable> tables;
    for (const StatsQuery &question : std::as_const(m_questions))
        tables.append(comparable(engine->answer(question, kNever)));
    return tables;
}

#define COMPARE_ANSWERS()                                                                                    \
    do {                                                                                                     \
        const QList<StatsTable> now = answers();                                                             \
        for (qsizetype i = 0; i < now.size(); ++i)                                                           \
            QVERIFY2(isSame(now[i], m_expected[i]), qPrintable(QStringLiteral("question %1").arg(i)));       \
    } while (false)

void SegmentsTest::damagedPartsAreNotBelieved()
{
    build();
    COMPARE_ANSWERS();
    QCOMPARE(damaged(), 0);
    const char *const damages[] = {
        "UPDATE segment_part SET data = CAST(SUBSTR(data, 1, LENGTH(data) / 2) AS BLOB)",
        "UPDATE segment_part SET data = ZEROBLOB(40)",
        "UPDATE segment_part SET data = (SELECT data FROM segment_part AS other WHERE other.id & 63 ="
        " segment_part.id & 63 ORDER BY id LIMIT 1)", // the parts of another day
        "UPDATE segment_part SET data = (SELECT data FROM segment_part AS other WHERE other.id ="
        " segment_part.id + 1) WHERE id & 63 BETWEEN 8 AND 30", // the columns beside them
        "UPDATE segment SET hits = hits + 1",
        "UPDATE segment SET through = through + 1",
    };
    for (const char *damage : damages) {
        QVERIFY(database().execute(damage));
        QVERIFY(damaged() > 0);
        COMPARE_ANSWERS();
        // Whoever met the damage builds the day again.
        const std::unique_ptr<Analytics> engine = open();
        for (const StatsQuery &question : std::as_const(m_questions))
            (void)engine->answer(question, kNever);
        QVERIFY(engine->build(kNever, [](qint64, qint64) {}));
        QCOMPARE(damaged(), 0);
        COMPARE_ANSWERS();
    }
}

void SegmentsTest::aFrameIsWhatABuilderMakes_data()
{
    using Damage = std::function<void(SegmentFrame &)>;
    QTest::addColumn<Damage>("damage");
    const auto row = [](const char *name, Damage damage) { QTest::addRow("%s", name) << damage; };
    row("nothing", [](SegmentFrame &) {});
    row("a visit that nothing starts", [](SegmentFrame &frame) { frame.flags[0] = 0; });
    row("a visit of people that nothing starts",
        [](SegmentFrame &frame) { frame.flags[0] &= static_cast<quint8>(~HitFlag::kStartsHumanVisit); });
    row("a visit that starts inside another",
        [](SegmentFrame &frame) { frame.flags[1] |= HitFlag::kStartsVisit; });
    row("a visit that goes on after half an hour", [](SegmentFrame &frame) {
        for (std::size_t i = 1; i < 4; ++i)
            frame.time[i] += 1'800'001;
    });
    row("a visit of people that a bot starts",
        [](SegmentFrame &frame) { frame.flags[2] |= HitFlag::kStartsHumanVisit; });
    row("an error outside a visit that is in one",
        [](SegmentFrame &frame) { frame.flags[3] |= HitFlag::kStartsVisit; });
    row("a visit of nobody", [](SegmentFrame &frame) { frame.flags[4] |= HitFlag::kStartsVisit; });
    row("a kind there is not", [](SegmentFrame &frame) { frame.flags[1] |= HitFlag::kKindMask; });
    row("microseconds beyond the millisecond", [](SegmentFrame &frame) { frame.sharedMicros[0] = 1000; });
    row("times that go back", [](SegmentFrame &frame) { frame.sharedMicros = {9, 8, 8, 8}; });
    row("a remark there is not", [](SegmentFrame &frame) { frame.sharedFlags[0] = 4; });
}

/// Somebody's pageview, another one at the same time, a bot's and an error within the visit; then one of
/// nobody.
void SegmentsTest::aFrameIsWhatABuilderMakes()
{
    QFETCH(std::function<void(SegmentFrame &)>, damage);
    auto day = std::make_shared<DayHits>();
    day->day = 20'000;
    const HitKind kinds[] = {HitKind::Pageview, HitKind::Pageview, HitKind::Pageview, HitKind::Error,
                             HitKind::Pageview};
    for (int i = 0; i < 5; ++i) {
        day->eventAt.push_back(20'000 * kMicrosPerDay + kMicrosPerDay / 2 + i / 2 * kMicrosPerMinute);
        day->visitor.push_back(i == 4 ? 0 : 7);
        day->visit.push_back(1);
        day->kind.push_back(static_cast<quint8>(kinds[i]));
        day->isBot.push_back(i == 2 ? 1 : 0);
        day->roaming.push_back(Roaming::Persistent);
    }
    SegmentFrame frame = *SegmentBuilder(day).frame();
    damage(frame);
    const bool isSound = qstrcmp(QTest::currentDataTag(), "nothing") == 0;
    QCOMPARE(decodeFrame(encodeFrame(frame), frame.site, frame.day, frame.hits()) != nullptr, isSound);
}

void SegmentsTest::lostPartsAreNotMissed()
{
    build();
    QVERIFY(database().execute("DELETE FROM segment_part WHERE id & 63 = 8"));
    COMPARE_ANSWERS();
    QVERIFY(database().execute("DELETE FROM segment_part"));
    COMPARE_ANSWERS();
    QVERIFY(database().execute("DELETE FROM segment_value"));
    COMPARE_ANSWERS();
}

void SegmentsTest::aKilledWriterLeavesNothingThatCounts()
{
    build();
    const qint64 parts = count("SELECT COUNT(*) FROM segment_part");
    // As a kill between two parts leaves it: parts without the row that makes them visible.
    QVERIFY(database().execute("DELETE FROM segment WHERE num = (SELECT MAX(num) FROM segment);"
                               " UPDATE segment_epoch SET epoch = epoch + 1"));
    COMPARE_ANSWERS();
    const Result<qint64> built = open()->build(kNever, [](qint64, qint64) {});
    QVERIFY(built && *built == 1);
    COMPARE_ANSWERS();
    QVERIFY(count("SELECT COUNT(*) FROM segment_part") >= parts);
}

void SegmentsTest::closedDaysAreBuiltWhileQuestionsAreAsked()
{
    const std::unique_ptr<Analytics> engine = open();
    std::atomic<bool> isBuilt = false;
    std::thread builder([&] {
        (void)engine->build(kNever, [](qint64, qint64) {});
        isBuilt = true;
    });
    for (int round = 0; round < 3 || !isBuilt; ++round) {
        for (qsizetype i = 0; i < m_questions.size(); ++i) {
            const StatsTable table = comparable(engine->answer(m_questions[i], kNever));
            if (!isSame(table, m_expected[i])) {
                builder.join();
                QFAIL(qPrintable(QStringLiteral("round %1, question %2").arg(round).arg(i)));
            }
        }
    }
    builder.join();
    QVERIFY(count("SELECT COUNT(*) FROM segment") > 3);
}

void SegmentsTest::aCancelledBuildGoesOnLater()
{
    std::atomic<bool> isCancelled = false;
    const std::unique_ptr<Analytics> engine = open();
    const Result<qint64> cut = engine->build(isCancelled,
                                             [&](qint64 done, qint64) { isCancelled = done == 2; });
    QVERIFY(cut ? *cut >= 2 : cut.error().code == QLatin1StringView("cancelled"));
    const qint64 kept = count("SELECT COUNT(*) FROM segment");
    QVERIFY(kept >= 2);
    COMPARE_ANSWERS();
    const Result<qint64> rest = engine->build(kNever, [](qint64, qint64) {});
    QVERIFY(rest);
    QCOMPARE(count("SELECT COUNT(*) FROM segment"), kept + *rest);
    COMPARE_ANSWERS();
}

void SegmentsTest::openDaysAreNotKept()
{
    build();
    QCOMPARE(numberOf(database(), "SELECT MAX(day) FROM segment") < utcDay(m_store->clock().now()), true);
}

void SegmentsTest::segmentsOfThePreviousFormatAreBuiltAgain()
{
    build();
    const qint64 segments = count("SELECT COUNT(*) FROM segment");
    const qint64 parts = count("SELECT COUNT(*) FROM segment_part");
    // As version 3 left it: no column 27.
    QVERIFY(database().execute("UPDATE segment SET format = 3;"
                               " DELETE FROM segment_part WHERE id & 63 = 8 + 27;"
                               " DELETE FROM segment_value WHERE dimension = 27;"
                               " UPDATE segment_epoch SET epoch = epoch + 1"));
    COMPARE_ANSWERS(); // from the hits
    QCOMPARE(damaged(), 0);
    const Result<qint64> built = open()->build(kNever, [](qint64, qint64) {});
    QVERIFY(built);
    QCOMPARE(*built, segments);
    COMPARE_ANSWERS();
    QCOMPARE(count("SELECT COUNT(*) FROM segment"), segments);
    QCOMPARE(count("SELECT COUNT(*) FROM segment WHERE format = 3"), 0);
    QCOMPARE(count("SELECT COUNT(*) FROM segment_part"), parts);
    QCOMPARE(damaged(), 0);
}

void SegmentsTest::rebuildingGivesTheSame()
{
    build();
    const qint64 segments = count("SELECT COUNT(*) FROM segment");
    Database writable = database();
    QVERIFY(eraseSegments(writable));
    QCOMPARE(count("SELECT COUNT(*) FROM segment"), 0);
    COMPARE_ANSWERS();
    build();
    QCOMPARE(count("SELECT COUNT(*) FROM segment"), segments);
    COMPARE_ANSWERS();
}

QTEST_APPLESS_MAIN(SegmentsTest)
#include "tst_segments.moc"
