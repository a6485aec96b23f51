// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"
#include "ui/past/pastquestion.h"

#include <QAccessible>

#include <algorithm>

namespace {

bool isTable(const QAccessibleInterface &interface)
{
    return const_cast<QAccessibleInterface &>(interface).tableInterface() != nullptr;
}

/// Everything that is shown below `root`; cells of tables are left out.
void collect(QAccessibleInterface *root, QList<QAccessibleInterface *> &found)
{
    for (int i = 0; root && !isTable(*root) && i < root->childCount(); ++i) {
        QAccessibleInterface *child = root->child(i);
        if (!child || !child->isValid() || child->state().invisible)
            continue;
        found.append(child);
        collect(child, found);
    }
}

QString nameOf(const QAccessibleInterface &interface)
{
    return interface.text(QAccessible::Name);
}

} // namespace

/// The windows as a screen reader walks through them.
class ScreenReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void whatCanHaveTheFocusHasAName_data();
    void whatCanHaveTheFocusHasAName();
    void readsRowsOfTheLiveTable();
    void followsTheCurrentRow();
    void readsListsOfHistory();
    void choosesAValueOfAList();
    void readsTheChart();
    void readsTheHoursOfTheWeek();
    void readsTheMinutes();
    void readsTheMap();
    void viewsOfAPanelAreTabs();
    void cellsOutliveTheirRows();

private:
    /// The widget with rows that has this name; nullptr = none is shown.
    QAccessibleInterface *named(const QString &name);
    QAccessibleTableInterface *table(const QString &name);

    std::unique_ptr<HistoryWindow> m_window;
};

QAccessibleInterface *ScreenReaderTest::named(const QString &name)
{
    QList<QAccessibleInterface *> all;
    collect(QAccessible::queryAccessibleInterface(&m_window->window()), all);
    const auto found = std::ranges::find_if(all, [&name](const QAccessibleInterface *interface) {
        return isTable(*interface) && nameOf(*interface) == name;
    });
    return found == all.end() ? nullptr : *found;
}

QAccessibleTableInterface *ScreenReaderTest::table(const QString &name)
{
    QAccessibleInterface *interface = named(name);
    return interface ? interface->tableInterface() : nullptr;
}

void ScreenReaderTest::whatCanHaveTheFocusHasAName_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"live", "map", "history", "links", "sites", "rejected"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void ScreenReaderTest::whatCanHaveTheFocusHasAName()
{
    QFETCH(const QString, page);
    m_window->open(page);
    QList<QAccessibleInterface *> all;
    collect(QAccessible::queryAccessibleInterface(&m_window->window()), all);
    QVERIFY(all.size() > 20);
    for (const QAccessibleInterface *interface : std::as_const(all)) {
        if (!interface->state().focusable)
            continue;
        QObject *object = interface->object();
        const QString what = object
            ? QString::fromLatin1(object->metaObject()->className()) + u' ' + object->objectName()
            : QString();
        QVERIFY2(!nameOf(*interface).isEmpty(), qPrintable(what));
        QVERIFY2(interface->role() != QAccessible::Client || interface->childCount() > 0,
                 qPrintable(what)); // a "filler" that has nothing to read
    }
}

void ScreenReaderTest::readsRowsOfTheLiveTable()
{
    m_window->open(QStringLiteral("live"));
    m_window->commit();
    QTRY_VERIFY(table(QStringLiteral("Live clicks")));
    QAccessibleTableInterface *hits = table(QStringLiteral("Live clicks"));
    QTRY_VERIFY(hits->rowCount() > 0);
    QStringList row;
    QStringList columns;
    for (int column = 0; column < hits->columnCount(); ++column) {
        row.append(nameOf(*hits->cellAt(0, column)));
        columns.append(hits->columnDescription(column));
    }
    QVERIFY2(row.contains(QStringLiteral("/launch")), qPrintable(row.join(u'|')));
    QVERIFY2(columns.contains(QStringLiteral("Referrer")), qPrintable(columns.join(u'|')));
    QCOMPARE(hits->cellAt(0, 0)->role(), QAccessible::Cell);
    QCOMPARE(hits->cellAt(0, 0)->tableCellInterface()->rowIndex(), 0);
    QVERIFY(!hits->cellAt(0, 0)->rect().isEmpty());
    QVERIFY(!hits->cellAt(hits->rowCount(), 0));
}

void ScreenReaderTest::followsTheCurrentRow()
{
    m_window->open(QStringLiteral("live"));
    m_window->commit();
    m_window->commit();
    QTRY_VERIFY(table(QStringLiteral("Live clicks")));
    QAccessibleTableInterface *hits = table(QStringLiteral("Live clicks"));
    QTRY_VERIFY(hits->rowCount() > 1);
    QVERIFY(hits->selectRow(1));
    QCOMPARE(hits->selectedRows(), QList<int> {1});
    QVERIFY(hits->cellAt(1, 0)->state().selected);
    QVERIFY(!hits->cellAt(0, 0)->state().selected);
    auto *widget = qobject_cast<QWidget *>(named(QStringLiteral("Live clicks"))->object());
    widget->setFocus();
    QTRY_VERIFY(widget->hasFocus());
    QTest::keyClick(widget, Qt::Key_Up);
    QCOMPARE(hits->selectedRows(), QList<int> {0});
    QCOMPARE(named(QStringLiteral("Live clicks"))->focusChild(), hits->cellAt(0, 0));
}

void ScreenReaderTest::readsListsOfHistory()
{
    m_window->open();
    QAccessibleTableInterface *pages = table(QStringLiteral("Page"));
    QVERIFY(pages);
    QCOMPARE(nameOf(*pages->cellAt(0, 0)), QStringLiteral("/launch"));
    QCOMPARE(nameOf(*pages->cellAt(0, 1)), QStringLiteral("3"));
    QCOMPARE(pages->columnDescription(0), QStringLiteral("Page"));
    QCOMPARE(pages->cellAt(0, 0)->tableCellInterface()->columnHeaderCells().size(), 1);
}

void ScreenReaderTest::choosesAValueOfAList()
{
    m_window->open();
    QAccessibleTableInterface *pages = table(QStringLiteral("Page"));
    QVERIFY(pages && pages->selectRow(0));
    QTRY_VERIFY(m_window->findChip(QStringLiteral("page")));
    QTRY_COMPARE(table(QStringLiteral("Page"))->selectedRows(), QList<int> {0});
}

void ScreenReaderTest::readsTheChart()
{
    m_window->open();
    QAccessibleInterface *chart = named(QStringLiteral("Chart of Visitors"));
    QVERIFY(chart);
    QCOMPARE(chart->role(), QAccessible::Chart);
    QAccessibleTableInterface *days = chart->tableInterface();
    QCOMPARE(days->rowCount(), 30);
    const int day = days->rowCount() - 1 - 9;
    QVERIFY2(nameOf(*days->cellAt(day, 0)).contains(QStringLiteral("22 Feb")),
             qPrintable(nameOf(*days->cellAt(day, 0))));
    QVERIFY(nameOf(*days->cellAt(day, 1)).contains(u'1'));
    auto *widget = qobject_cast<QWidget *>(chart->object());
    widget->setFocus();
    QTRY_VERIFY(widget->hasFocus());
    QTest::keyClick(widget, Qt::Key_End);
    QCOMPARE(chart->focusChild(), days->cellAt(29, 0));
}

void ScreenReaderTest::readsTheHoursOfTheWeek()
{
    m_window->open();
    QAccessibleTableInterface *week = table(QStringLiteral("Mean visitors by weekday and hour"));
    QVERIFY(week);
    QCOMPARE(week->rowCount(), 7);
    QCOMPARE(week->columnCount(), 24);
    QVERIFY(nameOf(*week->cellAt(1, 10)).contains(QStringLiteral("10:00")));
}

void ScreenReaderTest::readsTheMinutes()
{
    m_window->live.snapshot.perMinute = QList<qint64>(30, 3) + QList<qint64> {7};
    m_window->open(QStringLiteral("live"));
    QAccessibleTableInterface *minutes = table(QStringLiteral("Hits per minute, last 30 minutes"));
    QVERIFY(minutes);
    QTRY_COMPARE(minutes->rowCount(), 30);
    QCOMPARE(nameOf(*minutes->cellAt(0, 1)), QStringLiteral("3"));
    QCOMPARE(nameOf(*minutes->cellAt(29, 0)), QStringLiteral("10:45"));
    QVERIFY(nameOf(*minutes->cellAt(29, 1)).startsWith(u'7'));
    QVERIFY(!minutes->cellAt(29, 1)->rect().isEmpty());
}

void ScreenReaderTest::readsTheMap()
{
    m_window->open(QStringLiteral("map"));
    QAccessibleTableInterface *map = table(QStringLiteral("World map"));
    QVERIFY(map);
    QTRY_COMPARE(map->rowCount(), 2);
    QVERIFY2(nameOf(*map->cellAt(0, 0)).startsWith(QStringLiteral("India")),
             qPrintable(nameOf(*map->cellAt(0, 0))));
    QVERIFY(map->selectedRows().isEmpty());
    QVERIFY(map->selectRow(1));
    QTRY_COMPARE(map->selectedRows(), QList<int> {1});
    QVERIFY(!map->cellAt(1, 0)->rect().isEmpty());
}

void ScreenReaderTest::viewsOfAPanelAreTabs()
{
    m_window->open();
    QAccessibleInterface *goals = QAccessible::queryAccessibleInterface(m_window->find<QWidget>("tab_goals"));
    QCOMPARE(goals->role(), QAccessible::PageTab);
    QCOMPARE(goals->parent()->role(), QAccessible::PageTabList);
    QVERIFY(!goals->state().selected);
    goals->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(goals->state().selected);
}

/// A screen reader keeps a cell while the answer behind it changes.
void ScreenReaderTest::cellsOutliveTheirRows()
{
    m_window->open();
    QAccessibleTableInterface *pages = table(QStringLiteral("Page"));
    QVERIFY(pages);
    const int last = pages->rowCount() - 1;
    QVERIFY(last > 0);
    const QAccessibleInterface *cell = pages->cellAt(last, 0);
    QVERIFY(!nameOf(*cell).isEmpty());
    QVERIFY(pages->selectRow(0)); // the others are filtered out
    QTRY_VERIFY(pages->rowCount() <= last);
    QVERIFY(!cell->isValid());
    QCOMPARE(nameOf(*cell), QString());
    QVERIFY(cell->rect().isEmpty());
}

QTEST_MAIN(ScreenReaderTest)
#include "tst_screenreader.moc"
