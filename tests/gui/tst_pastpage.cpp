// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakelivesource.h"
#include "fakestatssource.h"
#include "tests/support/patienttest.h"

#include "ui/past/pastbar.h"
#include "ui/past/pastpage.h"
#include "ui/past/questionpickers.h"
#include "ui/widgets/statepanel.h"

#include <QAbstractButton>
#include <QJsonObject>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

namespace {

using Period = PastRange::Period;

const QString kShop = QStringLiteral("shop");

/// As little as a page can be: it counts what it is told.
class SmallPage final : public PastPage
{
public:
    explicit SmallPage(const PastSources &sources) :
        PastPage(QStringLiteral("small"), sources, nullptr), m_content(new QWidget(this))
    {
        start(new PastBar(QStringLiteral("small"), this), m_content);
    }

    QList<StatsTable> shown;
    int cleared = 0;
    int left = 0;
    bool isBlank = false;
    QString kept;
    using PastPage::table;
    using PastPage::updateState;

protected:
    StatsQuery buildQuery() const override
    {
        StatsQuery query = past().query();
        query.breakdowns = {{.dimension = QStringLiteral("page")}};
        return query;
    }
    void showAnswer(const StatsQuery &, const StatsTable &table) override { shown.append(table); }
    void clear() override { ++cleared; }
    QList<Table> tables() const override
    {
        return {{QStringLiteral("Pages & more"),
                 {.part = StatsSection::Part::Breakdown, .dimension = QStringLiteral("page")}},
                {QStringLiteral("Totals"), {}}};
    }
    QList<Picture> pictures() const override
    {
        const auto cannot = [](const QString &) { return false; };
        return {{QStringLiteral("Dots"), QStringLiteral("dots"), cannot, cannot}};
    }
    std::optional<PastEmptiness::Reason> blankReason() const override
    {
        if (!isBlank)
            return std::nullopt;
        return {{QStringLiteral("Blank"), QStringLiteral("There are hits."), QStringLiteral("Colour it")}};
    }
    void leaveBlank() override { ++left; }
    QJsonObject contentState() const override { return {{QStringLiteral("kept"), kept}}; }
    void restoreContentState(const QJsonObject &state) override
    {
        kept = state.value(QStringLiteral("kept")).toString();
    }

private:
    QWidget *m_content;
};

} // namespace

/// What every page about the past does by itself. It is Tuesday, 3 March 2026.
class PastPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksWhileShownOnly();
    void theBarChangesTheQuestion();
    void undoAndRedoAreOnTheBar();
    void anotherSiteClearsWhatWasShown();
    void allTimeIsAskedAgainOnceItsLengthIsKnown();
    void anErrorKeepsTheAnswer();
    void withoutASiteThereIsAWayOut();
    void aReasonOfThePageHasItsButton();
    void newHitsAreCountedWhileTheRangeRuns();
    void theMenuExportsTablesAndPictures();
    void tablesAreSavedAndCopied();
    void theStateOfTheContentSurvivesARestart();
    void aBrokenStateChangesNothing();

private:
    void makePage();
    void show();
    StatePanel::State state()
    {
        return m_page->findChild<StatePanel *>(QStringLiteral("smallState"))->state();
    }
    template <typename T>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SignalBus> m_bus;
    std::unique_ptr<FakeLiveSource> m_live;
    std::unique_ptr<FakeStatsSource> m_stats;
    std::unique_ptr<PastQuestion> m_past;
    std::unique_ptr<SmallPage> m_page;
};

void PastPageTest::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_bus = std::make_unique<SignalBus>();
    m_live = std::make_unique<FakeLiveSource>(*m_bus, *m_clock);
    m_live->siteList = {{kShop, QStringLiteral("Shop"), {}, QStringLiteral("UTC"), {}},
                        {QStringLiteral("blog"), QStringLiteral("Blog"), {}, QStringLiteral("UTC"), {}}};
    m_stats = std::make_unique<FakeStatsSource>();
    for (const int daysAgo : {60, 3, 2})
        m_stats->stored.append(FakeStatsSource::hit(kShop, QStringLiteral("/launch"), quint64(daysAgo),
                                                    m_clock->now() - daysAgo * kMicrosPerDay));
    makePage();
}

void PastPageTest::makePage()
{
    m_past = std::make_unique<PastQuestion>(*m_bus, *m_live, *m_clock);
    m_page = std::make_unique<SmallPage>(PastSources {*m_bus, *m_live, *m_stats, *m_past});
    m_past->setSite(kShop);
}

void PastPageTest::show()
{
    m_page->show();
    QTRY_VERIFY(m_page->isSettled());
}

void PastPageTest::cleanup()
{
    m_page.reset();
    m_past.reset();
    m_stats.reset();
    m_live.reset();
    m_bus.reset();
}

void PastPageTest::asksWhileShownOnly()
{
    QCoreApplication::processEvents();
    QVERIFY(m_stats->asked.isEmpty());
    show();
    QCOMPARE(m_stats->asked.size(), 1);
    QCOMPARE(m_page->shown.constLast().now.totals.hits, 2);
    QVERIFY(state() == StatePanel::State::Data);
    m_page->hide();
    m_past->setPeriod(Period::Last90Days);
    m_past->setPeriod(Period::ThisYear);
    QCoreApplication::processEvents();
    QCOMPARE(m_stats->asked.size(), 1);
    show();
    QCOMPARE(m_stats->asked.size(), 2);
    QCOMPARE(m_stats->asked.constLast().range, m_past->query().range);
}

void PastPageTest::theBarChangesTheQuestion()
{
    show();
    find<QAction>("range_2")->trigger(); // Last7Days
    QVERIFY(m_past->current().range.period == Period::Last7Days);
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(m_stats->asked.size(), 2);
    QTest::mouseClick(find<QWidget>("smallBots"), Qt::LeftButton);
    QVERIFY(m_past->current().includesBots);
}

void PastPageTest::undoAndRedoAreOnTheBar()
{
    show();
    auto *undo = find<QToolButton>("smallUndo");
    auto *redo = find<QToolButton>("smallRedo");
    QVERIFY(!undo->isEnabled() && !redo->isEnabled());
    m_past->setPeriod(Period::Last7Days);
    QVERIFY(undo->isEnabled());
    undo->click();
    QVERIFY(m_past->current().range.period == Period::Last30Days);
    QVERIFY(redo->isEnabled());
    redo->click();
    QVERIFY(m_past->current().range.period == Period::Last7Days);
}

void PastPageTest::anotherSiteClearsWhatWasShown()
{
    show();
    const int before = m_page->cleared;
    m_stats->queue.manual = true;
    m_past->setSite(QStringLiteral("blog"));
    QCOMPARE(m_page->cleared, before + 1);
    QVERIFY(!m_page->table());
}

void PastPageTest::allTimeIsAskedAgainOnceItsLengthIsKnown()
{
    show();
    m_past->setPeriod(Period::AllTime);
    QTRY_VERIFY(m_page->isSettled());
    // Months fit whatever there is; of two months there are days.
    QCOMPARE(m_stats->asked.size(), 3);
    QVERIFY(m_stats->asked.at(1).granularity == Granularity::Month);
    QVERIFY(m_stats->asked.at(2).granularity == Granularity::Day);
    QCOMPARE(m_page->shown.constLast().now.totals.hits, 3);
}

void PastPageTest::anErrorKeepsTheAnswer()
{
    show();
    m_stats->queue.failNext = QStringLiteral("disk I/O error");
    m_past->setPeriod(Period::Last7Days);
    QTRY_VERIFY(m_page->isSettled());
    auto *panel = find<StatePanel>("smallState");
    QCOMPARE(panel->errorText(), QStringLiteral("disk I/O error"));
    QVERIFY(state() == StatePanel::State::Data);
    QCOMPARE(m_page->table()->now.totals.hits, 2);
    Q_EMIT panel->retryRequested();
    QTRY_VERIFY(panel->errorText().isEmpty());
}

void PastPageTest::withoutASiteThereIsAWayOut()
{
    m_past->setSite({}); // one of two
    m_page->show();
    QVERIFY(m_page->isSettled());
    QVERIFY(state() == StatePanel::State::Empty);
    QVERIFY(!find<QWidget>("smallBar")->isEnabled());
    const QSignalSpy chosen(m_page.get(), &PastPage::siteChosen);
    find<QAbstractButton>("smallFirstSite")->click();
    QCOMPARE(chosen.constLast().constFirst().toString(), kShop);
}

void PastPageTest::aReasonOfThePageHasItsButton()
{
    show();
    auto *button = find<QAbstractButton>("smallOwnAction");
    QVERIFY(!button->isVisible());
    m_page->isBlank = true;
    m_page->updateState();
    QVERIFY(state() == StatePanel::State::Empty);
    QCOMPARE(button->text(), QStringLiteral("Colour it"));
    QVERIFY(button->isVisible());
    button->click();
    QCOMPARE(m_page->left, 1);
    m_page->isBlank = false;
    m_page->updateState();
    QVERIFY(state() == StatePanel::State::Data);
}

void PastPageTest::newHitsAreCountedWhileTheRangeRuns()
{
    show();
    const Hit hit = FakeStatsSource::hit(kShop, QStringLiteral("/launch"), 9, m_clock->now());
    m_stats->stored.append(hit);
    m_live->commit({hit});
    QTRY_COMPARE(m_page->table()->now.totals.hits, 3);
    m_past->setPeriod(Period::Yesterday);
    QTRY_VERIFY(m_page->isSettled());
    const qsizetype asked = m_stats->asked.size();
    m_live->commit({hit});
    QCoreApplication::processEvents();
    QVERIFY(m_page->isSettled());
    QCOMPARE(m_stats->asked.size(), asked);
}

void PastPageTest::theMenuExportsTablesAndPictures()
{
    show();
    auto *menu = find<QMenu>("smallExportMenu");
    Q_EMIT menu->aboutToShow();
    Q_EMIT menu->aboutToShow(); // once more does not double it
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts.append(action->isSeparator() ? QStringLiteral("-") : action->text());
    const QStringList expected {QStringLiteral("Pages && more as CSV…"), QStringLiteral("Totals as CSV…"),
                                QStringLiteral("-"), QStringLiteral("Dots as PNG…"),
                                QStringLiteral("Dots as SVG…")};
    QCOMPARE(texts, expected);
    QString suggested;
    m_page->setSaveFileHook([&suggested](QWidget *, const QString &name, const auto &answer) {
        suggested = name;
        answer(QStringLiteral("/nowhere/") + name);
    });
    menu->findChild<QAction *>(QStringLiteral("export_totals"))->trigger();
    QCOMPARE(suggested, QStringLiteral("shop-totals.csv"));
    const QSignalSpy messages(m_page.get(), &PastPage::messagePosted);
    menu->findChild<QAction *>(QStringLiteral("export_svg"))->trigger();
    QCOMPARE(suggested, QStringLiteral("shop-dots.svg"));
    QCOMPARE(messages.constLast().constFirst().toString(),
             QStringLiteral("Not exported: /nowhere/shop-dots.svg cannot be written"));
}

void PastPageTest::tablesAreSavedAndCopied()
{
    show();
    m_page->setSaveFileHook([](QWidget *, const QString &name, const auto &answer) { answer(name); });
    m_page->exportTables();
    QCOMPARE(m_stats->exported.size(), 1);
    QCOMPARE(m_stats->exported.constLast().breakdowns.constFirst().dimension, QStringLiteral("page"));
    m_page->copyTable();
    QCOMPARE(m_stats->exported.size(), 2);
    m_past->setSite({});
    m_page->exportTables();
    m_page->copyTable();
    QCOMPARE(m_stats->exported.size(), 2);
}

void PastPageTest::theStateOfTheContentSurvivesARestart()
{
    m_page->kept = QStringLiteral("dotted");
    const QByteArray state = m_page->state();
    makePage();
    m_page->restoreState(state);
    QCOMPARE(m_page->kept, QStringLiteral("dotted"));
}

void PastPageTest::aBrokenStateChangesNothing()
{
    m_page->kept = QStringLiteral("dotted");
    m_page->restoreState("{\"kept\":");
    m_page->restoreState({});
    QCOMPARE(m_page->kept, QStringLiteral("dotted"));
}

QTEST_MAIN(PastPageTest)
#include "tst_pastpage.moc"
