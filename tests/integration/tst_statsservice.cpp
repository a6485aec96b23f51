// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/bus/signalbus.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/storage/storage.h"
#include "tests/support/manualclock.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace {

QJsonObject object(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

StatsQuery everything()
{
    StatsQuery query;
    query.site = QStringLiteral("s");
    return query;
}

} // namespace

/// Questions about the past through the doors of the program: HTTP with real sockets, and what windows ask.
class StatsServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_collector.reset(); }
    void answersOverHttpWhatWasJustAcknowledged();
    void keepsGoalsOfForeignDashboards();
    void answersWindows();
    void writesCsv();
    void aCancelledQuestionIsNotAnswered();
    void keepsNotesAndGoals();
    void refusesWhatCannotBeKept();
    void letsOnlySoManyQuestionsWait();
    void takesOnePictureForAllWhoAskAtOnce();

private:
    void post(const char *json);
    StatsService &stats() { return m_collector->application().stats(); }

    std::unique_ptr<TestCollector> m_collector;
};

void StatsServiceTest::init()
{
    m_collector = std::make_unique<TestCollector>();
    QVERIFY(m_collector->start());
}

void StatsServiceTest::post(const char *json)
{
    RawHttpClient client(m_collector->url());
    QCOMPARE(client.post("/api/v1/hits", json).status, 202);
}

void StatsServiceTest::answersOverHttpWhatWasJustAcknowledged()
{
    RawHttpClient client(m_collector->url());
    for (int i = 1; i <= 3; ++i) {
        post("{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://e.com/a\"}");
        const QJsonObject totals = object(client.get("/api/v1/sites/s/totals").body);
        QCOMPARE(totals.value(QLatin1StringView("hits")).toInt(), i);
        QCOMPARE(totals.value(QLatin1StringView("visitors")).toInt(), 1);
    }
    const QJsonObject stats = object(client.get("/api/websites/s/stats").body);
    QCOMPARE(stats.value(QLatin1StringView("data")).toObject().value(QLatin1StringView("pageviews")).toInt(),
             3);
}

void StatsServiceTest::keepsGoalsOfForeignDashboards()
{
    RawHttpClient client(m_collector->url());
    post("{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://e.com/thanks\"}");
    const auto made =
        client.post("/api/websites/s/goals",
                    "{\"name\":\"Bought\",\"goal_type\":\"page_view\",\"match_value\":\"/thanks\","
                    "\"match_operator\":\"equals\",\"value_mode\":\"none\"}");
    QCOMPARE(made.status, 201);
    const QString id = object(made.body)
                           .value(QLatin1StringView("data"))
                           .toObject()
                           .value(QLatin1StringView("id"))
                           .toString();
    const QJsonObject reached = object(client.get("/api/websites/s/goals/" + id.toLatin1() + "/stats").body)
                                    .value(QLatin1StringView("data"))
                                    .toObject();
    QCOMPARE(reached.value(QLatin1StringView("conversions")).toInt(), 1);
    QCOMPARE(reached.value(QLatin1StringView("conversion_rate")).toDouble(), 1.0);
    QCOMPARE(stats().goals(QStringLiteral("s")).size(), 1);
}

void StatsServiceTest::answersWindows()
{
    post("{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://e.com/a\"}");
    QSignalSpy ready(&stats(), &StatsSource::statsReady);
    const QueryId id = stats().requestStats(everything());
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(ready.first().first().value<QueryId>(), id);
    QCOMPARE(ready.first().last().value<StatsTable>().now.totals.hits, 1);
}

void StatsServiceTest::writesCsv()
{
    post("{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://e.com/a\"}");
    StatsQuery question = everything();
    question.breakdowns = {{.dimension = QStringLiteral("page"), .metrics = kAllMetrics}};
    const StatsSection pages {.part = StatsSection::Part::Breakdown, .dimension = QStringLiteral("page")};
    QSignalSpy ready(&stats(), &StatsSource::csvReady);
    QSignalSpy saved(&stats(), &StatsSource::csvSaved);
    QSignalSpy failed(&stats(), &StatsSource::failed);
    stats().requestCsv(question, pages);
    QTRY_COMPARE(ready.size(), 1);
    const QByteArray csv = ready.first().last().toByteArray();
    QVERIFY(csv.contains("/a,1,1,1,1,"));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("pages.csv"));
    stats().saveCsv(question, {{pages, file}});
    QTRY_COMPARE(saved.size(), 1);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), csv);
    stats().saveCsv(question, {{pages, folder.filePath(QStringLiteral("missing/pages.csv"))}});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().last().value<Error>().code, QStringLiteral("export_failed"));
}

void StatsServiceTest::aCancelledQuestionIsNotAnswered()
{
    QSignalSpy ready(&stats(), &StatsSource::statsReady);
    QSignalSpy failed(&stats(), &StatsSource::failed);
    const QueryId cancelled = stats().requestStats(everything());
    stats().cancel(cancelled);
    const QueryId last = stats().requestStats(everything());
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(ready.first().first().value<QueryId>(), last);
    QCOMPARE(failed.size(), 0);
}

void StatsServiceTest::keepsNotesAndGoals()
{
    const QString site = QStringLiteral("s");
    QSignalSpy notes(&stats(), &StatsSource::annotationsChanged);
    stats().saveAnnotation({0, site, 1'000'000, QStringLiteral("launch")});
    QTRY_COMPARE(notes.size(), 1);
    QCOMPARE(stats().annotations(site).size(), 1);
    Annotation note = stats().annotations(site).constFirst();
    note.text = QStringLiteral("launch day");
    stats().saveAnnotation(note);
    QTRY_COMPARE(notes.size(), 2);
    QCOMPARE(stats().annotations(site).constFirst(), note);
    QVERIFY(stats().annotations(QStringLiteral("other")).isEmpty());
    stats().removeAnnotation(note.id);
    QTRY_VERIFY(stats().annotations(site).isEmpty());

    Goal goal;
    goal.site = site;
    goal.name = QStringLiteral("Signed up");
    goal.target = Goal::Target::Event;
    goal.match = Goal::Match::Wildcard;
    goal.pattern = QStringLiteral("sign*");
    goal.worth = Goal::Worth::Fixed;
    goal.fixedValue = 2.5;
    goal.currency = QStringLiteral("EUR");
    stats().saveGoal(goal);
    QTRY_COMPARE(stats().goals(site).size(), 1);
    goal.id = stats().goals(site).constFirst().id;
    QVERIFY(!goal.id.isEmpty());
    QCOMPARE(stats().goals(site).constFirst(), goal);
    stats().removeGoal(goal.id);
    QTRY_VERIFY(stats().goals(site).isEmpty());
}

void StatsServiceTest::refusesWhatCannotBeKept()
{
    QSignalSpy failed(&stats(), &StatsSource::failed);
    stats().saveAnnotation({0, QStringLiteral("s"), 0, QString()});
    Goal goal;
    goal.site = QStringLiteral("s");
    goal.name = QStringLiteral("nothing");
    stats().saveGoal(goal);
    QTRY_COMPARE(failed.size(), 2);
    for (const QList<QVariant> &one : std::as_const(failed))
        QCOMPARE(one.last().value<Error>().code, QStringLiteral("validation_error"));
    StatsQuery question = everything();
    question.timezone = QStringLiteral("Mars/Base");
    stats().requestStats(question);
    QTRY_COMPARE(failed.size(), 3);
    QCOMPARE(failed.last().last().value<Error>().code, QStringLiteral("bad_timezone"));
    goal.pattern = QStringLiteral("/x?a=1"); // would never match
    stats().saveGoal(goal);
    QTRY_COMPARE(failed.size(), 4);
    QCOMPARE(failed.last().last().value<Error>().code, QStringLiteral("validation_error"));
    goal.pattern = QStringLiteral("/x");
    for (int i = 0; i <= 50; ++i)
        stats().saveGoal(goal); // each a new one
    QTRY_COMPARE(failed.size(), 5);
    QCOMPARE(failed.last().last().value<Error>().code, QStringLiteral("too_many_goals"));
    QTRY_COMPARE(stats().goals(goal.site).size(), 50);
}

void StatsServiceTest::letsOnlySoManyQuestionsWait()
{
    constexpr int kQuestions = 20 * static_cast<int>(StatsService::kMaxWaiting);
    post(R"({"site":"s","url":"https://e.com/"})");
    int answered = 0;
    int turnedAway = 0;
    for (int i = 0; i < kQuestions; ++i) { // all at once, far faster than they can be answered
        VisitsQuery query;
        query.site = QStringLiteral("s");
        query.limit = 1;
        stats().visits(query, this, [&](const Result<VisitsPage> &page) {
            ++answered;
            if (!page) {
                ++turnedAway;
                QCOMPARE(page.error().code, QStringLiteral("query_timeout"));
            }
        });
    }
    QVERIFY(spinUntil([&] { return answered == kQuestions; }));
    QVERIFY(turnedAway > 0);
    QVERIFY(kQuestions - turnedAway >= static_cast<int>(StatsService::kMaxWaiting));
}

void StatsServiceTest::takesOnePictureForAllWhoAskAtOnce()
{
    constexpr int kAskers = 1000;
    post(R"({"site":"s","url":"https://e.com/"})");
    QSet<Micros> instants;
    int answered = 0;
    for (int i = 0; i < kAskers; ++i) {
        m_collector->application().queries().realtime(QStringLiteral("s"), 5, this,
                                                      [&](const RealtimeSnapshot &snapshot) {
                                                          ++answered;
                                                          instants.insert(snapshot.asOf);
                                                      });
    }
    QVERIFY(spinUntil([&] { return answered == kAskers; }));
    QCOMPARE(instants.size(), 1);
}

QTEST_GUILESS_MAIN(StatsServiceTest)
#include "tst_statsservice.moc"
