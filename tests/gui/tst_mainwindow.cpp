// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakelivesource.h"
#include "fakestatssource.h"
#include "tests/support/patienttest.h"

#include "core/settings/settings.h"
#include "core/types/rejectreason.h"
#include "core/visitor/visitordataservice.h"
#include "ui/live/digitroll.h"
#include "ui/live/hitinspector.h"
#include "ui/live/hitreasons.h"
#include "ui/live/livefilterbar.h"
#include "ui/live/livepage.h"
#include "ui/live/minutebars.h"
#include "ui/live/toplist.h"
#include "ui/live/visitorcounter.h"
#include "ui/look/theme.h"
#include "ui/past/filterchip.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/text/linetext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/textdelegate.h"
#include "ui/window/collectorstatusbar.h"
#include "ui/window/hitexportpanel.h"
#include "ui/window/judgepanel.h"
#include "ui/window/mainwindow.h"
#include "ui/window/troublebar.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProxyStyle>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTemporaryDir>

namespace {

const QString kSite = QStringLiteral("shop");

QList<Hit> pageviews(int count)
{
    QList<Hit> hits;
    for (int i = 0; i < count; ++i)
        hits.append(
            FakeLiveSource::pageview(kSite, QStringLiteral("/p%1").arg(i), static_cast<quint64>(i + 1)));
    return hits;
}

Rejection unknownSite(const QString &key)
{
    Rejection rejection;
    rejection.reason = QStringLiteral("unknown_site");
    rejection.site = key;
    rejection.detail = QStringLiteral("No site has this key");
    return rejection;
}

} // namespace

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCommittedHitBecomesARow();
    void scrollingAwayFreezesAndTheBadgeCounts();
    void spaceFreezesAndFollows();
    void homeGoesBackToFollowing();
    void kindChipsNarrowTheTable_data();
    void kindChipsNarrowTheTable();
    void theBotChipShowsBots();
    void theFilterBoxNarrowsTheTable();
    void aRowOfTheNowListsFilters();
    void enterOpensTheInspectorAndEscapeClosesIt();
    void theInspectorSaysPlainlyWhatIsUnknown();
    void theInspectorSaysWhy();
    void aRuleFromTheInspectorJudgesStoredHitsAgain();
    void aBurstIsSaidAloud();
    void aSiteThatCountsBotsShowsThem();
    void hitsCanBeJudgedAgain();
    void theCounterJumpsWithReducedMotion();
    void theCounterCanBeReadAtAnyRate();
    void theCounterRolls();
    void theCounterHasRoomForEveryDigit();
    void theSpaceBarOpensAList();
    void theWindowOfTheCounterIsASetting();
    void exportRunsThroughTheHook();
    void copyPutsTheSelectedRowsOnTheClipboard();
    void anEmptyWindowSaysWhyAndOffersTheNextStep();
    void anErrorKeepsTheRows();
    void loadingShowsASkeleton();
    void theStatusBarNamesTheState_data();
    void theStatusBarNamesTheState();
    void aConcernOfTheStoreIsShownUntilItIsSettled();
    void theMinuteOfAClockStepIsMarked();
    void aFailingConcernIsRed();
    void theStateSurvivesARestart();
    void rejectedHitsExplainThemselves();
    void lettersChangeNoRangeWhereTheyAreTyped();
    void rejectedHitsAreThoseOfTheSite();
    void aRejectionSaysItsSentenceOnce();
    void reasonsAreShownWhole_data();
    void reasonsAreShownWhole();
    void everyReasonHasARemedy();
    void aRejectedKeyCanBecomeASite();
    void aRejectedHostCanBeAllowed();
    void rejectionsAreCopiedWithTheGuardOfExports();
    void numberKeysChangePages();
    void settledTellsWhenEverythingIsPainted();
    void selectionSurvivesThousandsOfHits();
    void everyActionHasANameAndAnObjectName();
    void aSiteIsCreatedInItsDialog();
    void noDialogButtonHasAnIcon();
    void aLongSiteNameIsElided();
    void theWindowMayGoWithADialogOpen();

private:
    void open();
    RowTable *table() const { return m_window->livePage().findChild<RowTable *>(QStringLiteral("hitTable")); }
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    QString countText() const { return m_window->livePage().findChild<LiveFilterBar *>()->countText(); }
    void trigger(const char *action) { find<QAction>(action)->trigger(); }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SignalBus> m_bus;
    std::unique_ptr<FakeLiveSource> m_source;
    FakeStatsSource m_stats;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<VisitorDataService> m_visitorData;
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_bus = std::make_unique<SignalBus>();
    m_source = std::make_unique<FakeLiveSource>(*m_bus, *m_clock);
    m_source->siteList = {{kSite, QStringLiteral("Shop"), {}, QStringLiteral("UTC"), {}}};
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
    m_visitorData = std::make_unique<VisitorDataService>(VisitorDataFolder(m_folder->path(), QString()));
    m_settings->setReducedMotion(true);
    m_settings->setCurrentSite(kSite);
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_visitorData.reset();
    m_settings.reset();
    m_source.reset();
    m_bus.reset();
}

void MainWindowTest::open()
{
    m_window = std::make_unique<MainWindow>(*m_bus, m_source->with(m_stats), *m_settings, *m_visitorData,
                                            *m_clock);
    m_window->resize(1440, 900); // also on a smaller screen
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), static_cast<int>(kPatience.count())));
    QTRY_VERIFY(m_window->isSettled() || m_source->queue.manual);
}

void MainWindowTest::aCommittedHitBecomesARow()
{
    open();
    m_source->commit(pageviews(1));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->model()->index(0, HitTableModel::Time).data().toString(), QStringLiteral("10:45:23"));
    QCOMPARE(table()->model()->index(0, HitTableModel::Location).data().toString(),
             QStringLiteral("Mumbai, India"));
    QCOMPARE(table()->model()->index(0, HitTableModel::Page).data().toString(), QStringLiteral("/p0"));
    QCOMPARE(table()->model()->index(0, HitTableModel::Device).data().toString(),
             QStringLiteral("Mobile — iOS"));
    QCOMPARE(table()->model()->index(0, HitTableModel::Referrer).data().toString(),
             QStringLiteral("instagram.com"));
    QTRY_VERIFY(table()->isVisible());
    QVERIFY(table()->visualRect(table()->model()->index(0, 0)).isValid());
    QTRY_COMPARE(countText(), QStringLiteral("1 of 1 hits"));
}

void MainWindowTest::scrollingAwayFreezesAndTheBadgeCounts()
{
    m_source->commitSilently(pageviews(200));
    open();
    const auto top = [this] {
        return table()->indexAt(QPoint(10, 5)).data(HitTableModel::SeqRole).toLongLong();
    };
    table()->verticalScrollBar()->setValue(30 * 20);
    QVERIFY(!m_window->livePage().isFollowing());
    const qint64 before = top();
    m_source->commit(pageviews(1284));
    auto *badge = find<QPushButton>("newBadge");
    QTRY_VERIFY(badge->isVisible());
    QCOMPARE(badge->text(), QStringLiteral("1,284 new ▲"));
    QCOMPARE(top(), before);
    QTest::mouseClick(badge, Qt::LeftButton);
    QVERIFY(m_window->livePage().isFollowing());
    QCOMPARE(table()->model()->rowCount(), 1484);
    QVERIFY(table()->isAtTop());
    QVERIFY(!badge->isVisible());
}

void MainWindowTest::spaceFreezesAndFollows()
{
    m_source->commitSilently(pageviews(3));
    open();
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(!m_window->livePage().isFollowing());
    m_source->commit(pageviews(2));
    QTRY_VERIFY(find<QPushButton>("newBadge")->isVisible());
    QCOMPARE(table()->model()->rowCount(), 3);
    QTest::keyClick(table(), Qt::Key_Space);
    QVERIFY(m_window->livePage().isFollowing());
    QCOMPARE(table()->model()->rowCount(), 5);
}

void MainWindowTest::homeGoesBackToFollowing()
{
    m_source->commitSilently(pageviews(200));
    open();
    table()->verticalScrollBar()->setValue(900);
    QVERIFY(!m_window->livePage().isFollowing());
    QTest::keyClick(table(), Qt::Key_Home);
    QVERIFY(m_window->livePage().isFollowing());
    QVERIFY(table()->isAtTop());
}

void MainWindowTest::kindChipsNarrowTheTable_data()
{
    QTest::addColumn<QString>("chip");
    QTest::addColumn<int>("rows");
    QTest::addRow("pageviews") << QStringLiteral("chipPageviews") << 4;
    QTest::addRow("clicks") << QStringLiteral("chipClicks") << 1;
    QTest::addRow("events") << QStringLiteral("chipEvents") << 2;
    QTest::addRow("outbound") << QStringLiteral("chipOutbound") << 3;
}

void MainWindowTest::kindChipsNarrowTheTable()
{
    QFETCH(const QString, chip);
    QFETCH(const int, rows);
    QList<Hit> hits = pageviews(10);
    hits[0].kind = HitKind::Click;
    hits[1].kind = hits[2].kind = HitKind::Event;
    hits[3].kind = hits[4].kind = HitKind::Outbound;
    hits[5].kind = HitKind::Download;
    m_source->commitSilently(hits);
    open();
    QCOMPARE(table()->model()->rowCount(), 10);
    m_window->findChild<Chip *>(chip)->click();
    QTRY_COMPARE(table()->model()->rowCount(), rows);
    QTRY_COMPARE(countText(), QStringLiteral("%1 of 10 hits").arg(rows));
    m_window->findChild<Chip *>(chip)->click();
    QTRY_COMPARE(table()->model()->rowCount(), 10);
}

void MainWindowTest::theBotChipShowsBots()
{
    QList<Hit> hits = pageviews(5);
    hits[0].bot.isBot = hits[1].bot.isBot = true;
    m_source->commitSilently(hits);
    open();
    auto *chip = find<Chip>("chipBots");
    QTRY_COMPARE(chip->text(), QStringLiteral("Bots 2 hidden"));
    QCOMPARE(table()->model()->rowCount(), 3);
    chip->click();
    QTRY_COMPARE(table()->model()->rowCount(), 5);
}

void MainWindowTest::theFilterBoxNarrowsTheTable()
{
    m_source->commitSilently(pageviews(20));
    open();
    QTest::keyClick(table(), Qt::Key_Slash);
    auto *box = find<QLineEdit>("filterBox");
    QVERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("/p1"));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(table()->model()->rowCount(), 11); // /p1, /p10 … /p19
    box->setText(QStringLiteral("nowhere"));
    auto *state = find<StatePanel>("liveState");
    QTRY_COMPARE(state->state(), StatePanel::State::Empty);
    QTest::mouseClick(find<QPushButton>("emptyClearFilter"), Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 20);
}

void MainWindowTest::aRowOfTheNowListsFilters()
{
    m_source->commitSilently(pageviews(20));
    m_source->snapshot.activePages = {{QStringLiteral("/p7"), 3}, {QStringLiteral("/p8"), 1}};
    open();
    auto *list = find<TopList>("activePages");
    QTest::mouseClick(list, Qt::LeftButton, {}, QPoint(20, 36));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->model()->index(0, HitTableModel::Page).data().toString(), QStringLiteral("/p7"));
    QTest::mouseClick(m_window->livePage().findChild<FilterChip *>(QStringLiteral("filterChip_page")),
                      Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 20);
}

void MainWindowTest::enterOpensTheInspectorAndEscapeClosesIt()
{
    QList<Hit> hits = pageviews(3);
    hits[0].visitor = hits[2].visitor = 77;
    hits[2].title = QStringLiteral("A title");
    m_source->commitSilently(hits);
    open();
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(0, 0));
    QTest::keyClick(table(), Qt::Key_Return);
    auto *inspector = find<HitInspector>("hitInspector");
    QTRY_VERIFY(inspector->isVisible() && !inspector->isBusy());
    const QString text = inspector->plainText();
    QVERIFY(text.contains(QStringLiteral("Title: A title")));
    QVERIFY(text.contains(QStringLiteral("▸ /p2")));
    QVERIFY(text.contains(QStringLiteral("10:45:23: /p0"))); // the same visitor, earlier
    QVERIFY(!text.contains(QStringLiteral("/p1\n")));
    QTest::keyClick(table(), Qt::Key_Escape);
    QVERIFY(!inspector->isVisible());
}

void MainWindowTest::theInspectorSaysPlainlyWhatIsUnknown()
{
    Hit hit;
    QVERIFY(HitReasons::place(hit).contains(QStringLiteral("unknown")));
    hit.network = NetworkClass::Private;
    QVERIFY(HitReasons::place(hit).contains(QStringLiteral("local network")));
    QVERIFY(HitReasons::verdict(hit).contains(QStringLiteral("No bot rule")));
    hit.bot = {true, QStringLiteral("crawler"), QStringLiteral("Googlebot")};
    QVERIFY(HitReasons::verdict(hit).contains(QStringLiteral("That rule matched")));
}

void MainWindowTest::theInspectorSaysWhy()
{
    open();
    Hit hit = FakeLiveSource::pageview(kSite, QStringLiteral("/why"), 7);
    hit.source = QStringLiteral("instagram.com");
    hit.channel = QStringLiteral("Social");
    hit.place.source = QStringLiteral("DB-IP City Lite 2026-06");
    hit.via = QStringLiteral("X-Forwarded-For, trusted proxies passed: 2");
    hit.agent = QStringLiteral("curl/8.5.0");
    hit.bot = {true, QStringLiteral("library"), QStringLiteral("crawler-user-agents: \"^curl\""), 90};
    m_source->commit({hit});
    find<Chip>("chipBots")->click();
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QTRY_VERIFY(m_window->isSettled());
    table()->setCurrentIndex(table()->model()->index(0, 0));
    trigger("actionInspect");
    auto *inspector = find<HitInspector>("hitInspector");
    QTRY_VERIFY(inspector->isVisible() && !inspector->isBusy());
    const QString text = inspector->plainText();
    for (const char *why :
         {"DB-IP City Lite 2026-06", "trusted proxies passed: 2", "Counts as: instagram.com",
          "Channel: Social", "Rule: crawler-user-agents", "Score: 90 of 100"})
        QVERIFY2(text.contains(QLatin1StringView(why)), why);
}

void MainWindowTest::aRuleFromTheInspectorJudgesStoredHitsAgain()
{
    open();
    Hit hit = FakeLiveSource::pageview(kSite, QStringLiteral("/kiosk"), 7);
    hit.agent = QStringLiteral("Kiosk/1.0");
    m_source->commit({hit});
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    table()->setCurrentIndex(table()->model()->index(0, 0));
    trigger("actionInspect");
    QTRY_VERIFY(find<QPushButton>("inspectorRule"));
    find<QPushButton>("inspectorRule")->click();
    QTRY_VERIFY(find<QPlainTextEdit>("siteBotRules"));
    QCOMPARE(find<QPlainTextEdit>("siteBotRules")->toPlainText(), QStringLiteral("block agent Kiosk/1.0"));
    find<QPushButton>("siteCreate")->click();
    QTRY_COMPARE(m_source->judgedSites, QStringList {kSite});
    QCOMPARE(m_source->siteList.constFirst().botRules, QStringList {QStringLiteral("block agent Kiosk/1.0")});
    QCOMPARE(m_source->siteList.constFirst().name, QStringLiteral("Shop")); // nothing else was touched
}

void MainWindowTest::aBurstIsSaidAloud()
{
    m_source->snapshot.burstHits = 1284;
    m_source->snapshot.burstVisitors = 2;
    open();
    auto *notice = find<NoticeBar>("burstNotice");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY(notice->text().startsWith(QLatin1StringView("1,284 hits")));
    find<QPushButton>("burstShow")->click();
    QVERIFY(m_window->livePage().filter().includesBots);
    find<QPushButton>("burstNoticeDismiss")->click();
    QVERIFY(!notice->isVisible());
    m_source->snapshot.burstHits = 0; // over; the next one is told of again
    QTRY_VERIFY(notice->text().isEmpty());
    m_source->snapshot.burstHits = 41;
    QTRY_VERIFY(notice->isVisible());
}

void MainWindowTest::aSiteThatCountsBotsShowsThem()
{
    open();
    QVERIFY(!m_window->livePage().filter().includesBots);
    Site counting = m_source->siteList.constFirst();
    counting.botMode = Site::BotMode::Off;
    const Asking updating = m_source->updateSite(counting, this, [](const auto &) {});
    QTRY_VERIFY(m_window->livePage().filter().includesBots);
}

void MainWindowTest::hitsCanBeJudgedAgain()
{
    open();
    const int requests = m_source->hitRequests;
    m_source->commit({FakeLiveSource::pageview(kSite, QStringLiteral("/a"), 7)});
    trigger("actionJudge");
    QTRY_COMPARE(m_source->judgedSites, QStringList {kSite});
    QTRY_VERIFY(m_source->hitRequests > requests); // the table reads again
    QTRY_VERIFY(find<Figure>("statusMessage")->text().contains(QLatin1StringView("judged again")));
    QVERIFY(!find<JudgePanel>("verdictPanel")->isVisible());
}

void MainWindowTest::theCounterJumpsWithReducedMotion()
{
    m_source->snapshot.activeVisitors = 12;
    open();
    auto *counter = find<VisitorCounter>("visitorCounter");
    QCOMPARE(counter->shownValue(), 12);
    QCOMPARE(counter->accessibleName(), QStringLiteral("12 visitors · active in the last 5 min"));
    counter->setValue(1284);
    QVERIFY(!counter->isRolling());
    QCOMPARE(counter->shownValue(), 1284);
}

void MainWindowTest::theCounterCanBeReadAtAnyRate()
{
    DigitRoll roll;
    roll.jumpTo(990);
    QVector<bool> moving; // by millisecond
    int changes = 0;
    for (qint64 now = 0; now < 10'000; ++now) {
        const bool wasMoving = roll.isMoving();
        const qint64 before = roll.shown();
        if (now % 83 == 0) // twelve hits a second
            roll.setGoal(990 + now / 83, now);
        roll.advance(now);
        moving.append(roll.isMoving());
        QVERIFY(roll.shown() == before || !wasMoving); // the number that rolls in stays
        changes += roll.shown() != before ? 1 : 0;
    }
    QVERIFY2(changes >= 19, qPrintable(QString::number(changes))); // and it is up to date
    int longest = 0;
    int run = 0;
    for (const bool now : std::as_const(moving)) {
        run = now ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    QVERIFY2(longest > 100 && longest <= 200, qPrintable(QString::number(longest)));
    for (qsizetype start = 0; start + 1000 <= moving.size(); start += 50)
        QVERIFY(moving.sliced(start, 1000).count(true) <= 500);
    for (qint64 now = 10'000; now < 10'700; ++now)
        roll.advance(now);
    QVERIFY(roll.isDone());
    QCOMPARE(roll.shown(), 990 + 9'999 / 83);
}

void MainWindowTest::theCounterHasRoomForEveryDigit()
{
    open();
    auto *counter = find<VisitorCounter>("visitorCounter");
    for (const qint64 visitors : {7, 1150, 12'345'678, 999}) {
        counter->setValue(visitors);
        QTRY_VERIFY(counter->width() >= counter->sizeHint().width());
    }
}

void MainWindowTest::theSpaceBarOpensAList()
{
    open();
    m_window->showPage(QStringLiteral("settings-appearance"));
    auto *theme = find<QComboBox>("settingsTheme");
    theme->setFocus(Qt::TabFocusReason);
    QTest::keyClick(theme, Qt::Key_Space);
    QTRY_VERIFY(theme->view()->isVisible());
    theme->hidePopup();
    QVERIFY(find<Chip>("chipFollow")->isChecked());
}

void MainWindowTest::theCounterRolls()
{
    Settings settings((QString()));
    VisitorCounter counter(settings);
    counter.show();
    QVERIFY(QTest::qWaitForWindowExposed(&counter));
    counter.setValue(100); // the first value is simply there
    QVERIFY(!counter.isRolling());
    counter.setValue(1000);
    QVERIFY(counter.isRolling());
    counter.setValue(50);
    QCOMPARE(counter.shownValue(), 1000); // 50 follows
    QTRY_COMPARE(counter.shownValue(), 50);
    counter.setValue(60);
    counter.hide();
    QVERIFY(!counter.isRolling());
    QCOMPARE(counter.shownValue(), 60);
}

void MainWindowTest::theWindowOfTheCounterIsASetting()
{
    open();
    trigger("counterWindow30");
    QCOMPARE(m_settings->windowMinutes(), 30);
    QVERIFY(find<VisitorCounter>("visitorCounter")->accessibleName().endsWith(QStringLiteral("last 30 min")));
}

void MainWindowTest::exportRunsThroughTheHook()
{
    m_source->commitSilently(pageviews(10));
    open();
    QString suggested;
    m_window->setSaveFileHook(
        [&](QWidget *, const QString &name, const std::function<void(const QString &)> &answer) {
            suggested = name;
            answer(QStringLiteral("/nowhere/hits.csv"));
        });
    m_source->queue.manual = true;
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(suggested, QStringLiteral("shop-hits.csv"));
    auto *panel = find<HitExportPanel>("exportPanel");
    QVERIFY(panel->isVisible());
    QCOMPARE(m_source->exported.constFirst(), m_window->livePage().filter());
    m_source->queue.answerAll();
    QVERIFY(!panel->isVisible());
    QVERIFY(find<Figure>("statusMessage")->text().startsWith(QStringLiteral("10 rows exported")));
}

void MainWindowTest::copyPutsTheSelectedRowsOnTheClipboard()
{
    m_source->commitSilently(pageviews(10));
    open();
    table()->setFocus();
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 4); // a header, two rows, nothing
    QVERIFY(lines.at(1).contains(QStringLiteral(",https://example.com/p8,")));
    QVERIFY(lines.at(2).contains(QStringLiteral(",https://example.com/p7,")));
}

void MainWindowTest::anEmptyWindowSaysWhyAndOffersTheNextStep()
{
    m_source->siteList.clear();
    open();
    QVERIFY(find<QLineEdit>("firstDomain")->isVisible());
    auto *state = find<StatePanel>("liveState");
    const Asking creating = m_source->createSite({kSite, {}, {}, QStringLiteral("UTC"), {}}, this,
                                                 [](const auto &) {});
    QTRY_COMPARE(state->findChild<QLabel *>(QStringLiteral("emptyHeadline"))->text(),
                 QStringLiteral("No hits yet"));
    QCOMPARE(
        state->snippet(),
        QStringLiteral("<script defer src=\"http://127.0.0.1:8787/scope.js\" data-site=\"shop\"></script>"));
    QTest::mouseClick(state->findChild<QPushButton *>(QStringLiteral("copySnippet")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), state->snippet());
    QTest::mouseClick(find<QPushButton>("emptyTestHit"), Qt::LeftButton);
    QCOMPARE(m_source->testHits, QStringList {kSite});
    m_source->commit(pageviews(1));
    QTRY_COMPARE(state->state(), StatePanel::State::Data);
}

void MainWindowTest::anErrorKeepsTheRows()
{
    m_source->commitSilently(pageviews(10));
    open();
    m_source->queue.failNext = QStringLiteral("The disk is gone");
    m_window->livePage().model().reload();
    auto *state = find<StatePanel>("liveState");
    QTRY_COMPARE(state->errorText(), QStringLiteral("The disk is gone"));
    QCOMPARE(state->state(), StatePanel::State::Data);
    QCOMPARE(table()->model()->rowCount(), 10);
    QTest::mouseClick(state->findChild<QPushButton *>(QStringLiteral("retryButton")), Qt::LeftButton);
    QTRY_VERIFY(state->errorText().isEmpty());
}

void MainWindowTest::loadingShowsASkeleton()
{
    m_source->commitSilently(pageviews(10));
    m_source->queue.manual = true;
    open();
    auto *state = find<StatePanel>("liveState");
    QCOMPARE(state->state(), StatePanel::State::Loading);
    QVERIFY(!m_window->isSettled());
    m_source->queue.answerAll();
    QCOMPARE(state->state(), StatePanel::State::Data);
}

void MainWindowTest::theStatusBarNamesTheState_data()
{
    QTest::addColumn<bool>("listening");
    QTest::addColumn<bool>("canStore");
    QTest::addColumn<int>("silentMinutes");
    QTest::addColumn<QString>("text");
    QTest::addRow("live") << true << true << 0 << QStringLiteral("LIVE");
    QTest::addRow("quiet") << true << true << 6 << QStringLiteral("NO TRAFFIC");
    QTest::addRow("never a hit") << true << true << -1 << QStringLiteral("NO TRAFFIC");
    QTest::addRow("not listening") << false << true << 0 << QStringLiteral("OFFLINE");
    QTest::addRow("cannot store") << true << false << 0 << QStringLiteral("OFFLINE");
}

void MainWindowTest::theStatusBarNamesTheState()
{
    QFETCH(const bool, listening);
    QFETCH(const bool, canStore);
    QFETCH(const int, silentMinutes);
    CollectorStatusBar bar(*m_clock);
    bar.setCollectorState({listening ? CollectorState::Phase::Listening : CollectorState::Phase::Failed,
                           QStringLiteral("http://127.0.0.1:8787"), QStringLiteral("The port is taken")});
    StoreState store;
    store.canStore = canStore;
    store.lastHitAt = silentMinutes < 0 ? 0 : m_clock->now() - silentMinutes * kMicrosPerMinute;
    bar.setStoreState(store);
    QTEST(bar.stateText(), "text");
}

void MainWindowTest::aConcernOfTheStoreIsShownUntilItIsSettled()
{
    open();
    const QString code = QStringLiteral("database_set_aside");
    const auto *panel = find<QWidget>("troublePanel");
    QVERIFY(panel->isHidden());
    StoreState state;
    state.concerns = {{code, Concern::Level::Degraded,
                       QStringLiteral("The <b>database</b> was kept as clickscope.db.unreadable-1."), true},
                      {QStringLiteral("clock_stepped"), Concern::Level::Degraded,
                       QStringLiteral("The clock went back by an hour."), false}};
    Q_EMIT m_bus->storeStateChanged(state);
    QVERIFY(find<TroubleBar>("trouble_database_set_aside")->isVisible());
    QCOMPARE(LineText::plain(find<QLabel>("trouble_database_set_asideWhy")->text()),
             state.concerns.constFirst().message);
    QVERIFY(!find<TroubleBar>("trouble_clock_stepped")->isVisible());
    QCOMPARE(find<QPushButton>("moreTroubles")->text(), QStringLiteral("1 more"));
    find<QPushButton>("moreTroubles")->click();
    QVERIFY(find<TroubleBar>("trouble_clock_stepped")->isVisible());
    find<QPushButton>("trouble_clock_steppedDismiss")->click();
    QVERIFY(m_source->answeredConcerns.isEmpty()); // nothing to confirm
    QVERIFY(!panel->isHidden());
    QTRY_VERIFY(!find<QPushButton>("moreTroubles"));
    find<QPushButton>("trouble_database_set_asideDismiss")->click();
    QCOMPARE(m_source->answeredConcerns.size(), 1);
    QCOMPARE(m_source->answeredConcerns.constFirst().first, code);
    QVERIFY(panel->isHidden());
    Q_EMIT m_bus->storeStateChanged(state); // not confirmed yet, but seen
    QVERIFY(panel->isHidden());
    Q_EMIT m_bus->storeStateChanged({});
    QTRY_VERIFY(!find<TroubleBar>("trouble_database_set_aside"));
    Q_EMIT m_bus->storeStateChanged(state); // again, after it was settled
    QVERIFY(panel->isVisible());
}

void MainWindowTest::theMinuteOfAClockStepIsMarked()
{
    open();
    auto *bars = find<MinuteBars>("minuteBars");
    bars->setMinutes(QList<qint64>(31, 4), m_clock->now());
    const auto tipOf = [bars](int slot) { return bars->toolTipAt(bars->slot(slot).center().toPoint()); };
    const QImage before = bars->grab().toImage();
    Q_EMIT m_bus->clockStepped({1, m_clock->now() - 3 * kMicrosPerMinute, -3 * kMicrosPerDay});
    Q_EMIT m_bus->clockStepped({2, m_clock->now() - 40 * kMicrosPerMinute, kMicrosPerDay}); // long ago
    QVERIFY(bars->grab().toImage() != before);
    QVERIFY(tipOf(26).endsWith(QStringLiteral("\n⚑ The clock was set back by 3 days")));
    QVERIFY(!tipOf(25).contains(QStringLiteral("clock")));
    bars->setMinutes(QList<qint64>(31, 4), m_clock->now() + kMicrosPerMinute);
    QVERIFY(tipOf(25).contains(QStringLiteral("clock")));
}

void MainWindowTest::aFailingConcernIsRed()
{
    open();
    StoreState state;
    state.concerns = {{QStringLiteral("clock_stepped"), Concern::Level::Degraded, QStringLiteral("a"), false},
                      {QStringLiteral("database_gone"), Concern::Level::Failing, QStringLiteral("b"), false}};
    Q_EMIT m_bus->storeStateChanged(state);
    QVERIFY2(find<TroubleBar>("trouble_database_gone")->isVisible(), "the worse one");
    find<QPushButton>("moreTroubles")->click();
    for (const auto choice : {Settings::Theme::Light, Settings::Theme::Dark}) {
        Theme::apply(choice);
        const auto behind = [this](const char *bar) {
            const QImage picture = find<TroubleBar>(bar)->grab().toImage();
            return picture.pixelColor(1, picture.height() / 2);
        };
        const Theme &theme = choice == Settings::Theme::Dark ? Theme::darkTheme() : Theme::light();
        QCOMPARE(behind("trouble_clock_stepped"), theme.warnTint);
        QCOMPARE(behind("trouble_database_gone"), theme.badTint);
    }
    Theme::apply(Settings::Theme::Light);
    find<QPushButton>("trouble_database_goneRepair")->click();
    QCOMPARE(m_source->answeredConcerns.constLast(),
             std::pair(QStringLiteral("database_gone"), ConcernAnswer::Repair));
}

void MainWindowTest::theStateSurvivesARestart()
{
    m_source->siteList.append(
        {QStringLiteral("blog"), QStringLiteral("Blog"), {}, QStringLiteral("UTC"), {}});
    open();
    const QSize size(m_window->minimumWidth(), 701); // Qt 6.8 keeps a restored window on its screen
    m_window->resize(size);
    trigger("actionRejected");
    trigger("actionThemeDark");
    auto *picker = find<QComboBox>("sitePicker");
    picker->setCurrentIndex(2);
    Q_EMIT picker->activated(2);
    m_window->close();
    m_window.reset();
    m_settings = std::make_unique<Settings>(m_folder->filePath(QStringLiteral("settings.ini")));
    const QSize restored =
        MainWindow(*m_bus, m_source->with(m_stats), *m_settings, *m_visitorData, *m_clock).size();
    open();
    QCOMPARE(restored, size);
    QCOMPARE(m_window->currentPage(), QStringLiteral("rejected"));
    QCOMPARE(find<QComboBox>("sitePicker")->currentText(), QStringLiteral("Blog"));
    QVERIFY(find<QAction>("actionThemeDark")->isChecked());
    QVERIFY(m_window->palette().color(QPalette::Window).lightness() < 64);
}

void MainWindowTest::rejectedHitsExplainThemselves()
{
    m_settings->setCurrentSite({}); // all sites
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *state = find<StatePanel>("rejectedState");
    QTRY_COMPARE(state->state(), StatePanel::State::Empty);
    Rejection dnt;
    dnt.reason = QStringLiteral("dnt");
    m_source->reject({unknownSite(QStringLiteral("shop2")), dnt, dnt});
    QTRY_COMPARE(state->state(), StatePanel::State::Data);
    QCOMPARE(find<Chip>("reason_dnt")->text(), QStringLiteral("Do Not Track  2"));
    auto *rows = find<RowTable>("rejectionTable");
    rows->setCurrentIndex(rows->model()->index(2, 0));
    QVERIFY(find<QLabel>("rejectionRemedy")->text().contains(QStringLiteral("Create the site")));
    find<Chip>("reason_dnt")->click();
    QTRY_COMPARE(rows->model()->rowCount(), 2);
}

void MainWindowTest::lettersChangeNoRangeWhereTheyAreTyped()
{
    open();
    const auto *today = find<QAction>("actionToday");
    for (const char *page : {"settings", "links"}) {
        m_window->showPage(QString::fromLatin1(page));
        QVERIFY(today->shortcut().isEmpty());
    }
    m_window->showPage(QStringLiteral("history"));
    QCOMPARE(today->shortcut(), QKeySequence(Qt::Key_D));
}

void MainWindowTest::rejectedHitsAreThoseOfTheSite()
{
    m_settings->setCurrentSite({}); // all sites
    Rejection ofSite;
    ofSite.reason = QStringLiteral("dnt");
    ofSite.site = kSite;
    Rejection ofNone;
    ofNone.reason = QStringLiteral("malformed");
    m_source->reject({ofSite, ofSite, unknownSite(QStringLiteral("shop2")), ofNone});
    open();
    m_window->showPage(QStringLiteral("rejected"));
    const RejectionModel &model = m_window->rejectedPage().model();
    auto *picker = find<QComboBox>("sitePicker");
    const auto choose = [picker](const QString &site) {
        picker->setCurrentIndex(picker->findData(site));
        Q_EMIT picker->activated(picker->currentIndex());
    };
    choose(QString());
    QTRY_COMPARE(model.rowCount(), 4); // all sites
    choose(kSite);
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(find<Chip>("reason_dnt")->text(), QStringLiteral("Do Not Track  2"));
    QTRY_COMPARE(find<QAbstractButton>("nav_rejected")->accessibleDescription(), QStringLiteral("2"));
    QVERIFY(!find<Chip>("reason_unknown_site")->isVisible());
    auto *none = find<Chip>("rejectedOfNoSite");
    QCOMPARE(none->text(), QStringLiteral("Of no site  2"));
    none->click();
    QTRY_COMPARE(model.rowCount(), 2);
    QTRY_VERIFY(find<Chip>("reason_unknown_site")->isVisible());
    QVERIFY(!find<Chip>("reason_dnt")->isVisible());
    m_source->reject({ofSite, ofNone}); // while it is shown
    QTRY_COMPARE(model.rowCount(), 3);
    none->click();
    QTRY_COMPARE(model.rowCount(), 3); // of the site
    choose(QString());
    QTRY_COMPARE(model.rowCount(), 6);
}

void MainWindowTest::aRejectionSaysItsSentenceOnce()
{
    m_settings->setCurrentSite({}); // all sites
    Rejection dnt;
    dnt.reason = codeOf(RejectReason::DoNotTrack);
    dnt.detail = QStringLiteral("The browser asked not to be tracked, and the site honours that.");
    m_source->reject({dnt});
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *rows = find<RowTable>("rejectionTable");
    QTRY_COMPARE(rows->model()->rowCount(), 1);
    rows->setCurrentIndex(rows->model()->index(0, 0));
    QCOMPARE(find<QLabel>("rejectionDetail")->text().remove(QChar(0x200b)),
             dnt.detail); // may be broken there
    QCOMPARE(find<QLabel>("rejectionRemedy")->text(), QStringLiteral("Nothing to do."));
}

void MainWindowTest::reasonsAreShownWhole_data()
{
    QTest::addColumn<int>("stretch");
    QTest::addRow("the font of the program") << 100;
    QTest::addRow("a wide font") << 150;
}

void MainWindowTest::reasonsAreShownWhole()
{
    m_settings->setCurrentSite({}); // all sites
    QFETCH(const int, stretch);
    const QFont usual = QApplication::font();
    const auto restore = qScopeGuard([&usual] { QApplication::setFont(usual); });
    QFont font = usual;
    font.setStretch(stretch);
    QApplication::setFont(font);
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *rows = find<RowTable>("rejectionTable");
    for (const RejectReasonInfo &info : rejectReasons()) {
        Rejection rejection;
        rejection.reason = info.code;
        m_source->reject({rejection});
    }
    QTRY_COMPARE(rows->model()->rowCount(), kRejectReasonCount);
    const int room = rows->header()->sectionSize(RejectionModel::Reason) - 2 * TextDelegate::kMargin;
    for (int row = 0; row < rows->model()->rowCount(); ++row) {
        const QString reason = rows->model()->index(row, RejectionModel::Reason).data().toString();
        QVERIFY2(QFontMetrics(Type::body()).horizontalAdvance(reason) <= room, qPrintable(reason));
    }
}

void MainWindowTest::everyReasonHasARemedy()
{
    m_settings->setCurrentSite({}); // all sites
    QList<Rejection> rejections;
    for (const RejectReasonInfo &info : rejectReasons()) {
        Rejection rejection;
        rejection.reason = info.code;
        rejections.append(rejection);
    }
    Rejection other;
    other.reason = QStringLiteral("reason_of_another_version");
    rejections.append(other);
    m_source->reject(rejections);
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *rows = find<RowTable>("rejectionTable");
    QTRY_COMPARE(rows->model()->rowCount(), kRejectReasonCount + 1);
    QSet<QString> remedies;
    for (int row = 0; row < rows->model()->rowCount(); ++row) {
        rows->setCurrentIndex(rows->model()->index(row, 0));
        remedies.insert(find<QLabel>("rejectionRemedy")->text());
    }
    QCOMPARE(remedies.size(), kRejectReasonCount + 1);
    for (const RejectReasonInfo &info : rejectReasons()) {
        const QString words = QString::fromLatin1(info.sentence) + u' ' + QString::fromLatin1(info.remedy);
        QVERIFY2(remedies.contains(words), info.code.data());
    }
    QCOMPARE(find<Chip>("reason_reason_of_another_version")->text(),
             QStringLiteral("Reason of another version  1"));
}

void MainWindowTest::aRejectedKeyCanBecomeASite()
{
    m_settings->setCurrentSite({}); // all sites
    m_source->reject({unknownSite(QStringLiteral("shop2"))});
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *rows = find<RowTable>("rejectionTable");
    QTRY_COMPARE(rows->model()->rowCount(), 1);
    auto *create = find<QPushButton>("createSiteForKey");
    rows->setCurrentIndex(rows->model()->index(0, 0));
    QVERIFY(create->isVisible());
    QTest::mouseClick(create, Qt::LeftButton);
    QTRY_COMPARE(m_source->siteList.size(), 2);
    QCOMPARE(m_source->siteList.constLast().id, QStringLiteral("shop2"));
    QVERIFY(!create->isVisible());
    QVERIFY(find<QComboBox>("sitePicker")->findText(QStringLiteral("shop2")) > 0);
}

void MainWindowTest::aRejectedHostCanBeAllowed()
{
    m_settings->setCurrentSite({}); // all sites
    m_source->siteList[0].domains = {QStringLiteral("shop.example")};
    Rejection ofBrowser;
    ofBrowser.reason = codeOf(RejectReason::OriginNotAllowed);
    ofBrowser.site = m_source->siteList.constFirst().id;
    ofBrowser.source = QStringLiteral("public · https://new.example:8080");
    Rejection ofServer = ofBrowser;
    ofServer.source = QStringLiteral("public");
    ofServer.excerpt = QString::fromLatin1(
        R"({"site":"shop","referrer":"https://a.example/","url":"https:\/\/b.example\/x"})");
    m_source->reject({ofServer, ofBrowser});
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *rows = find<RowTable>("rejectionTable");
    QTRY_COMPARE(rows->model()->rowCount(), 2);
    auto *allow = find<QPushButton>("allowHost");
    rows->setCurrentIndex(rows->model()->index(1, 0));
    QCOMPARE(allow->text(), QStringLiteral("Allow b.example"));
    rows->setCurrentIndex(rows->model()->index(0, 0));
    QCOMPARE(allow->text(), QStringLiteral("Allow new.example"));
    QTest::mouseClick(allow, Qt::LeftButton);
    QTRY_COMPARE(m_source->siteList.constFirst().domains,
                 (QStringList {QStringLiteral("shop.example"), QStringLiteral("new.example")}));
    QTRY_VERIFY(!allow->isVisible());
}

void MainWindowTest::rejectionsAreCopiedWithTheGuardOfExports()
{
    m_settings->setCurrentSite({}); // all sites
    m_source->reject({unknownSite(QStringLiteral("'=1+1"))});
    open();
    m_window->showPage(QStringLiteral("rejected"));
    auto *rows = find<RowTable>("rejectionTable");
    QTRY_COMPARE(rows->model()->rowCount(), 1);
    rows->setCurrentIndex(rows->model()->index(0, 0));
    trigger("actionCopy");
    QVERIFY2(QApplication::clipboard()->text().contains(QStringLiteral(",''=1+1,")),
             qPrintable(QApplication::clipboard()->text()));
}

void MainWindowTest::numberKeysChangePages()
{
    open();
    QTest::keyClick(m_window.get(), Qt::Key_6);
    QCOMPARE(m_window->currentPage(), QStringLiteral("rejected"));
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QCOMPARE(m_window->currentPage(), QStringLiteral("live"));
    m_window->showPage(QStringLiteral("no such page"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("live"));
}

void MainWindowTest::settledTellsWhenEverythingIsPainted()
{
    m_source->commitSilently(pageviews(10));
    m_source->queue.manual = true;
    open();
    QSignalSpy settled(m_window.get(), &MainWindow::settled);
    m_source->queue.answerAll();
    QTRY_VERIFY((m_source->queue.answerAll(), settled.size() == 1));
    QVERIFY(m_window->isSettled());
}

void MainWindowTest::selectionSurvivesThousandsOfHits()
{
    m_source->commitSilently(pageviews(50));
    open();
    table()->setCurrentIndex(table()->model()->index(3, 0));
    const qint64 seq = table()->currentIndex().data(HitTableModel::SeqRole).toLongLong();
    const QList<Hit> hundred = pageviews(100);
    for (int i = 0; i < 50; ++i) {
        m_source->commit(hundred);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(table()->model()->rowCount(), 5050);
    QCOMPARE(table()->currentIndex().row(), 5003);
    QCOMPARE(table()->currentIndex().data(HitTableModel::SeqRole).toLongLong(), seq);
    QVERIFY(table()->selectionModel()->isRowSelected(5003, QModelIndex()));
}

void MainWindowTest::everyActionHasANameAndAnObjectName()
{
    open();
    const QList<QAction *> actions = m_window->actions();
    QVERIFY(actions.size() > 10);
    QSet<QString> names;
    for (const QAction *action : actions) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(action->objectName().startsWith(QStringLiteral("action")), qPrintable(action->text()));
        names.insert(action->objectName());
    }
    QCOMPARE(names.size(), actions.size());
}

void MainWindowTest::aSiteIsCreatedInItsDialog()
{
    open();
    trigger("actionNewSite");
    auto *key = find<QLineEdit>("siteId");
    auto *create = find<QPushButton>("siteCreate");
    auto *hosts = find<QLineEdit>("siteDomains");
    QVERIFY(hosts->isVisible() && !key->isVisible()); // the domain is all that is asked
    QVERIFY(find<QDialog>("siteDialog")->focusWidget() == hosts);
    create->click();
    const auto *problem = find<QLabel>("siteProblem");
    QVERIFY(problem->isVisible());
    QVERIFY(hosts->property("invalid").toBool());
    QTest::keyClicks(hosts, QStringLiteral("www.blog.example"));
    QVERIFY(!problem->isVisible() && !hosts->property("invalid").toBool());
    QCOMPARE(key->text(), QStringLiteral("blog"));
    key->setText(QStringLiteral("no spaces"));
    create->click();
    QVERIFY(key->isVisible()); // Advanced opens for what is wrong in it
    QTRY_VERIFY(problem->y() > key->geometry().bottom() && problem->y() < find<QWidget>("siteZone")->y());
    QVERIFY(key->property("invalid").toBool());
    key->clear();
    QTest::keyClicks(key, QStringLiteral("blog")); // stays from now on, whatever the domain
    hosts->setText(QStringLiteral("host!"));
    create->click();
    QVERIFY(problem->text().contains(QStringLiteral("is no host")));
    auto *dialog = find<QDialog>("siteDialog");
    dialog->resize(dialog->minimumSizeHint()); // as on a low screen
    QTRY_VERIFY(problem->height() >= problem->heightForWidth(problem->width()));
    hosts->setText(QStringLiteral("Bücher.example, *.shop.example"));
    find<QLineEdit>("siteKeptQuery")->setText(QStringLiteral("page, category"));
    find<QCheckBox>("siteJoinsSlashes")->setChecked(true);
    create->click();
    QTRY_COMPARE(find<QComboBox>("sitePicker")->currentText(), QStringLiteral("bücher.example"));
    QCOMPARE(m_settings->currentSite(), QStringLiteral("blog"));
    QTRY_VERIFY(!find<QLineEdit>("siteId")); // the dialog went by itself
}

void MainWindowTest::noDialogButtonHasAnIcon()
{
    class Platform final : public QProxyStyle // one that has icons there, as some desktops do
    {
    public:
        Platform() : QProxyStyle(QStringLiteral("Fusion")) { }
        int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                      QStyleHintReturn *more) const override
        {
            return hint == SH_DialogButtonBox_ButtonsHaveIcons
                ? 1
                : QProxyStyle::styleHint(hint, option, widget, more);
        }
    };
    open();
    QApplication::setStyle(new Platform);
    const auto restore = qScopeGuard([] { QApplication::setStyle(QStringLiteral("Fusion")); });
    for (const Settings::Theme theme : {Settings::Theme::Light, Settings::Theme::Dark}) {
        Theme::apply(theme);
        const QDialogButtonBox box(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Save
                                   | QDialogButtonBox::Close);
        QCOMPARE(box.style()->styleHint(QStyle::SH_DialogButtonBox_ButtonsHaveIcons, nullptr, &box), 0);
        for (const QAbstractButton *button : box.buttons())
            QVERIFY2(button->icon().isNull(), qPrintable(button->text()));
    }
}

void MainWindowTest::aLongSiteNameIsElided()
{
    m_source->siteList = {
        {kSite, QStringLiteral("A very long site name for the picker"), {}, QStringLiteral("UTC"), {}}};
    open();
    auto *picker = find<QComboBox>("sitePicker");
    QVERIFY(picker->toolTip().startsWith(picker->currentText()));
    // What is cut ends before the arrow, in pixels of the frame's inside alone.
    const QImage image = picker->grab().toImage();
    const QRgb inside = image.pixel(image.width() - 5, image.height() / 2);
    QStyleOptionComboBox option;
    option.initFrom(picker);
    const int end = picker->style()
                        ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, picker)
                        .right();
    for (int y = 4; y < image.height() - 4; ++y)
        QCOMPARE(image.pixel(end, y), inside);
}

void MainWindowTest::theWindowMayGoWithADialogOpen()
{
    open();
    trigger("actionShortcuts");
    QVERIFY(find<QDialog>("shortcutSheet"));
    m_window.reset();
    QVERIFY(!m_window);
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
