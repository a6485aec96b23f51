// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/rejectreason.h"
#include "historywindow.h"
#include "tests/support/patienttest.h"
#include "ui/history/historypage.h"
#include "ui/live/hitinspector.h"
#include "ui/live/livefilterbar.h"
#include "ui/live/livepage.h"
#include "ui/look/theme.h"
#include "ui/past/filterchip.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/text/linetext.h"
#include "ui/widgets/rowtable.h"
#include "ui/window/mainwindow.h"
#include "ui/worldmap/mappage.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace {

constexpr QSize kSmall(900, 600);
constexpr QSize kOrdinary(1280, 800);

QString nameOf(const QObject *object)
{
    return QString::fromLatin1(object->metaObject()->className()) + u' ' + object->objectName();
}

/// The first button of `page` that is cut, lies outside of the page or over another.
QString wrongIn(const QWidget &page)
{
    QList<const QAbstractButton *> buttons;
    for (const auto *button : page.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && !qobject_cast<QLineEdit *>(button->parent())) // which places its own
            buttons.append(button);
    }
    for (const QAbstractButton *button : std::as_const(buttons)) {
        const int needed = std::min(button->sizeHint().width(), button->maximumWidth());
        if (button->width() < needed)
            return QStringLiteral("%1 is cut: %2 of %3")
                .arg(nameOf(button), QString::number(button->width()), QString::number(needed));
        for (const QWidget *room = button->parentWidget(); room != page.parentWidget();
             room = room->parentWidget()) {
            const int left = button->mapTo(room, QPoint()).x();
            if (left < 0 || left + button->width() > room->width())
                return QStringLiteral("%1 is outside of %2").arg(nameOf(button), nameOf(room));
        }
        for (const QAbstractButton *other : std::as_const(buttons)) {
            if (other != button && other->parent() == button->parent()
                && other->geometry().intersects(button->geometry()))
                return QStringLiteral("%1 is over %2").arg(nameOf(button), nameOf(other));
        }
    }
    return {};
}

} // namespace

/// The window at the smallest size and at that of a small laptop: nothing is cut, nothing lies over another.
class SmallWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void controlsHaveTheirRoom_data();
    void controlsHaveTheirRoom();
    void theInspectorCoversNoControl();
    void theMapHasMostOfTheRoom();
    void theDetailOfARejectionHasTheRoom_data();
    void theDetailOfARejectionHasTheRoom();
    void theChosenRejectionStaysInSight();
    void aLongFilterFitsItsBar();

private:
    void open(const QString &page, QSize size);

    std::unique_ptr<HistoryWindow> m_window;
};

void SmallWindowTest::open(const QString &page, QSize size)
{
    m_window->open(page);
    m_window->window().resize(size);
    QCOMPARE(m_window->window().size(), size);
    QTRY_VERIFY(m_window->window().isSettled());
    m_window->window().grab(); // lays everything out
}

void SmallWindowTest::controlsHaveTheirRoom_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QSize>("size");
    for (const char *page : {"live", "map", "history", "links", "sites", "rejected"}) {
        QTest::addRow("%s, small", page) << QString::fromLatin1(page) << kSmall;
        QTest::addRow("%s, ordinary", page) << QString::fromLatin1(page) << kOrdinary;
    }
}

void SmallWindowTest::controlsHaveTheirRoom()
{
    QFETCH(const QString, page);
    QFETCH(const QSize, size);
    open(page, size);
    auto *shown = m_window->window().findChild<QWidget *>(page + QStringLiteral("Page"));
    QVERIFY(shown && shown->isVisible());
    QTRY_COMPARE(wrongIn(*shown), QString());
    if (page == QStringLiteral("history")) {
        m_window->page().showVisits(true);
        QTRY_VERIFY(m_window->window().isSettled());
        QTRY_COMPARE(wrongIn(*shown), QString());
    }
}

void SmallWindowTest::theInspectorCoversNoControl()
{
    m_window->commit();
    open(QStringLiteral("live"), kSmall);
    LivePage &page = m_window->window().livePage();
    page.inspectNewest();
    const auto *inspector = page.findChild<HitInspector *>();
    QTRY_VERIFY(inspector->isVisible() && m_window->window().isSettled());
    const int left = inspector->mapTo(&page, QPoint()).x();
    QVERIFY(left + inspector->width() <= page.width());
    const auto covered = [&]() -> QString {
        for (const char *name : {"visitorCounter", "filterBox", "chipFollow", "chipBots", "countText"}) {
            const auto *widget = page.findChild<QWidget *>(QString::fromLatin1(name));
            if (!widget->isVisible() || widget->mapTo(&page, QPoint(widget->width(), 0)).x() > left)
                return QString::fromLatin1(name);
        }
        return wrongIn(page);
    };
    QTRY_COMPARE(covered(), QString());
    const QHeaderView *header = page.findChild<RowTable *>()->header();
    QVERIFY(header->length() <= header->width());
    QVERIFY(header->sectionSize(HitTableModel::Page) >= 200);
    page.closeInspector();
    QTRY_VERIFY(page.findChild<QWidget *>(QStringLiteral("minuteBars"))->isVisible());
}

void SmallWindowTest::theMapHasMostOfTheRoom()
{
    open(QStringLiteral("map"), kSmall);
    const QWidget &page = m_window->window().mapPage();
    const auto *map = m_window->find<QWidget>("worldMap");
    QTRY_VERIFY(map->width() >= page.width() * 9 / 10);
    QTRY_VERIFY(map->height() >= page.height() * 4 / 10);
    QVERIFY2(!m_window->find<QWidget>("mapCountries")->isVisible(), "the lists are behind a button");
    QVERIFY(m_window->find<QWidget>("mapListsButton")->isVisible());
}

void SmallWindowTest::theDetailOfARejectionHasTheRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("least");
    QTest::addRow("small") << kSmall << 240;
    QTest::addRow("ordinary") << kOrdinary << 400;
    QTest::addRow("wide") << QSize(1680, 900) << 600;
}

/// A table whose texts are short, and one long sentence.
static void rejectSome(HistoryWindow &window)
{
    QList<Rejection> rejections;
    for (const RejectReasonInfo &info : rejectReasons()) {
        Rejection rejection;
        rejection.reason = info.code;
        rejection.site = QStringLiteral("shop");
        rejection.detail = QStringLiteral(
            "The page's host is not among the allowed hosts of the site, which are "
            "shop.example and www.shop.example.");
        rejection.source = QStringLiteral("public, https://shop.example");
        rejection.excerpt = QStringLiteral("{\"site\":\"shop\"}");
        rejection.time = window.clock.now();
        rejections.append(rejection);
    }
    window.live.reject(rejections);
}

void SmallWindowTest::theDetailOfARejectionHasTheRoom()
{
    QFETCH(const QSize, size);
    QFETCH(const int, least);
    rejectSome(*m_window);
    open(QStringLiteral("rejected"), size);
    auto *table = m_window->find<RowTable>("rejectionTable");
    const QHeaderView *header = table->header();
    QTRY_COMPARE(header->length(), table->viewport()->width());
    QVERIFY2(header->sectionSize(RejectionModel::Detail) >= least,
             qPrintable(QString::number(header->sectionSize(RejectionModel::Detail))));
    // No other column has room that it does not need.
    const QFontMetrics metrics(Type::body());
    for (const int column :
         {RejectionModel::Time, RejectionModel::Outcome, RejectionModel::Reason, RejectionModel::SiteKey,
          RejectionModel::Protocol, RejectionModel::Count, RejectionModel::Source}) {
        const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
        int needed = metrics.horizontalAdvance(title);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            needed = std::max(
                needed, metrics.horizontalAdvance(table->model()->index(row, column).data().toString()));
        QVERIFY2(header->isSectionHidden(column) || header->sectionSize(column) <= needed + 24,
                 qPrintable(title));
    }
    const QModelIndex detail = table->model()->index(0, RejectionModel::Detail);
    QVERIFY(detail.data(Qt::ToolTipRole).toString().contains(QStringLiteral("www.shop.example")));
}

void SmallWindowTest::theChosenRejectionStaysInSight()
{
    rejectSome(*m_window);
    open(QStringLiteral("rejected"), kSmall);
    auto *table = m_window->find<RowTable>("rejectionTable");
    QTRY_VERIFY(table->model()->rowCount() > 12);
    // The last that can be seen; the text below the table then takes its place.
    const QModelIndex last = table->model()->index(table->lastVisibleRow(), 0);
    table->setCurrentIndex(last);
    const auto isInSight = [&] {
        return table->viewport()->rect().contains(table->visualRect(last).center());
    };
    QTRY_VERIFY(m_window->find<QLabel>("rejectionRemedy")->isVisible());
    m_window->window().grab();
    QVERIFY(isInSight());
    QVERIFY(table->viewport()->height() >= 5 * Metrics::row());
}

void SmallWindowTest::aLongFilterFitsItsBar()
{
    const QString path = QStringLiteral("/") + QString(300, u'w');
    m_window->live.snapshot.activePages = {{path, 3}};
    open(QStringLiteral("live"), kSmall);
    m_window->window().livePage().findChild<LiveFilterBar *>()->toggleDimension(
        {QStringLiteral("page"), DimensionFilter::Operator::Equals, path});
    const auto *chip =
        m_window->window().livePage().findChild<FilterChip *>(QStringLiteral("filterChip_page"));
    QVERIFY2(LineText::plain(chip->toolTip()).contains(path), "the tooltip has it whole");
    QTRY_COMPARE(wrongIn(m_window->window().livePage()), QString());
}

QTEST_MAIN(SmallWindowTest)
#include "tst_smallwindow.moc"
