// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Renders the main window with made-up traffic: ui_preview FOLDER [SCENE [WIDTHxHEIGHT]].
// For looking at, not a test.

#include "fakelivesource.h"
#include "previewpast.h"

#include "core/settings/settings.h"
#include "core/types/rejectreason.h"
#include "core/visitor/visitordataservice.h"
#include "ui/chart/historychart.h"
#include "ui/history/historypage.h"
#include "ui/links/linkspage.h"
#include "ui/live/livefollowing.h"
#include "ui/live/livepage.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/widgets/rowtable.h"
#include "ui/window/mainwindow.h"
#include "ui/worldmap/mappage.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QEventLoop>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

#include <array>
#include <tuple>

namespace {

struct Origin
{
    const char *country;
    const char *city;
};
constexpr std::array kOrigins = {Origin {"FR", "Lyon"},   Origin {"GB", "London"}, Origin {"DE", "Berlin"},
                                 Origin {"NG", "Lagos"},  Origin {"US", "Austin"}, Origin {"IN", "Mumbai"},
                                 Origin {"AU", "Sydney"}, Origin {"", ""},         Origin {"KE", "Nairobi"},
                                 Origin {"JP", ""}};
constexpr std::array kPaths = {"/",
                               "/launch",
                               "/pricing",
                               "/docs/install",
                               "/blog/why-local",
                               "/سلام/درباره-ما",
                               "/blog/2026/a-much-longer-title-than-fits"};
constexpr std::array kReferrers = {"",
                                   "https://www.instagram.com/",
                                   "https://news.ycombinator.com/item",
                                   "https://duckduckgo.com/",
                                   "https://t.co/x",
                                   "https://linkedin.com/feed"};
struct Machine
{
    const char *device;
    const char *os;
    const char *browser;
};
constexpr std::array kMachines = {Machine {"Desktop", "Windows", "Chrome"},
                                  Machine {"Mobile", "iOS", "Safari"},
                                  Machine {"Mobile", "Android", "Chrome"},
                                  Machine {"Desktop", "macOS", "Safari"},
                                  Machine {"Tablet", "iPadOS", "Safari"},
                                  Machine {"Desktop", "Linux", "Firefox"},
                                  Machine {"", "", ""}};

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

template <typename T, std::size_t N>
const T &pick(const std::array<T, N> &choices, QRandomGenerator &random)
{
    return choices[random.bounded(static_cast<quint32>(N))];
}

Hit randomHit(QRandomGenerator &random, Micros at)
{
    Hit hit = FakeLiveSource::pageview(QStringLiteral("example"), QString::fromUtf8(pick(kPaths, random)),
                                       random.bounded(1u, 60u) * 0x9e3779b97f4aULL);
    const Origin &origin = pick(kOrigins, random);
    hit.place = {latin(origin.country), {}, latin(origin.city)};
    hit.network = hit.place.isEmpty() && random.bounded(3) != 0 ? NetworkClass::Private
                                                                : NetworkClass::Public;
    const Machine &machine = pick(kMachines, random);
    hit.client = {latin(machine.device), latin(machine.os), {}, latin(machine.browser), {}};
    hit.referrer = latin(pick(kReferrers, random));
    hit.receivedAt = hit.eventAt = at;
    hit.rung = IdentityRung::AddressAndAgent;
    hit.agent = QStringLiteral("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
    hit.screen = QStringLiteral("1920x1080");
    hit.language = QStringLiteral("en-GB");
    const int dice = random.bounded(20);
    if (dice == 0) {
        hit.kind = HitKind::Event;
        hit.event = QStringLiteral("signup");
    } else if (dice == 1) {
        hit.kind = HitKind::Click;
        hit.link = QStringLiteral("stage");
    } else if (dice == 2) {
        hit.kind = HitKind::Outbound;
        hit.url = QStringLiteral("https://github.com/example");
    } else if (dice == 3) {
        hit.bot = {true, QStringLiteral("crawler"), QStringLiteral("Googlebot")};
    }
    return hit;
}

/// The demo's codes first, then others, with all that a link can have.
void fillLinks(FakeLiveSource &source, int count)
{
    constexpr std::array kCodes {"stage", "newsletter", "qr",     "docs",  "x1",
                                 "bf26",  "press",      "hall-b", "spring"};
    constexpr std::array kWays {"/products/oscilloscope-x1", "/sale/black-friday", "/press/kit-2026.zip",
                                "/docs/getting-started?utm_source=qr", "/"};
    const Micros now = ManualClock().now();
    source.links.list.clear();
    for (int i = 0; i < count; ++i) {
        Link link;
        const bool isNamed = i < static_cast<int>(kCodes.size());
        link.code = isNamed ? latin(kCodes.at(static_cast<std::size_t>(i)))
                            : QStringLiteral("k%1").arg(i, 6, 36, QLatin1Char('0'));
        link.site = QStringLiteral("example");
        link.url = (i % 7 == 3 ? QStringLiteral("https://xn--bcher-kva.example")
                               : QStringLiteral("https://shop.example"))
            + latin(kWays.at(static_cast<std::size_t>(i) % kWays.size()));
        link.name = i % 3 == 0 ? QStringLiteral("Poster in hall B") : QString();
        link.campaign = i % 4 == 0 ? QStringLiteral("Spring launch") : QString();
        if (i % 2 == 0)
            link.tags = {QStringLiteral("launch"), QStringLiteral("print")};
        link.earlierClicks = i % 5 == 1 ? 1200 : 0;
        link.expiresAt = i % 6 == 2 ? now + 3 * kMicrosPerDay : i % 9 == 7 ? now - kMicrosPerDay : 0;
        link.maxClicks = i % 8 == 5 ? 3 : 0;
        link.archivedAt = i % 11 == 6 ? 1 : 0;
        link.password = i % 6 == 3 ? QStringLiteral("hash") : QString();
        if (i == 0)
            link.variants = {{QStringLiteral("A"), link.url, 1},
                             {QStringLiteral("B"), QStringLiteral("https://shop.example/launch/x1"), 1}};
        source.links.list.append(link);
    }
}

void fill(FakeLiveSource &source, const ManualClock &clock)
{
    fillLinks(source, 23);
    source.collector.url = QStringLiteral("http://127.0.0.1:8787");
    QRandomGenerator random(4);
    QList<Hit> hits;
    for (int i = 0; i < 5000; ++i)
        hits.append(randomHit(random, clock.now() - (5000 - i) * 430 * kMicrosPerMilli));
    source.siteList = {
        {QStringLiteral("example"), QStringLiteral("example.com"), {}, QStringLiteral("UTC"), {}}};
    source.commitSilently(hits);
    source.store.totals = {4'318'221, 4'318'204, 17, 0};
    source.store.commitMicros = 620;
    source.store.databaseBytes = 412'000'000;
    source.peakVisitors = 4902;
    auto &now = source.snapshot;
    now.activeVisitors = 1284;
    now.hits = 26114;
    now.hitsPerSecond = 118.2;
    for (int i = 0; i < 31; ++i)
        now.perMinute.append(
            i == 30 ? 900
                    : 1200 + (i < 13 ? random.bounded(300) : (i < 20 ? (i - 12) * 380 : (31 - i) * 250)));
    now.activePages = {{QStringLiteral("/launch"), 412},
                       {QStringLiteral("/pricing"), 228},
                       {QStringLiteral("/"), 190},
                       {QStringLiteral("/سلام/درباره-ما"), 96},
                       {QStringLiteral("/blog/why-local"), 41}};
    now.referrers = {{QStringLiteral("instagram.com"), 388},
                     {QString(), 301},
                     {QStringLiteral("news.ycombinator.com"), 167},
                     {QStringLiteral("newsletter"), 88}};
    now.places = {{QStringLiteral("IN"), 302},
                  {QStringLiteral("US"), 255},
                  {QStringLiteral("DE"), 140},
                  {QStringLiteral("local"), 73},
                  {QString(), 12}};
    QList<Rejection> rejections;
    for (int i = 0; i < 40; ++i) {
        Rejection rejection;
        const RejectReasonInfo &info = rejectReasons()[static_cast<std::size_t>(i) % rejectReasons().size()];
        rejection.reason = info.code;
        for (const auto outcome : {Rejection::Outcome::Refused, Rejection::Outcome::Remark}) {
            if (info.mayBe(outcome))
                rejection.outcome = outcome;
        }
        rejection.site = rejection.reason == QLatin1StringView("unknown_site") ? QStringLiteral("shop2")
                                                                               : QStringLiteral("example");
        rejection.detail = latin(info.sentence);
        rejection.protocol = Protocol::Native;
        rejection.source = QStringLiteral("public, https://shop.example");
        rejection.excerpt = QStringLiteral("{\"site\":\"shop2\",\"kind\":\"pageview\",\"url\":\"/\"}");
        rejection.time = clock.now() - (40 - i) * kMicrosPerMinute;
        rejections.append(rejection);
    }
    const StoreState kept = source.store;
    source.reject(rejections);
    source.store = kept;
}

void settle(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

struct Scene
{
    QString name;
    std::function<void(FakeLiveSource &, MainWindow &, ManualClock &)> prepare;
    bool filled = true;
    QString page = QStringLiteral("live");
};

void render(const QString &folder, const Scene &scene, Settings::Theme theme, QSize size)
{
    ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    Settings settings((QString()));
    settings.setTheme(theme);
    settings.setCurrentSite(QStringLiteral("example"));
    if (scene.filled)
        fill(source, clock);
    const QTemporaryDir dataFolder;
    VisitorDataService visitorData {VisitorDataFolder(dataFolder.path())};
    visitorData.finishLoading();
    FakeStatsSource stats;
    if (scene.filled)
        fillPast(stats, clock.now());
    MainWindow window(bus, source.with(stats), settings, visitorData, clock);
    window.resize(size);
    window.showPage(scene.page);
    window.show();
    settle(60);
    if (scene.prepare)
        scene.prepare(source, window, clock);
    settle(260);
    if (const auto *dialog = window.findChild<QDialog *>())
        const_cast<QDialog *>(dialog)->grab().save(folder + QLatin1Char('/') + scene.name
                                                   + QStringLiteral("-dialog.png"));
    window.grab().save(
        QStringLiteral("%1/%2-%3-%4.png")
            .arg(folder, scene.name,
                 theme == Settings::Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
            .arg(size.width()));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QString folder = application.arguments().value(1, QStringLiteral("."));
    const QList<Scene> scenes {
        {QStringLiteral("live"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &clock) {
             QRandomGenerator random(9);
             window.livePage().findChild<RowTable *>()->selectionModel()->select(
                 window.livePage().model().index(6, 0),
                 QItemSelectionModel::Select | QItemSelectionModel::Rows);
             source.commit({randomHit(random, clock.now()), randomHit(random, clock.now())});
         }},
        {QStringLiteral("inspector"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &clock) {
             QRandomGenerator random(9);
             window.livePage().findChild<RowTable *>()->setCurrentIndex(
                 window.livePage().model().index(4, 0));
             window.livePage().openInspector();
             window.livePage().following().toggle();
             source.commit({randomHit(random, clock.now()), randomHit(random, clock.now())});
         }},
        {QStringLiteral("rejected"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             auto *table = window.rejectedPage().findChild<RowTable *>();
             for (int row = 0; row < 40; ++row) {
                 if (window.rejectedPage().model().rejectionAt(row).reason
                     == QLatin1StringView("unknown_site"))
                     return table->setCurrentIndex(window.rejectedPage().model().index(row, 0));
             }
         },
         true, QStringLiteral("rejected")},
        {QStringLiteral("links"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             settle(2500);
             auto *table = window.findChild<RowTable *>(QStringLiteral("linkTable"));
             table->setCurrentIndex(table->model()->index(1, 0));
         },
         true, QStringLiteral("links")},
        {QStringLiteral("network"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &) {
             source.addresses = {{QStringLiteral("wlp3s0"), QStringLiteral("192.168.20.14"), true},
                                 {QStringLiteral("enp0s31f6"), QStringLiteral("10.4.0.7")}};
             source.collector.address = QStringLiteral("0.0.0.0");
             Q_EMIT source.bus().collectorStateChanged(source.collector);
             Observations &seen = source.observations;
             seen.collector = source.collector;
             seen.addresses = source.addresses;
             for (const LocalAddress &address : std::as_const(seen.addresses))
                 seen.answers.insert(address.address, Observations::Answer::Clickscope);
             seen.name = QStringLiteral("studio.local");
             seen.namedAddresses = {seen.addresses.constFirst().address};
             seen.firewall = Observations::Firewall::Ufw;
             seen.peers = {0, 1000, QStringLiteral("192.168.20.2"), 970, 214};
             seen.timeServer = QStringLiteral("192.168.20.1");
             window.showPage(QStringLiteral("live"));
             window.showPage(QStringLiteral("settings-collecting"));
         },
         true, QStringLiteral("settings-collecting")},
        {QStringLiteral("sites"), [](FakeLiveSource &, MainWindow &, ManualClock &) { settle(600); }, true,
         QStringLiteral("sites")},
        {QStringLiteral("linksmany"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &) {
             fillLinks(source, 100'000);
             window.linksPage().model().reload();
             settle(2500);
         },
         true, QStringLiteral("links")},
        {QStringLiteral("linksbulk"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<RowTable *>(QStringLiteral("linkTable"))->selectAll();
             window.findChild<QAction *>(QStringLiteral("linkArchive"))->trigger();
         },
         true, QStringLiteral("links")},
        {QStringLiteral("linksempty"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &) {
             source.links.list.clear();
             window.linksPage().model().reload();
         },
         true, QStringLiteral("links")},
        {QStringLiteral("linknew"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.linksPage().newLink();
             window.findChild<QLineEdit *>(QStringLiteral("linkUrl"))
                 ->setText(
                     QStringLiteral("https://shop.example/products/oscilloscope-x1?utm_source=mail#specs"));
             window.findChild<QLineEdit *>(QStringLiteral("linkCode"))->setText(QStringLiteral("api"));
             for (const char *fold : {"linkUtmFold", "linkEndFold", "linkVariantsFold", "linkRulesFold"})
                 window.findChild<QToolButton *>(QLatin1String(fold))->setChecked(true);
             for (const char *add : {"linkAddVariant", "linkAddRule"})
                 window.findChild<QPushButton *>(QLatin1String(add))->click();
         },
         true, QStringLiteral("links")},
        {QStringLiteral("linkview"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             settle(1500);
             window.linksPage().openLink(QStringLiteral("stage"));
             settle(800);
         },
         true, QStringLiteral("links")},
        {QStringLiteral("linkdays"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             settle(1500);
             window.linksPage().openLink(QStringLiteral("stage"));
             settle(800);
             window.findChild<QAbstractButton *>(QStringLiteral("linkTabHistory"))->click();
         },
         true, QStringLiteral("links")},
        {QStringLiteral("linkvariants"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             settle(1500);
             window.linksPage().openLink(QStringLiteral("stage"));
             settle(800);
             window.findChild<QAbstractButton *>(QStringLiteral("linkTabVariants"))->click();
         },
         true, QStringLiteral("links")},
        {QStringLiteral("concerns"),
         [](FakeLiveSource &source, MainWindow &, ManualClock &clock) {
             source.snapshot.listsAtLeast = true;
             source.snapshot.visitorsAtLeast = true;
             StoreState state = source.store;
             state.concerns = {
                 {QStringLiteral("database_set_aside"), Concern::Level::Degraded,
                  QStringLiteral(
                      "clickscope.db could not be read and was kept as clickscope.db.unreadable-1; "
                      "a new one was created. Its sites, links and tokens came from the catalog."),
                  true},
                 {QStringLiteral("database_gone"), Concern::Level::Failing,
                  QStringLiteral("clickscope.db was removed or moved while it was in use. Hits are refused "
                                 "until it is back, or a new one is written with what can still be read."),
                  false}};
             Q_EMIT source.bus().storeStateChanged(state);
             Q_EMIT source.bus().clockStepped({1, clock.now(), -3 * kMicrosPerDay});
         }},
        {QStringLiteral("porttaken"),
         [](FakeLiveSource &source, MainWindow &, ManualClock &) {
             Q_EMIT source.bus().collectorStateChanged({CollectorState::Phase::Failed,
                                                        {},
                                                        QStringLiteral("cannot listen"),
                                                        QStringLiteral("127.0.0.1"),
                                                        8787,
                                                        8788});
         },
         true, QStringLiteral("history")},
        {QStringLiteral("palette"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAction *>(QStringLiteral("actionPalette"))->trigger();
             window.findChild<QLineEdit *>(QStringLiteral("paletteField"))->setText(QStringLiteral("ger"));
         },
         true, QStringLiteral("history")},
        {QStringLiteral("figures"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAbstractButton *>(QStringLiteral("statusFiguresButton"))->click();
         }},
        {QStringLiteral("historyclock"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &clock) {
             Q_EMIT source.bus().clockStepped({2, clock.now(), 5400 * kMicrosPerSecond});
             Question question = window.historyPage().question();
             using Operator = DimensionFilter::Operator;
             question.filters = {
                 {QStringLiteral("page"), Operator::Equals, QStringLiteral("/中文/产品")},
                 {QStringLiteral("title"), Operator::Contains, QStringLiteral("समाचार")},
                 {QStringLiteral("city"), Operator::NotEquals, QStringLiteral("القاهرة")},
                 {QStringLiteral("utm_source"), Operator::Equals, QStringLiteral("خبرنامه")},
                 {QStringLiteral("utm_source"), Operator::Equals, QStringLiteral("<b>R&D</b>")}};
             window.historyPage().setQuestion(question);
         },
         true, QStringLiteral("history")},
        {QStringLiteral("history"), {}, true, QStringLiteral("history")},
        {QStringLiteral("historyfiltered"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             Question question = window.historyPage().question();
             using Operator = DimensionFilter::Operator;
             question.filters = {{QStringLiteral("device"), Operator::Equals, QStringLiteral("Mobile")},
                                 {QStringLiteral("page"), Operator::Equals, QStringLiteral("/launch")},
                                 {QStringLiteral("page"), Operator::Equals, QStringLiteral("/pricing")},
                                 {QStringLiteral("country"), Operator::NotEquals, QStringLiteral("PL")}};
             window.historyPage().setQuestion(question);
             for (const char *tab : {"tab_goals", "tab_browser", "tab_utm_campaign"})
                 window.findChild<QAbstractButton *>(QString::fromLatin1(tab))->click();
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historyscrolled"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             auto *scroll = window.historyPage().findChild<QScrollArea *>();
             scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historyvisits"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.historyPage().showVisits(true);
             settle(100);
             auto *table = window.findChild<RowTable *>(QStringLiteral("visitTable"));
             table->setCurrentIndex(table->model()->index(2, 0));
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historyvisitlist"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) { window.historyPage().showVisits(true); },
         true, QStringLiteral("history")},
        {QStringLiteral("historyonevalue"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAction *>(QStringLiteral("panelDevicesBy_bounce_rate"))->trigger();
             window.findChild<QAbstractButton *>(QStringLiteral("tab_goals"))->click();
             Question question = window.historyPage().question();
             question.filters = {
                 {QStringLiteral("country"), DimensionFilter::Operator::Equals, QStringLiteral("IN")}};
             window.historyPage().setQuestion(question);
             settle(300);
             auto *scroll = window.historyPage().findChild<QScrollArea *>();
             scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historybefore"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.pastQuestion().setPeriod(PastRange::Period::Last90Days);
             settle(100);
             auto *chart = window.findChild<HistoryChart *>();
             chart->setFocus();
             QKeyEvent end(QEvent::KeyPress, Qt::Key_End, Qt::NoModifier);
             QApplication::sendEvent(chart, &end);
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historyfirst"),
         [](FakeLiveSource &source, MainWindow &, ManualClock &) {
             Site site;
             site.id = QStringLiteral("example");
             std::ignore = source.createSite(site, qApp, [](const auto &) {});
         },
         false, QStringLiteral("history")},
        {QStringLiteral("historylist"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QToolButton *>(QStringLiteral("panelPagesMore"))->click();
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historyfilter"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAction *>(QStringLiteral("filter_country"))->trigger();
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historydays"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAction *>(QStringLiteral("range_days"))->trigger();
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historygoal"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAbstractButton *>(QStringLiteral("tab_goals"))->click();
             window.findChild<QToolButton *>(QStringLiteral("panelEventsMore"))->click();
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historynote"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAbstractButton *>(QStringLiteral("addAnnotation"))->click();
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historyempty"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             Question question = window.historyPage().question();
             question.range = PastRange::ofDays({2025, 3, 1}, {2025, 3, 14});
             window.historyPage().setQuestion(question);
         },
         true, QStringLiteral("history")},
        {QStringLiteral("historynosite"), {}, false, QStringLiteral("history")},
        {QStringLiteral("map"), {}, true, QStringLiteral("map")},
        {QStringLiteral("mapcountry"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.mapPage().setLayer(MapLayer::Countries);
             window.mapPage().selectCountry(QStringLiteral("IN"));
         },
         true, QStringLiteral("map")},
        {QStringLiteral("mapempty"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             Question question = window.pastQuestion().current();
             question.range = PastRange::ofDays({2025, 3, 1}, {2025, 3, 14});
             window.pastQuestion().ask(question);
         },
         true, QStringLiteral("map")},
        {QStringLiteral("mapnosite"), {}, false, QStringLiteral("map")},
        {QStringLiteral("settings"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.showPage(QStringLiteral("settings"));
         }},
        {QStringLiteral("sitedialog"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAction *>(QStringLiteral("actionNewSite"))->trigger();
         }},
        {QStringLiteral("shortcuts"),
         [](FakeLiveSource &, MainWindow &window, ManualClock &) {
             window.findChild<QAction *>(QStringLiteral("actionShortcuts"))->trigger();
         }},
        {QStringLiteral("nosite"), {}, false},
        {QStringLiteral("nohits"),
         [](FakeLiveSource &source, MainWindow &, ManualClock &) {
             Site site;
             site.id = QStringLiteral("example");
             std::ignore = source.createSite(site, qApp, [](const auto &) {});
         },
         false},
        {QStringLiteral("loading"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &) {
             source.queue.manual = true;
             window.livePage().model().reload();
             source.stored.clear();
         },
         false},
        {QStringLiteral("error"),
         [](FakeLiveSource &source, MainWindow &window, ManualClock &) {
             source.queue.failNext = QStringLiteral(
                 "The database cannot be read: disk I/O error. Check the disk, then try again.");
             window.livePage().model().reload();
         }},
    };
    const QString only = application.arguments().value(2);
    const QStringList length = application.arguments().value(3).split(u'x');
    const QSize wanted(length.value(0).toInt(), length.value(1).toInt());
    for (const Scene &scene : scenes) {
        if (!only.isEmpty() && !scene.name.contains(only))
            continue;
        if (wanted.width() > 0) {
            render(folder, scene, Settings::Theme::Dark, wanted);
            render(folder, scene, Settings::Theme::Light, wanted);
            continue;
        }
        render(folder, scene, Settings::Theme::Dark, {1440, 900});
        render(folder, scene, Settings::Theme::Light, {1440, 900});
        render(folder, scene, Settings::Theme::Dark, {1024, 700});
    }
    return 0;
}
