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

/// The answers that came.
template <typename T>
struct Heard
{
    QList<Result<T>> answers;

    Answer<T> take()
    {
        return [this](const Result<T> &answer) { answers.append(answer); };
    }
    const Result<T> &last() const { return answers.constLast(); }
};

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
    Heard<StatsTable> table;
    const Asking asking = stats().stats(everything(), this, table.take());
    QVERIFY(asking.isOpen());
    QTRY_COMPARE(table.answers.size(), 1);
    QCOMPARE(table.last()->now.totals.hits, 1);
    QVERIFY(!asking.isOpen());
}

void StatsServiceTest::writesCsv()
{
    post("{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://e.com/a\"}");
    StatsQuery question = everything();
    question.breakdowns = {{.dimension = QStringLiteral("page"), .metrics = kAllMetrics}};
    const StatsSection pages {.part = StatsSection::Part::Breakdown, .dimension = QStringLiteral("page")};
    Heard<QByteArray> csv;
    const Asking reading = stats().csv(question, pages, this, csv.take());
    QTRY_COMPARE(csv.answers.size(), 1);
    QVERIFY(csv.last()->contains("/a,1,1,1,1,"));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("pages.csv"));
    Heard<qsizetype> saved;
    Asking saving = stats().saveCsv(question, {{pages, file}}, this, saved.take());
    QTRY_COMPARE(saved.answers.size(), 1);
    QCOMPARE(*saved.last(), 1);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), *csv.last());
    saving = stats().saveCsv(question, {{pages, folder.filePath(QStringLiteral("missing/pages.csv"))}}, this,
                             saved.take());
    QTRY_COMPARE(saved.answers.size(), 2);
    QCOMPARE(saved.last().error().code, QStringLiteral("export_failed"));
}

void StatsServiceTest::aCancelledQuestionIsNotAnswered()
{
    Heard<StatsTable> cancelled;
    Heard<StatsTable> heard;
    {
        const Asking forgotten = stats().stats(everything(), this, cancelled.take());
        const Asking patient = stats().stats(everything(), {this, Urgency::Patient}, cancelled.take());
    }
    const Asking other = stats().stats(everything(), {this, Urgency::Patient}, heard.take());
    const Asking last = stats().stats(everything(), this, heard.take());
    QTRY_COMPARE(heard.answers.size(), 2);
    QCOMPARE(cancelled.answers.size(), 0);
}

void StatsServiceTest::keepsNotesAndGoals()
{
    const QString site = QStringLiteral("s");
    QSignalSpy notes(&stats(), &StatsQuestions::annotationsChanged);
    Heard<Annotation> kept;
    Heard<bool> removed;
    Askings askings;
    askings.add(stats().saveAnnotation({0, site, 1'000'000, QStringLiteral("launch")}, this, kept.take()));
    QTRY_COMPARE(kept.answers.size(), 1);
    QCOMPARE(notes.size(), 1);
    QCOMPARE(stats().annotations(site), QList<Annotation> {*kept.last()});
    Annotation note = *kept.last();
    note.text = QStringLiteral("launch day");
    askings.add(stats().saveAnnotation(note, this, kept.take()));
    QTRY_COMPARE(kept.answers.size(), 2);
    QCOMPARE(notes.size(), 2);
    QCOMPARE(stats().annotations(site).constFirst(), note);
    QVERIFY(stats().annotations(QStringLiteral("other")).isEmpty());
    askings.add(stats().removeAnnotation(note.id, this, removed.take()));
    QTRY_COMPARE(removed.answers.size(), 1);
    QVERIFY(*removed.last());
    QVERIFY(stats().annotations(site).isEmpty());

    Goal goal;
    goal.site = site;
    goal.name = QStringLiteral("Signed up");
    goal.target = Goal::Target::Event;
    goal.match = Goal::Match::Wildcard;
    goal.pattern = QStringLiteral("sign*");
    goal.worth = Goal::Worth::Fixed;
    goal.fixedValue = 2.5;
    goal.currency = QStringLiteral("EUR");
    Heard<Goal> saved;
    askings.add(stats().saveGoal(goal, this, saved.take()));
    QTRY_COMPARE(saved.answers.size(), 1);
    goal.id = saved.last()->id;
    QVERIFY(!goal.id.isEmpty());
    QCOMPARE(stats().goals(site), QList<Goal> {goal});
    askings.add(stats().removeGoal(goal.id, this, removed.take()));
    QTRY_COMPARE(removed.answers.size(), 2);
    QVERIFY(stats().goals(site).isEmpty());
}

void StatsServiceTest::refusesWhatCannotBeKept()
{
    Heard<Annotation> kept;
    Heard<Goal> saved;
    Heard<StatsTable> answered;
    Askings askings;
    askings.add(stats().saveAnnotation({0, QStringLiteral("s"), 0, QString()}, this, kept.take()));
    QTRY_COMPARE(kept.answers.size(), 1);
    QCOMPARE(kept.last().error().code, QStringLiteral("validation_error"));
    Goal goal;
    goal.site = QStringLiteral("s");
    goal.name = QStringLiteral("nothing");
    askings.add(stats().saveGoal(goal, this, saved.take()));
    QTRY_COMPARE(saved.answers.size(), 1);
    QCOMPARE(saved.last().error().code, QStringLiteral("validation_error"));
    StatsQuery question = everything();
    question.timezone = QStringLiteral("Mars/Base");
    askings.add(stats().stats(question, this, answered.take()));
    QTRY_COMPARE(answered.answers.size(), 1);
    QCOMPARE(answered.last().error().code, QStringLiteral("bad_timezone"));
    goal.pattern = QStringLiteral("/x?a=1"); // would never match
    askings.add(stats().saveGoal(goal, this, saved.take()));
    QTRY_COMPARE(saved.answers.size(), 2);
    QCOMPARE(saved.last().error().code, QStringLiteral("validation_error"));
    goal.pattern = QStringLiteral("/x");
    for (int i = 0; i <= 50; ++i)
        askings.add(stats().saveGoal(goal, this, saved.take())); // each a new one
    QTRY_COMPARE(saved.answers.size(), 53);
    QCOMPARE(saved.last().error().code, QStringLiteral("too_many_goals"));
    QCOMPARE(stats().goals(goal.site).size(), 50);
}

void StatsServiceTest::letsOnlySoManyQuestionsWait()
{
    constexpr int kQuestions = 20 * static_cast<int>(JobThread::kMaxWaiting);
    post(R"({"site":"s","url":"https://e.com/"})");
    int answered = 0;
    int turnedAway = 0;
    Askings askings;
    for (int i = 0; i < kQuestions; ++i) { // all at once, far faster than they can be answered
        VisitsQuery query;
        query.site = QStringLiteral("s");
        query.limit = 1;
        askings.add(stats().visits(query, {this, Urgency::Patient}, [&](const Result<VisitsPage> &page) {
            ++answered;
            if (!page) {
                ++turnedAway;
                QCOMPARE(page.error().code, QStringLiteral("query_timeout"));
            }
        }));
    }
    QVERIFY(spinUntil([&] { return answered == kQuestions; }));
    QVERIFY(turnedAway > 0);
    QVERIFY(kQuestions - turnedAway >= static_cast<int>(JobThread::kMaxWaiting));
}

void StatsServiceTest::takesOnePictureForAllWhoAskAtOnce()
{
    constexpr int kAskers = 1000;
    post(R"({"site":"s","url":"https://e.com/"})");
    QSet<Micros> instants;
    int answered = 0;
    Askings askings;
    for (int i = 0; i < kAskers; ++i) {
        askings.add(m_collector->application().queries().realtime(
            QStringLiteral("s"), 5, std::nullopt, this, [&](const Result<RealtimeSnapshot> &snapshot) {
                ++answered;
                instants.insert(snapshot->asOf);
            }));
    }
    QVERIFY(spinUntil([&] { return answered == kAskers; }));
    QCOMPARE(instants.size(), 1);
}

QTEST_GUILESS_MAIN(StatsServiceTest)
#include "tst_statsservice.moc"
