// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "core/types/firsthitwatch.h"
#include "ui/history/breakdownpanel.h"
#include "ui/live/fieldtext.h"
#include "ui/live/hitcolumns.h"
#include "ui/live/livepage.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/manual/manualview.h"
#include "ui/manual/manualwindow.h"
#include "ui/palette/palettedelegate.h"
#include "ui/past/breakdownlist.h"
#include "ui/rejected/rejectionmodel.h"
#include "ui/sites/verifycard.h"
#include "ui/text/tabulartext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/rowtable.h"
#include "ui/window/mainwindow.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>
#include <QTextDocument>
#include <QToolButton>

#include <cmath>

/// What follows the size of texts while the window is open, and comes back with it.
class TextSizeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup();
    void columnsFollow_data();
    void columnsFollow();
    void aWidthOfTheUserFollows();
    void rejectionsAreShownWhole();
    void sharesHaveRoom();
    void headingsOfSharesFollow();
    void columnsOfLaidOutTablesFollow();
    void fieldsOfNumbersFollow();
    void signsOfTheFirstHitFollow();
    void columnsOfOtherTablesFollow();
    void theStatusBarComesBack();
    void signsOfPlacesFollow();
    void signsOfButtonsFollow();
    void chipsHaveRoomForTheirSigns();
    void fieldsOfTheInspectorAreShownWhole();
    void rowsAreLeftInASmallWindow_data();
    void rowsAreLeftInASmallWindow();
    void theManualFollows();
    void theSearchBoxFollows();
    void thePaletteFollows();

private:
    void setPercent(int percent)
    {
        m_window->settings.setTextPercent(percent);
        QCoreApplication::processEvents(); // lays out
    }
    void openLive(int width)
    {
        m_window->live.commitSilently({FakeLiveSource::pageview(m_window->site, QStringLiteral("/a"), 7)});
        m_window->open(QStringLiteral("live"));
        m_window->window().resize(width, 800);
    }
    QHeaderView &header() { return *m_window->find<RowTable>("hitTable")->header(); }

    std::unique_ptr<HistoryWindow> m_window;
};

void TextSizeTest::cleanup()
{
    m_window.reset();
    Theme::apply(Settings::Theme::Light);
}

void TextSizeTest::columnsFollow_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {75, 150, 200})
        QTest::addRow("%d %%", percent) << percent;
}

void TextSizeTest::columnsFollow()
{
    QFETCH(const int, percent);
    openLive(3840);
    constexpr std::array kColumns {HitTableModel::Time,   HitTableModel::Sign,    HitTableModel::Location,
                                   HitTableModel::Device, HitTableModel::Browser, HitTableModel::Referrer,
                                   HitTableModel::Visitor};
    QTRY_COMPARE(header().length(), m_window->find<RowTable>("hitTable")->viewport()->width());
    QList<int> full;
    for (const int column : kColumns)
        full.append(header().sectionSize(column));
    setPercent(percent);
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        QCOMPARE(header().sectionSize(kColumns.at(i)), TextScale::scaled(full.at(static_cast<qsizetype>(i))));
    QCOMPARE(header().length(), m_window->find<RowTable>("hitTable")->viewport()->width());
    setPercent(100);
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        QCOMPARE(header().sectionSize(kColumns.at(i)), full.at(static_cast<qsizetype>(i)));
}

void TextSizeTest::aWidthOfTheUserFollows()
{
    openLive(3840);
    QTRY_COMPARE(header().length(), m_window->find<RowTable>("hitTable")->viewport()->width());
    header().resizeSection(HitTableModel::Referrer, 301);
    setPercent(200);
    QCOMPARE(header().sectionSize(HitTableModel::Referrer), 602);
    header().resizeSection(HitTableModel::Browser, 250);
    setPercent(100);
    QCOMPARE(header().sectionSize(HitTableModel::Referrer), 301);
    QCOMPARE(header().sectionSize(HitTableModel::Browser), 125);
    const QByteArray state = m_window->window().livePage().columnState();
    setPercent(150);
    m_window->close();
    m_window->open(QStringLiteral("live"));
    m_window->window().resize(3840, 800);
    QCOMPARE(m_window->window().livePage().columnState(), state);
    QTRY_COMPARE(header().sectionSize(HitTableModel::Browser), 188);
}

void TextSizeTest::rejectionsAreShownWhole()
{
    Rejection rejection;
    rejection.reason = QStringLiteral("dnt");
    rejection.detail = QStringLiteral("The browser asked not to be tracked.");
    rejection.site = m_window->site;
    m_window->live.reject({rejection});
    m_window->open(QStringLiteral("rejected"));
    m_window->window().resize(1440, 900);
    const auto &table = *m_window->find<RowTable>("rejectionTable");
    QTRY_COMPARE(table.model()->rowCount(), 1);
    setPercent(200);
    const QFontMetrics metrics(Type::body());
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        const QString text = table.model()->index(0, column).data().toString();
        const int width = table.header()->sectionSize(column);
        // The others may have no room; these two say what happened.
        const bool mayBeAway = column != RejectionModel::Reason && column != RejectionModel::Detail;
        const bool isAway = table.header()->isSectionHidden(column) || width == 0;
        QVERIFY2(isAway ? mayBeAway : width >= metrics.horizontalAdvance(text), qPrintable(text));
    }
}

void TextSizeTest::sharesHaveRoom()
{
    m_window->open(QStringLiteral("map"));
    QStandardItemModel model(1, 3);
    model.setItem(0, 0, new QStandardItem(QStringLiteral("/a")));
    model.setItem(0, 1, new QStandardItem(QStringLiteral("1,234")));
    model.setItem(0, 2, new QStandardItem(QStringLiteral("100.0 %")));
    BreakdownList list;
    list.setModel(&model);
    list.setLoading(false);
    const int before = list.shareRoom();
    setPercent(200);
    QCOMPARE(list.shareRoom(), 2 * before);
    list.resize(600, 200);
    const QImage picture = list.grab().toImage();
    const auto isBlank = [&picture](int x) {
        for (int y = 1; y < picture.height(); ++y) {
            if (picture.pixel(x, y) != picture.pixel(x, 0))
                return false;
        }
        return true;
    };
    // From the right: the share, a gap, the number.
    int x = picture.width() - 1;
    while (x > 0 && isBlank(x))
        --x;
    x -= static_cast<int>(std::ceil(TabularText(Type::small()).width(QStringLiteral("100.0 %"))));
    QVERIFY(x > 100);
    for (int i = 0; i < 4; ++i)
        QVERIFY2(isBlank(--x), qPrintable(QString::number(x)));
}

/// Also before the next answer.
void TextSizeTest::headingsOfSharesFollow()
{
    m_window->open();
    const auto *heading = m_window->find<QWidget>("panelPagesShare");
    const auto &list = m_window->find<BreakdownPanel>("panelPages")->list();
    const int full = heading->width();
    QCOMPARE(full, list.shareRoom() - 4);
    setPercent(200);
    QCOMPARE(heading->width(), 2 * full + 4);
    setPercent(100);
    QCOMPARE(heading->width(), full);
}

void TextSizeTest::columnsOfLaidOutTablesFollow()
{
    m_window->open();
    QTest::mouseClick(m_window->find<QWidget>("panelPagesMore"), Qt::LeftButton);
    QTRY_VERIFY(m_window->find<RowTable>("breakdownTable"));
    for (const char *name : {"visitTable", "breakdownTable"}) {
        const QHeaderView &header = *m_window->find<RowTable>(name)->header();
        setPercent(100);
        const int full = header.sectionSize(1);
        setPercent(200);
        QCOMPARE(header.sectionSize(1), 2 * full);
    }
}

void TextSizeTest::fieldsOfNumbersFollow()
{
    m_window->open(QStringLiteral("settings-collecting"));
    const auto *port = m_window->find<QWidget>("settingsPort");
    const int full = port->width();
    setPercent(200);
    QCOMPARE(port->width(), 2 * full);
}

void TextSizeTest::signsOfTheFirstHitFollow()
{
    m_window->open();
    Site site;
    site.id = m_window->site;
    VerifyCard card(m_window->bus, m_window->live, m_window->live, m_window->clock);
    card.setSite(site);
    card.show();
    Hit hit = FakeLiveSource::pageview(site.id, QStringLiteral("/"), 7);
    hit.kind = HitKind::Event;
    hit.event = QString(kTestHitEvent);
    hit.agent = QString(kTestHitAgent);
    m_window->live.commit({hit});
    const auto height = [&card] {
        for (const QWidget *line : card.findChildren<QWidget *>(QStringLiteral("verifyLine"))) {
            for (const QLabel *label : line->findChildren<QLabel *>()) {
                if (const QPixmap sign = label->pixmap(); !sign.isNull())
                    return sign.deviceIndependentSize().height();
            }
        }
        return 0.0;
    };
    QTRY_VERIFY(height() > 0);
    const qreal full = height();
    setPercent(200);
    QTRY_COMPARE(height(), 2 * full);
}

void TextSizeTest::rowsAreLeftInASmallWindow_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("rows");
    QTest::addRow("100 %%") << 100 << 11;
    QTest::addRow("150 %%") << 150 << 8;
    QTest::addRow("200 %%") << 200 << 5;
}

void TextSizeTest::rowsAreLeftInASmallWindow()
{
    QFETCH(const int, percent);
    QFETCH(const int, rows);
    openLive(1024);
    m_window->window().resize(1024, 640);
    setPercent(percent);
    QTRY_COMPARE(m_window->window().size(), QSize(1024, 640));
    m_window->window().grab(); // lays out
    const auto *table = m_window->find<RowTable>("hitTable");
    const auto shown = [table] { return table->viewport()->height() / table->sizeHintForRow(0); };
    QTRY_VERIFY2(shown() >= rows,
                 qPrintable(QStringLiteral("%1 of %2").arg(shown()).arg(table->viewport()->height())));
    // The figures stay, if only in one line.
    QVERIFY(m_window->find<QWidget>("counterWindow")->isVisible());
}

void TextSizeTest::columnsOfOtherTablesFollow()
{
    m_window->open(QStringLiteral("rejected"));
    QHeaderView &header = *m_window->find<RowTable>("rejectionTable")->header();
    header.resizeSection(0, 121);
    setPercent(200);
    QCOMPARE(header.sectionSize(0), 242);
    setPercent(100);
    QCOMPARE(header.sectionSize(0), 121);
}

void TextSizeTest::theStatusBarComesBack()
{
    openLive(1440);
    m_window->window().grab();
    const auto *bar = m_window->find<QWidget>("statusBar");
    const auto figures = bar->findChildren<Figure *>();
    QVERIFY(figures.size() > 4);
    QList<int> before;
    for (const Figure *figure : figures)
        before.append(figure->sizeHint().width());
    const int height = bar->height();
    setPercent(200);
    m_window->window().grab();
    QVERIFY(bar->height() >= 2 * height - 2);
    for (const Figure *figure : figures)
        QVERIFY2(!figure->isVisible() || figure->width() >= figure->sizeHint().width(),
                 qPrintable(figure->objectName()));
    setPercent(100);
    m_window->window().grab();
    for (qsizetype i = 0; i < figures.size(); ++i)
        QVERIFY2(figures.at(i)->sizeHint().width() <= before.at(i), qPrintable(figures.at(i)->objectName()));
    QCOMPARE(bar->height(), height);
}

void TextSizeTest::signsOfPlacesFollow()
{
    QPixmap canvas(400, 60);
    canvas.fill(Qt::white);
    QPainter painter(&canvas);
    const auto room = [&painter](const char *place) {
        return paintPlaceSign(painter, QRectF(0, 0, 400, 60), QString::fromLatin1(place), Qt::black).left();
    };
    for (const char *place : {"DE", "local", ""}) {
        TextScale::set(100);
        const qreal full = room(place);
        TextScale::set(200);
        QVERIFY2(room(place) >= 2 * full - 8, place);
    }
    TextScale::set(100);
}

void TextSizeTest::signsOfButtonsFollow()
{
    m_window->open();
    const auto *undo = m_window->find<QToolButton>("historyUndo");
    QVERIFY(undo);
    const QSize full = undo->size();
    const int sign = undo->iconSize().height();
    setPercent(200);
    QCOMPARE(undo->size(), 2 * full);
    QCOMPARE(undo->iconSize().height(), 2 * sign);
    QCOMPARE(undo->icon().pixmap(undo->iconSize(), 1).height(), 2 * sign); // drawn at this size
    setPercent(100);
    QCOMPARE(undo->size(), full);
    QCOMPARE(undo->iconSize().height(), sign);
}

void TextSizeTest::chipsHaveRoomForTheirSigns()
{
    Chip plain(QStringLiteral("abc")), signs(QStringLiteral("abc"));
    signs.setSign(QStringLiteral("pause"));
    signs.setArrow(true);
    const int room = signs.sizeHint().width() - plain.sizeHint().width();
    TextScale::set(200);
    QCOMPARE(signs.sizeHint().width() - plain.sizeHint().width(), 2 * room);
    TextScale::set(100);
}

void TextSizeTest::fieldsOfTheInspectorAreShownWhole()
{
    openLive(1440);
    m_window->window().livePage().inspectNewest();
    for (const int percent : {200, 75, 100}) {
        setPercent(percent);
        m_window->window().grab();
        QCoreApplication::processEvents();
        const auto fields = m_window->window().findChildren<FieldText *>();
        QVERIFY(!fields.isEmpty());
        for (const FieldText *field : fields) {
            const auto *sign = m_window->find<QToolButton>("copyField");
            QCOMPARE(sign->iconSize().height(), TextScale::scaled(12));
            QVERIFY2(!field->isVisible() || field->height() >= qRound(field->document()->size().height()),
                     qPrintable(field->accessibleName()));
        }
    }
}

void TextSizeTest::theManualFollows()
{
    ManualWindow window;
    window.open(QStringLiteral("windows.md"));
    auto *view = window.findChild<ManualView *>();
    const auto *back = window.findChild<QToolButton *>(QStringLiteral("manualBack"));
    const auto heading = [view] {
        const QTextBlock first = view->document()->begin();
        return first.begin().fragment().charFormat().property(QTextFormat::FontPixelSize).toInt();
    };
    const int text = view->document()->defaultFont().pixelSize();
    const int title = heading();
    QVERIFY(text > 0 && title > text);
    const qreal length = view->document()->size().height();
    Theme::apply(Settings::Theme::Light, 200);
    QTRY_COMPARE(heading(), 2 * title);
    QCOMPARE(view->document()->defaultFont().pixelSize(), 2 * text);
    QVERIFY(view->document()->size().height() > 2 * length);
    QCOMPARE(back->width(), 56);
    Theme::apply(Settings::Theme::Light);
    QTRY_COMPARE(heading(), title);
    QCOMPARE(view->document()->defaultFont().pixelSize(), text);
}

void TextSizeTest::theSearchBoxFollows()
{
    openLive(1440);
    const auto *box = m_window->find<QLineEdit>("filterBox");
    const QSize full = box->size();
    setPercent(200);
    QCOMPARE(box->height(), 2 * full.height());
    setPercent(100);
    QTRY_COMPARE(box->size(), full);
}

void TextSizeTest::thePaletteFollows()
{
    openLive(1440);
    setPercent(200);
    QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
    const auto *field = m_window->find<QLineEdit>("paletteField");
    QVERIFY(field->isVisible());
    QCOMPARE(field->minimumHeight(), 112);
    QCOMPARE(PaletteDelegate::row(), 72);
}

QTEST_MAIN(TextSizeTest)
#include "tst_textsize.moc"
