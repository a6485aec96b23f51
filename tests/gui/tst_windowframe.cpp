// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"
#include "ui/widgets/statepanel.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowplace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

namespace {

const QRect kSmallLaptop(0, 0, 1366, 738);
const QRect kTiny(0, 0, 1024, 610);
const QRect kLarge(0, 0, 3840, 2130);
const QRect kLeft(-1920, 0, 1920, 1050), kMiddle(0, 0, 2560, 1410), kRight(2560, 200, 1280, 994);

} // namespace

/// What is around the pages: where the window stands, its title, its navigation.
class WindowFrameTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void aWindowStandsOnAScreen_data();
    void aWindowStandsOnAScreen();
    void theFirstSizeFitsTheScreen();
    void theTitleNamesSiteAndPage();
    void aMinimisedWindowCounts();
    void pagesAreTabs();
    void aNarrowWindowShowsSigns();
    void theSiteHasAMenuThatIsSeen();
    void pagesHaveKeysWhileOneTypes();
    void thePickerOpensBelowItself();
    void emptyTextsAreCentred();

private:
    std::unique_ptr<HistoryWindow> m_window;
};

void WindowFrameTest::aWindowStandsOnAScreen_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QList<QRect>>("screens");
    QTest::addColumn<QRect>("expected");
    const QRect first(100, 50, 1440, 900);
    QTest::addRow("no screen") << first << QList<QRect> {} << first;
    QTest::addRow("it fits") << first << QList {kLarge} << first;
    QTest::addRow("a small laptop") << first << QList {kSmallLaptop} << QRect(0, 0, 1366, 738);
    QTest::addRow("a tiny one") << first << QList {kTiny} << QRect(0, 0, 1024, 610);
    QTest::addRow("scale 3 of 4K") << first << QList {QRect(0, 0, 1280, 690)} << QRect(0, 0, 1280, 690);
    QTest::addRow("over the edge") << QRect(3000, 1500, 1440, 900) << QList {kLarge}
                                   << QRect(2400, 1230, 1440, 900);
    QTest::addRow("on the left one") << QRect(-1800, 40, 1440, 900) << QList {kMiddle, kLeft, kRight}
                                     << QRect(-1800, 40, 1440, 900);
    QTest::addRow("the left one is gone")
        << QRect(-1800, 40, 1440, 900) << QList {kMiddle, kRight} << QRect(0, 40, 1440, 900);
    QTest::addRow("the right one is gone")
        << QRect(2700, 300, 1200, 800) << QList {kMiddle, kLeft} << QRect(1360, 300, 1200, 800);
    QTest::addRow("mostly on the right")
        << QRect(2500, 250, 1000, 700) << QList {kMiddle, kLeft, kRight} << QRect(2560, 250, 1000, 700);
    QTest::addRow("larger than the right")
        << QRect(2600, 0, 1440, 1200) << QList {kMiddle, kRight} << QRect(2560, 200, 1280, 994);
}

void WindowFrameTest::aWindowStandsOnAScreen()
{
    QFETCH(const QRect, wanted);
    QFETCH(const QList<QRect>, screens);
    QTEST(WindowPlace::clampedGeometry(wanted, screens), "expected");
}

void WindowFrameTest::theFirstSizeFitsTheScreen()
{
    const QList<QRect> screens = WindowPlace::availableScreens();
    QVERIFY(!screens.isEmpty());
    const MainWindow window(m_window->bus, m_window->live.with(m_window->stats), m_window->settings,
                            m_window->visitorData(), m_window->clock);
    QVERIFY2(screens.constFirst().contains(window.geometry()), "also where it is smaller than 1440x900");
    QVERIFY(window.minimumWidth() <= screens.constFirst().width());
}

void WindowFrameTest::theTitleNamesSiteAndPage()
{
    m_window->open(QStringLiteral("live"));
    QCOMPARE(m_window->window().windowTitle(), QStringLiteral("Shop — Live — Clickscope"));
    m_window->window().showPage(QStringLiteral("history"));
    QCOMPARE(m_window->window().windowTitle(), QStringLiteral("Shop — History — Clickscope"));
    auto *picker = m_window->find<QComboBox>("sitePicker");
    picker->setCurrentIndex(0);
    Q_EMIT picker->activated(0);
    QCOMPARE(m_window->window().windowTitle(), QStringLiteral("All sites — History — Clickscope"));
    m_window->window().showPage(QStringLiteral("settings"));
    QCOMPARE(m_window->window().windowTitle(), QStringLiteral("All sites — Settings — Clickscope"));
}

void WindowFrameTest::aMinimisedWindowCounts()
{
    m_window->live.snapshot.activeVisitors = 1284;
    m_window->open(QStringLiteral("live"));
    m_window->window().showMinimized();
    QTRY_COMPARE(m_window->window().windowTitle(), QStringLiteral("1,284 visitors — Shop — Clickscope"));
    m_window->window().showNormal();
    QTRY_COMPARE(m_window->window().windowTitle(), QStringLiteral("Shop — Live — Clickscope"));
}

void WindowFrameTest::pagesAreTabs()
{
    m_window->open(QStringLiteral("live"));
    const auto interfaceOf = [this](const char *name) {
        return QAccessible::queryAccessibleInterface(m_window->find<QAbstractButton>(name));
    };
    QAccessibleInterface *live = interfaceOf("nav_live");
    QCOMPARE(live->role(), QAccessible::PageTab);
    QCOMPARE(live->parent()->role(), QAccessible::PageTabList);
    QCOMPARE(live->parent()->childCount(),
             m_window->window().pageNames().size() - 1); // the settings are below
    QCOMPARE(live->text(QAccessible::Name), QStringLiteral("Live"));
    QVERIFY(live->state().selected);
    QAccessibleInterface *history = interfaceOf("nav_history");
    QVERIFY(!history->state().selected);
    history->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("history"));
    QVERIFY(history->state().selected);
    QVERIFY(!live->state().selected);
    QVERIFY(interfaceOf("nav_settings")->role() != QAccessible::PageTab);
    auto *button = m_window->find<QAbstractButton>("nav_history");
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Up);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("map"));
}

void WindowFrameTest::aNarrowWindowShowsSigns()
{
    m_window->open(QStringLiteral("rejected"));
    auto *sidebar = m_window->find<QAbstractButton>("nav_rejected")->parentWidget()->parentWidget();
    auto *history = m_window->find<QAbstractButton>("nav_history");
    QVERIFY(history->toolTip().isEmpty());
    const int wide = sidebar->width();
    m_window->window().resize(1099, 700);
    QTRY_VERIFY(sidebar->width() < wide / 2);
    QVERIFY(history->toolTip().startsWith(QStringLiteral("History")));
    QCOMPARE(QAccessible::queryAccessibleInterface(history)->text(QAccessible::Name),
             QStringLiteral("History"));
    m_window->window().resize(1100, 700);
    QTRY_COMPARE(sidebar->width(), wide);
}

void WindowFrameTest::theSiteHasAMenuThatIsSeen()
{
    m_window->open(QStringLiteral("live"));
    auto *more = m_window->find<QToolButton>("siteMore");
    QVERIFY(more->isVisible());
    QStringList texts;
    for (const QAction *action : more->menu()->actions())
        texts.append(action->objectName());
    QVERIFY(texts.contains(QStringLiteral("actionEditSite")));
    QVERIFY(texts.contains(QStringLiteral("actionCopySnippet")));
    more->setFocus(Qt::TabFocusReason);
    QTimer::singleShot(0, more->menu(), &QMenu::close); // shown, it waits for a choice
    QSignalSpy shown(more->menu(), &QMenu::aboutToShow);
    QTest::keyClick(more, Qt::Key_Space);
    QTRY_COMPARE(shown.size(), 1);
}

void WindowFrameTest::pagesHaveKeysWhileOneTypes()
{
    m_window->open(QStringLiteral("live"));
    auto *box = m_window->find<QWidget>("filterBox");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_3);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("live"));
    QTest::keyClick(box, Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("history"));
}

void WindowFrameTest::thePickerOpensBelowItself()
{
    m_window->live.siteList.append({QStringLiteral("long"),
                                    QStringLiteral("My extraordinarily long name of a site"),
                                    {},
                                    QStringLiteral("UTC"),
                                    {}});
    m_window->open(QStringLiteral("live"));
    auto *picker = m_window->find<QComboBox>("sitePicker");
    picker->showPopup();
    const QWidget *popup = picker->view()->window();
    QTRY_VERIFY(popup->isVisible());
    QVERIFY(popup->y() >= picker->mapToGlobal(QPoint(0, picker->height())).y() - 1);
    QVERIFY2(picker->view()->width() >= picker->view()->sizeHintForColumn(0), "names are whole");
    picker->hidePopup();
}

void WindowFrameTest::emptyTextsAreCentred()
{
    m_window->live.siteList.clear();
    for (const char *page : {"live", "map", "history"}) {
        m_window->open(QString::fromLatin1(page));
        m_window->window().grab();
        for (const auto *label : m_window->window().findChildren<QLabel *>(QStringLiteral("emptyHeadline"))) {
            if (!label->isVisible())
                continue;
            const auto *panel = label->parentWidget();
            while (!qobject_cast<const StatePanel *>(panel))
                panel = panel->parentWidget();
            const int middle = label->mapTo(panel, label->rect().center()).x();
            QVERIFY2(std::abs(middle - panel->width() / 2) <= 2, page);
            QVERIFY2(label->alignment().testFlag(Qt::AlignHCenter), page);
        }
    }
}

QTEST_MAIN(WindowFrameTest)
#include "tst_windowframe.moc"
