// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/history/historypage.h"
#include "ui/look/theme.h"
#include "ui/manual/manualbook.h"
#include "ui/manual/manualview.h"
#include "ui/manual/manualwindow.h"
#include "ui/past/pasttext.h"
#include "ui/settings/settingspage.h"
#include "ui/text/metrictext.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTextBlock>
#include <QTextFrame>
#include <QToolButton>

namespace {

/// The heading that a place names; empty when it names none, or one that does not exist.
QString headingAt(ManualWindow &manual, const QString &place)
{
    auto *view = manual.findChild<ManualView *>();
    view->open(place);
    if (manual.place() != place)
        return {};
    for (const auto &[block, anchor] : ManualBook::headings(*view->document())) {
        if (anchor == place.section(QLatin1Char('#'), 1))
            return block.text();
    }
    return {};
}

QString topHeading(const ManualView &view)
{
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0 && view.cursorRect(QTextCursor(block)).top() >= 0)
            return block.text();
    }
    return {};
}

/// What a window manager does for a dialog that opens.
bool activate(QWidget *window)
{
    if (!window)
        return false;
    window->activateWindow();
    return QTest::qWaitFor([window] { return window->isActiveWindow(); });
}

QStringList linksOf(const QTextDocument &document)
{
    QStringList links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            if (!at.fragment().charFormat().anchorHref().isEmpty())
                links.append(at.fragment().charFormat().anchorHref());
        }
    }
    return links;
}

} // namespace

class ManualTest : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void openExternally(const QUrl &url) { m_opened.append(url); }

private Q_SLOTS:
    void cleanup();
    void everyPageIsThere();
    void everyLinkLeadsSomewhere();
    void everyMetricHasADefinition();
    void everyDimensionHasADefinition();
    void aLinkGoesToItsHeading();
    void aLinkElsewhereOpensTheBrowser();
    void aTableBelowCodeBeginsAtItsTop();
    void backGoesToWhereItWas();
    void searchFindsWordsOfAllPages();
    void enterOpensWhatWasFound();
    void searchSaysThatThereIsNothing();
    void keysCloseAndSearch();
    void f1FitsThePage_data();
    void f1FitsThePage();
    void f1FitsTheSettings();
    void f1FitsADialog();
    void f1ExplainsTheFigureThatHasTheFocus();
    void aFigureAsksWhatItIs();
    void theMenuOpensIt();
    void itClosesWithTheProgram();
    void itFollowsTheTheme();

private:
    ManualWindow *manual() const;
    void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(widget, key, with);
    }

    QList<QUrl> m_opened;
};

ManualWindow *ManualTest::manual() const
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<ManualWindow *>(window))
            return found;
    }
    return nullptr;
}

void ManualTest::cleanup()
{
    m_opened.clear();
    QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
}

void ManualTest::everyPageIsThere()
{
    const QStringList files =
        QDir(QStringLiteral(CLICKSCOPE_SOURCE_DIR "/resources/manual")).entryList({QStringLiteral("*.md")});
    QVERIFY(files.size() > 10);
    ManualWindow window;
    QCOMPARE(window.findChild<QListWidget *>(QStringLiteral("manualContents"))->count(), files.size());
    for (const QString &name : files) {
        window.open(name);
        QCOMPARE(window.place(), name);
        const auto *view = window.findChild<ManualView *>();
        const QString title = view->document()->begin().text();
        QVERIFY2(view->document()->begin().blockFormat().headingLevel() == 1, qPrintable(name));
        QVERIFY2(window.windowTitle().startsWith(title), qPrintable(window.windowTitle()));
        QCOMPARE(window.findChild<QListWidget *>(QStringLiteral("manualContents"))->currentItem()->text(),
                 title);
    }
    window.open(QStringLiteral("../secret.md"));
    QCOMPARE(window.place(), QStringLiteral("index.md"));
}

void ManualTest::everyLinkLeadsSomewhere()
{
    ManualWindow window;
    const ManualBook book;
    int checked = 0;
    for (const ManualPage &page : book.pages()) {
        window.open(page.name);
        const QStringList links = linksOf(*window.findChild<ManualView *>()->document());
        for (const QString &link : links) {
            const QUrl url(link);
            if (!url.scheme().isEmpty())
                continue;
            const QString name = url.path().isEmpty() ? page.name : url.path();
            QVERIFY2(book.page(name), qPrintable(page.name + QStringLiteral(": ") + link));
            if (url.hasFragment())
                QVERIFY2(!headingAt(window, name + QLatin1Char('#') + url.fragment()).isEmpty(),
                         qPrintable(page.name + QStringLiteral(": ") + link));
            ++checked;
        }
    }
    QVERIFY(checked > 100);
}

void ManualTest::everyMetricHasADefinition()
{
    ManualWindow window;
    for (const Metric metric : {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::Hits,
                                Metric::BounceRate, Metric::VisitDuration})
        QCOMPARE(headingAt(window, MetricText::place(metric)), MetricText::name(metric));
    for (const char *place :
         {"glossary.md#active-visitors", "glossary.md#views-per-visit", "glossary.md#hits-per-minute",
          "glossary.md#filters", "glossary.md#goal", "windows.md#the-inspector", "windows.md#site"})
        QVERIFY2(!headingAt(window, QString::fromLatin1(place)).isEmpty(), place);
}

void ManualTest::everyDimensionHasADefinition()
{
    ManualWindow window;
    for (const QString &name : dimensionNames() + QStringList {QString()})
        QVERIFY2(!headingAt(window, PastText::place(name)).isEmpty(), qPrintable(name));
}

void ManualTest::aLinkGoesToItsHeading()
{
    ManualWindow window;
    window.open(QStringLiteral("visits.md"));
    auto *view = window.findChild<ManualView *>();
    Q_EMIT view->anchorClicked(QUrl(QStringLiteral("glossary.md#bounce-rate")));
    QCOMPARE(window.place(), QStringLiteral("glossary.md#bounce-rate"));
    QCOMPARE(topHeading(*view), QStringLiteral("Bounce rate"));
    Q_EMIT view->anchorClicked(QUrl(QStringLiteral("#visits")));
    QCOMPARE(window.place(), QStringLiteral("glossary.md#visits"));
    QCOMPARE(topHeading(*view), QStringLiteral("Visits"));
}

void ManualTest::aLinkElsewhereOpensTheBrowser()
{
    QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "openExternally");
    ManualWindow window;
    window.open(QStringLiteral("visits.md"));
    Q_EMIT window.findChild<ManualView *>()->anchorClicked(QUrl(QStringLiteral("https://example.com/x.md")));
    QCOMPARE(m_opened, {QUrl(QStringLiteral("https://example.com/x.md"))});
    QCOMPARE(window.place(), QStringLiteral("visits.md"));
}

void ManualTest::aTableBelowCodeBeginsAtItsTop()
{
    ManualWindow window;
    window.open(QStringLiteral("command-line.md#query"));
    const QList<QTextFrame *> frames =
        window.findChild<ManualView *>()->document()->rootFrame()->childFrames();
    QVERIFY(frames.size() > 5);
    for (const QTextFrame *frame : frames)
        QVERIFY(!frame->firstCursorPosition().block().text().isEmpty());
}

void ManualTest::backGoesToWhereItWas()
{
    ManualWindow window;
    auto *back = window.findChild<QToolButton *>(QStringLiteral("manualBack"));
    auto *forward = window.findChild<QToolButton *>(QStringLiteral("manualForward"));
    window.open(QStringLiteral("api.md"));
    QVERIFY(activate(&window));
    auto *view = window.findChild<ManualView *>();
    QVERIFY(!back->isEnabled());
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    const int before = view->verticalScrollBar()->value();
    QVERIFY(before > 1000);
    window.open(QStringLiteral("visits.md#midnight"));
    QVERIFY(back->isEnabled());
    press(view, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(window.place(), QStringLiteral("api.md"));
    QCOMPARE(view->verticalScrollBar()->value(), before);
    QVERIFY(forward->isEnabled());
    forward->click();
    QCOMPARE(window.place(), QStringLiteral("visits.md#midnight"));
    QCOMPARE(topHeading(*view), QStringLiteral("Midnight"));
}

void ManualTest::searchFindsWordsOfAllPages()
{
    const ManualBook book;
    const QList<ManualHit> hits = book.find({QStringLiteral("bounce"), QStringLiteral("RATE")});
    QVERIFY(hits.size() > 2);
    const ManualHit first {QStringLiteral("glossary.md#bounce-rate"), QStringLiteral("Bounce rate"),
                           QStringLiteral("Glossary")};
    QCOMPARE(hits.constFirst(), first); // before those that only mention it
    QSet<QString> pages;
    for (const ManualHit &hit : hits)
        pages.insert(hit.page);
    QVERIFY(pages.contains(QStringLiteral("Visitors and visits")));
    QVERIFY(book.find({QStringLiteral("bounce"), QStringLiteral("zebra")}).isEmpty());
    QVERIFY(book.find({}).isEmpty());
    QVERIFY(!book.find({QStringLiteral("duplic")}).isEmpty()); // not yet typed to its end
    QVERIFY(book.find({QStringLiteral("uplicates")}).isEmpty());
    QVERIFY(!book.find({QStringLiteral("proxy_pass")}).isEmpty()); // code, too
}

void ManualTest::enterOpensWhatWasFound()
{
    ManualWindow window;
    window.open(QStringLiteral("index.md"));
    QVERIFY(activate(&window));
    press(&window, Qt::Key_F, Qt::ControlModifier);
    auto *search = window.findChild<QLineEdit *>(QStringLiteral("manualSearch"));
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("next half hour"));
    auto *found = window.findChild<QListWidget *>(QStringLiteral("manualFound"));
    QVERIFY(found->isVisible());
    QVERIFY(found->count() > 1);
    press(search, Qt::Key_Down);
    QCOMPARE(found->currentRow(), 1);
    press(search, Qt::Key_Up);
    press(search, Qt::Key_Return);
    QCOMPARE(window.place(), QStringLiteral("visits.md#midnight"));
    auto *view = window.findChild<ManualView *>();
    const auto marks = view->extraSelections();
    QVERIFY(marks.size() >= 2);
    for (const auto &mark : marks)
        QVERIFY(QStringLiteral("next half hour").contains(mark.cursor.selectedText(), Qt::CaseInsensitive));
    QVERIFY(search->hasFocus()); // the next one is a key away
    window.open(QStringLiteral("visits.md"));
    QVERIFY(view->extraSelections().isEmpty());
    QVERIFY(search->text().isEmpty());
}

void ManualTest::searchSaysThatThereIsNothing()
{
    ManualWindow window;
    window.open({});
    window.findChild<QLineEdit *>(QStringLiteral("manualSearch"))->setText(QStringLiteral("zebra"));
    QVERIFY(window.findChild<QWidget *>(QStringLiteral("manualNothing"))->isVisible());
    window.findChild<QLineEdit *>(QStringLiteral("manualSearch"))->clear();
    QVERIFY(window.findChild<QWidget *>(QStringLiteral("manualContents"))->isVisible());
}

void ManualTest::keysCloseAndSearch()
{
    ManualWindow window;
    for (const auto &[key, with] :
         {std::pair(Qt::Key_Escape, Qt::NoModifier), std::pair(Qt::Key_W, Qt::ControlModifier)}) {
        window.open(QStringLiteral("bots.md"));
        QVERIFY(activate(&window));
        press(&window, key, with);
        QVERIFY(!window.isVisible());
    }
    window.open(QStringLiteral("bots.md"));
    QVERIFY(activate(&window));
    press(&window, Qt::Key_F1);
    QCOMPARE(window.place(), QStringLiteral("index.md"));
}

void ManualTest::f1FitsThePage_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("place");
    QTest::newRow("live") << "live"
                          << "windows.md#live";
    QTest::newRow("map") << "map"
                         << "windows.md#map";
    QTest::newRow("history") << "history"
                             << "windows.md#history";
    QTest::newRow("links") << "links"
                           << "windows.md#links";
    QTest::newRow("rejected") << "rejected"
                              << "windows.md#rejected";
}

void ManualTest::f1FitsThePage()
{
    QFETCH(const QString, page);
    QFETCH(const QString, place);
    HistoryWindow window;
    window.open(page);
    press(&window.window(), Qt::Key_F1);
    QVERIFY(manual());
    QVERIFY(manual()->isVisible());
    QCOMPARE(manual()->place(), place);
    const auto *view = manual()->findChild<ManualView *>();
    const auto marks = view->extraSelections();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks.constFirst().cursor.selectedText().toLower(), page);
    QVERIFY(view->viewport()->rect().contains(view->cursorRect(marks.constFirst().cursor)));
}

void ManualTest::f1FitsTheSettings()
{
    HistoryWindow window;
    window.open(QStringLiteral("settings"));
    for (const SettingsSection::Place &place : SettingsPage::places()) {
        window.window().showPage(QStringLiteral("settings-") + place.name);
        window.find<QWidget>("settingsSections")->setFocus();
        press(&window.window(), Qt::Key_F1);
        QVERIFY(manual());
        QCOMPARE(manual()->place(), place.help);
    }
}

void ManualTest::f1FitsADialog()
{
    HistoryWindow window;
    window.open();
    window.find<QAction>("filter_country")->trigger();
    auto *dialog = window.find<QDialog>("filterDialog");
    QVERIFY(activate(dialog));
    press(dialog, Qt::Key_F1);
    QVERIFY(manual());
    QCOMPARE(manual()->place(), QStringLiteral("glossary.md#filters"));
    // The dialog does not hold the manual back.
    QVERIFY(activate(manual()));
    press(manual(), Qt::Key_Escape);
    QVERIFY(!manual()->isVisible());
    dialog->close();
    window.page().findChild<QAction *>(QStringLiteral("range_days"))->trigger();
    dialog = window.find<QDialog>("daysDialog");
    QVERIFY(activate(dialog));
    press(dialog, Qt::Key_F1);
    QCOMPARE(manual()->place(), QStringLiteral("windows.md#history"));
}

void ManualTest::f1ExplainsTheFigureThatHasTheFocus()
{
    HistoryWindow window;
    window.open();
    window.find<QWidget>("total_bounce_rate")->setFocus();
    press(&window.window(), Qt::Key_F1);
    QVERIFY(manual());
    QCOMPARE(manual()->place(), QStringLiteral("glossary.md#bounce-rate"));
}

void ManualTest::aFigureAsksWhatItIs()
{
    HistoryWindow window;
    window.open();
    auto *figure = window.find<QWidget>("total_visit_duration");
    QContextMenuEvent event(QContextMenuEvent::Keyboard, figure->rect().center(), QPoint(10, 10));
    QApplication::sendEvent(figure, &event);
    auto *ask = figure->findChild<QAction *>(QStringLiteral("whatIsThis"));
    QVERIFY(ask);
    ask->trigger();
    QVERIFY(manual());
    QCOMPARE(manual()->place(), QStringLiteral("glossary.md#visit-duration"));
}

void ManualTest::theMenuOpensIt()
{
    HistoryWindow window;
    window.open(QStringLiteral("rejected"));
    window.find<QAction>("actionManual")->trigger();
    QVERIFY(manual());
    QCOMPARE(manual()->place(), QStringLiteral("windows.md#rejected"));
}

void ManualTest::itClosesWithTheProgram()
{
    HistoryWindow window;
    window.open();
    window.window().showPage(QStringLiteral("manual"));
    QVERIFY(manual()->isVisible());
    manual()->resize(700, 500);
    window.window().close();
    QVERIFY(!manual()->isVisible());
    window.close();
    QVERIFY(!manual());
    window.open();
    window.window().showPage(QStringLiteral("manual"));
    QCOMPARE(manual()->size(), QSize(700, 500));
}

void ManualTest::itFollowsTheTheme()
{
    Theme::apply(Settings::Theme::Light);
    ManualWindow window;
    window.open(QStringLiteral("glossary.md"));
    auto *view = window.findChild<ManualView *>();
    const auto linkColour = [view] {
        for (QTextBlock block = view->document()->begin(); block.isValid(); block = block.next()) {
            for (auto at = block.begin(); !at.atEnd(); ++at) {
                if (!at.fragment().charFormat().anchorHref().isEmpty())
                    return at.fragment().charFormat().foreground().color();
            }
        }
        return QColor();
    };
    QCOMPARE(linkColour(), Theme::light().accent);
    view->verticalScrollBar()->setValue(600);
    Theme::apply(Settings::Theme::Dark);
    QTRY_COMPARE(linkColour(), Theme::darkTheme().accent);
    QCOMPARE(view->verticalScrollBar()->value(), 600);
    Theme::apply(Settings::Theme::Light);
}

QTEST_MAIN(ManualTest)
#include "tst_manual.moc"
