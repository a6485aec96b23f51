// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/bus/signalbus.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"
#include "ui/past/pastquestion.h"
#include "ui/window/mainwindow.h"
#include "ui/worldmap/mappage.h"
#include "ui/worldmap/worldmapview.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

/// The real program behind the real window: what HTTP answers is what the map shows.
class MapProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void mapAgreesWithTheQueryApi_data();
    void mapAgreesWithTheQueryApi();
    void aHitPulsesWhileThePageIsOpen();

private:
    void send(const QByteArray &address, const QByteArray &path);
    QHash<QString, int> visitorsBy(const QByteArray &dimension, const QByteArray &filter);

    std::unique_ptr<TestCollector> m_collector;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QByteArray m_token;
};

void MapProgramTest::init()
{
    m_collector = std::make_unique<TestCollector>();
    m_collector->options().collector.proxies = TrustedProxies::parse({QStringLiteral("127.0.0.0/8")}).value();
    m_token = m_collector->addReadToken(); // whoever comes through a proxy needs one
    QVERIFY(m_collector->start());
    // India, India, Great Britain, the United States, Australia, and somebody in the house.
    const QByteArray addresses[] = {"49.36.0.1", "103.21.125.9", "81.2.69.142",
                                    "8.8.8.8",   "1.1.1.1",      "10.0.0.7"};
    for (int i = 0; i < 36; ++i)
        send(addresses[i % 6], i % 4 == 0 ? "/launch" : "/pricing");
    m_settings = std::make_unique<Settings>(QString());
    m_settings->setReducedMotion(true);
    m_settings->setCurrentSite(QStringLiteral("s"));
    Application &program = m_collector->application();
    m_window = std::make_unique<MainWindow>(program.bus(), program.questions(), *m_settings,
                                            program.visitorData(), SystemClock::instance());
    m_window->resize(1440, 900);
    m_window->showPage(QStringLiteral("map"));
    m_window->show();
    QTRY_VERIFY(m_window->isSettled());
}

void MapProgramTest::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_collector.reset();
}

void MapProgramTest::send(const QByteArray &address, const QByteArray &path)
{
    RawHttpClient client(m_collector->url());
    const QByteArray body = "{\"site\":\"s\",\"kind\":\"pageview\",\"url\":\"https://shop.example" + path
        + "\"}";
    const QByteArray headers =
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
        "Accept-Language: en\r\nAccept: */*\r\nX-Forwarded-For: "
        + address + "\r\n";
    QCOMPARE(client.post("/api/v1/hits", body, headers).status, 202);
}

QHash<QString, int> MapProgramTest::visitorsBy(const QByteArray &dimension, const QByteArray &filter)
{
    RawHttpClient client(m_collector->url());
    const QByteArray answer =
        client.get("/api/v1/sites/s/breakdown?limit=1000&by=" + dimension + filter + "&token=" + m_token)
            .body;
    QHash<QString, int> visitors;
    for (const QJsonValue &row :
         QJsonDocument::fromJson(answer).object().value(QLatin1StringView("rows")).toArray())
        visitors.insert(row.toObject().value(QLatin1StringView("value")).toString(),
                        row.toObject().value(QLatin1StringView("visitors")).toInt());
    return visitors;
}

void MapProgramTest::mapAgreesWithTheQueryApi_data()
{
    QTest::addColumn<QString>("dimension");
    QTest::addColumn<QString>("value");
    QTest::newRow("unfiltered") << QString() << QString();
    QTest::newRow("by page") << QStringLiteral("page") << QStringLiteral("/launch");
    QTest::newRow("by country") << QStringLiteral("country") << QStringLiteral("IN");
}

void MapProgramTest::mapAgreesWithTheQueryApi()
{
    QFETCH(const QString, dimension);
    QFETCH(const QString, value);
    QByteArray filter;
    if (!dimension.isEmpty()) {
        m_window->pastQuestion().toggle({dimension, DimensionFilter::Operator::Equals, value});
        filter = "&filter=" + QUrl::toPercentEncoding(dimension + QStringLiteral("==") + value);
        QTRY_VERIFY(m_window->isSettled());
    }
    const QHash<QString, int> countries = visitorsBy("country", filter);
    const QHash<QString, int> places = visitorsBy("place", filter);
    const MapContent &content = m_window->mapPage().content();
    int compared = 0;
    for (const MapRow &row : content.rows) {
        const bool isCountry = row.value == row.country && countries.contains(row.value);
        const QHash<QString, int> &answer = isCountry ? countries : places;
        QVERIFY2(answer.contains(row.value), qPrintable(row.name));
        QCOMPARE(row.counts.visitors, answer.value(row.value));
        ++compared;
    }
    for (const MapRow &row : content.places) {
        QCOMPARE(row.counts.visitors, places.value(row.value, -1));
        ++compared;
    }
    QVERIFY2(compared > 0, qPrintable(QString::number(compared)));
    qint64 known = 0;
    for (auto it = countries.cbegin(); it != countries.cend(); ++it)
        known += it.key().isEmpty() ? 0 : it.value();
    qint64 shown = 0;
    for (const MapRow &row : content.rows)
        shown += row.value == row.country && countries.contains(row.value) ? row.counts.visitors : 0;
    QCOMPARE(shown, known); // no country of the answer is missing
}

void MapProgramTest::aHitPulsesWhileThePageIsOpen()
{
    QVERIFY2(!m_window->mapPage().content().places.isEmpty(), "the build's geo database gave no place");
    const qint64 hits = m_window->mapPage().content().totals.hits;
    // Looked at right behind the page: a ring has faded when a busy machine looks later.
    bool hasPulsed = false;
    connect(&m_collector->application().bus(), &SignalBus::hitsCommitted, m_window.get(), [this, &hasPulsed] {
        hasPulsed = hasPulsed || !m_window->mapPage().view().pulses().pulses().empty();
    });
    send("81.2.69.142", "/launch");
    QTRY_VERIFY(hasPulsed);
    QTRY_COMPARE(m_window->mapPage().content().totals.hits, hits + 1);
}

QTEST_MAIN(MapProgramTest)
#include "tst_mapprogram.moc"
