// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"
#include "ui/history/breakdownpanel.h"
#include "ui/history/historypanels.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/changefigure.h"
#include "ui/window/mainwindow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace {

const char *const kAgents[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"
    " Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"};

} // namespace

/// The real program behind the real window: what HTTP answers is what the panels show.
class HistoryProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void panelsAgreeWithTheQueryApi_data();
    void panelsAgreeWithTheQueryApi();
    void aHitIsCountedWhileThePageIsOpen();

private:
    void send(const char *agent, const QByteArray &path, const QByteArray &referrer);
    QJsonObject ask(const QByteArray &path);
    void compareAll(const QByteArray &filter);

    std::unique_ptr<TestCollector> m_collector;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void HistoryProgramTest::init()
{
    m_collector = std::make_unique<TestCollector>();
    QVERIFY(m_collector->start());
    for (int i = 0; i < 24; ++i)
        send(kAgents[i % 3],
             i % 2 == 0       ? "/launch"
                 : i % 3 == 0 ? "/pricing"
                              : "/about",
             i % 4 == 0 ? "https://news.ycombinator.com/item" : "");
    m_settings = std::make_unique<Settings>(QString());
    m_settings->setReducedMotion(true);
    m_settings->setCurrentSite(QStringLiteral("s"));
    Application &program = m_collector->application();
    m_window = std::make_unique<MainWindow>(program.bus(), program.questions(), *m_settings,
                                            program.visitorData(), SystemClock::instance());
    m_window->resize(1440, 900);
    m_window->showPage(QStringLiteral("history"));
    m_window->show();
    QTRY_VERIFY(m_window->isSettled());
}

void HistoryProgramTest::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_collector.reset();
}

void HistoryProgramTest::send(const char *agent, const QByteArray &path, const QByteArray &referrer)
{
    RawHttpClient client(m_collector->url());
    const QByteArray body = "{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://shop.example" + path
        + "\",\"referrer\":\"" + referrer + "\"}";
    QCOMPARE(client
                 .post("/api/v1/hits", body,
                       QByteArray("User-Agent: ") + agent + "\r\nAccept-Language: en\r\nAccept: */*\r\n")
                 .status,
             202);
}

QJsonObject HistoryProgramTest::ask(const QByteArray &path)
{
    RawHttpClient client(m_collector->url());
    return QJsonDocument::fromJson(client.get("/api/v1/sites/s/" + path).body).object();
}

void HistoryProgramTest::compareAll(const QByteArray &filter)
{
    const QJsonObject totals = ask("totals?" + filter);
    const auto figure = [this](const char *name) {
        return m_window->findChild<ChangeFigure *>(QString::fromLatin1(name))->valueText();
    };
    QCOMPARE(figure("total_visitors"), QString::number(totals.value(QLatin1StringView("visitors")).toInt()));
    QCOMPARE(figure("total_visits"), QString::number(totals.value(QLatin1StringView("visits")).toInt()));
    QCOMPARE(figure("total_pageviews"),
             QString::number(totals.value(QLatin1StringView("pageviews")).toInt()));
    int compared = 0;
    for (BreakdownPanel *panel :
         m_window->findChild<HistoryPanels *>(QStringLiteral("historyPanels"))->panels()) {
        if (panel->showsGoals())
            continue;
        const QJsonArray rows = ask("breakdown?by=" + panel->dimension().toLatin1() + "&limit=100&" + filter)
                                    .value(QLatin1StringView("rows"))
                                    .toArray();
        QHash<QString, int> visitors;
        for (const QJsonValue &row : rows)
            visitors.insert(row.toObject().value(QLatin1StringView("value")).toString(),
                            row.toObject().value(QLatin1StringView("visitors")).toInt());
        for (const BreakdownRow &row : panel->model().rows()) {
            QVERIFY2(visitors.contains(row.value), qPrintable(panel->dimension() + u' ' + row.value));
            QCOMPARE(row.counts.visitors, visitors.value(row.value));
            ++compared;
        }
    }
    QVERIFY(compared >= 4);
}

void HistoryProgramTest::panelsAgreeWithTheQueryApi_data()
{
    QTest::addColumn<QByteArray>("panel");
    QTest::newRow("pages") << QByteArray("panelPages");
    QTest::newRow("sources") << QByteArray("panelSources");
    QTest::newRow("devices") << QByteArray("panelDevices");
}

void HistoryProgramTest::panelsAgreeWithTheQueryApi()
{
    QFETCH(const QByteArray, panel);
    compareAll({});
    auto *clicked = m_window->findChild<BreakdownPanel *>(QString::fromLatin1(panel));
    QVERIFY(clicked->model().rowCount() > 0);
    const QString value = clicked->model().rows().constFirst().value;
    const QByteArray filter = "filter="
        + QUrl::toPercentEncoding(clicked->dimension() + QStringLiteral("==") + value);
    QTest::mouseClick(&clicked->list(), Qt::LeftButton, {}, clicked->list().rowRect(0).center());
    QTRY_VERIFY(m_window->isSettled());
    compareAll(filter);
}

void HistoryProgramTest::aHitIsCountedWhileThePageIsOpen()
{
    auto *pageviews = m_window->findChild<ChangeFigure *>(QStringLiteral("total_pageviews"));
    QCOMPARE(pageviews->valueText(), QStringLiteral("24"));
    send(kAgents[0], "/launch", {});
    QTRY_COMPARE(pageviews->valueText(), QStringLiteral("25"));
}

QTEST_MAIN(HistoryProgramTest)
#include "tst_historyprogram.moc"
