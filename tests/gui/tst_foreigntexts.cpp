// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"
#include "ui/history/historypage.h"
#include "ui/live/fieldtext.h"
#include "ui/live/hitinspector.h"
#include "ui/live/livepage.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/sites/sitedialog.h"
#include "ui/text/linetext.h"
#include "ui/widgets/rowtable.h"
#include "ui/window/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QTextDocument>

#include <array>

/// Whatever somebody else wrote, in every place of the window at once: it is text there, and makes nothing
/// grow.
class ForeignTextsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral("QString::arg|QPainter"))); }
    void areTextEverywhere_data();
    void areTextEverywhere();
    void pathsBeginAtTheLeft();

private:
    QHash<QByteArray, QSize> m_least; ///< of the window with each page and an ordinary text, the first row's
};

static void fillWith(HistoryWindow &past, const QString &text)
{
    Hit hit = FakeStatsSource::hit(past.site, QStringLiteral("/") + text, 0x77,
                                   past.clock.now() - kMicrosPerMinute);
    hit.title = text;
    hit.referrer = QStringLiteral("https://e.example/") + text;
    hit.source = text;
    hit.event = text;
    hit.campaign = {text, text, text, text, text};
    hit.place = {QStringLiteral("DE"), text, text, text};
    hit.client = {text, text, text, text, text};
    hit.language = text;
    hit.screen = text;
    hit.agent = text;
    hit.props = text;
    past.stats.stored.append(hit);
    past.live.siteList.first().name = text;
    past.live.commit({hit});
    Rejection rejection;
    rejection.reason = QStringLiteral("unknown_site");
    rejection.detail = rejection.site = rejection.source = rejection.excerpt = text;
    rejection.time = past.clock.now();
    past.live.reject({rejection});
    past.stats.notes = {{1, past.site, past.day(-3), text}};
    Goal goal;
    goal.id = QStringLiteral("g1");
    goal.site = past.site;
    goal.name = goal.pattern = goal.currency = text;
    past.stats.goalList = {goal};
    past.live.snapshot.activePages = past.live.snapshot.referrers = past.live.snapshot.places = {{text, 3}};
    past.live.store.concerns = {{QStringLiteral("database_set_aside"), Concern::Level::Degraded, text, true}};
    past.live.collector = {CollectorState::Phase::Failed, {}, text};
}

/// What a reader sees of a tooltip: Qt decides by itself whether it is markup.
static bool isMarkup(const QString &toolTip)
{
    QTextDocument document;
    document.setHtml(toolTip);
    return Qt::mightBeRichText(toolTip)
        && !toolTip.startsWith(QStringLiteral("<span style=\"white-space:pre-wrap\">"));
}

static QString wrongIn(QWidget &window)
{
    const auto name = [](const QObject *of) {
        return QString(QString::fromLatin1(of->metaObject()->className()) + u' ' + of->objectName());
    };
    QList<QWidget *> widgets = window.findChildren<QWidget *>();
    widgets.append(&window);
    for (const QWidget *widget : std::as_const(widgets)) {
        if (isMarkup(widget->toolTip()))
            return QStringLiteral("tooltip of ") + name(widget);
        if (const auto *label = qobject_cast<const QLabel *>(widget); label && !label->buddy()
            && label->textFormat() != Qt::PlainText && label->objectName() != QStringLiteral("mapCredits"))
            return QStringLiteral("format of ") + name(label) + label->text().left(40);
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
            button && !button->shortcut().isEmpty())
            return QStringLiteral("shortcut of ") + name(button);
    }
    for (const QMenu *menu : window.findChildren<QMenu *>()) {
        if (menu->sizeHint().width() > 900)
            return QStringLiteral("width of ") + name(menu);
    }
    return {};
}

void ForeignTextsTest::areTextEverywhere_data()
{
    QTest::addColumn<QString>("text");
    const std::array texts {"plain",
                            "<b>x</b>",
                            "<img src=x>",
                            "%1 %2 %L3 %n",
                            "&amp; &lt;",
                            "&File &Edit",
                            "two\nlines\r\nand\ttabs",
                            "\u202Eevil\u2067open",
                            "[*]",
                            "\"quotes\" 'and' \\",
                            "<a href=\"x\">y</a>"};
    for (const char *text : texts)
        QTest::addRow("%s", text) << QString::fromUtf8(text);
    QTest::addRow("long") << QString(10'000, u'W');
    QTest::addRow("many words") << QStringLiteral("word ").repeated(2000);
    QTest::addRow("zero") << QString(QStringLiteral("a") + QChar(0) + QStringLiteral("<b>b"));
}

void ForeignTextsTest::areTextEverywhere()
{
    QFETCH(QString, text);
    HistoryWindow past;
    fillWith(past, text);
    past.open();
    MainWindow &window = past.window();
    window.resize(1200, 800);
    Q_EMIT past.bus.storeStateChanged(past.live.store);
    Question question = past.page().question();
    question.filters = {{QStringLiteral("title"), DimensionFilter::Operator::Equals, text}};
    past.page().setQuestion(question);
    QTRY_VERIFY(window.isSettled());
    for (const char *page : {"history", "map", "links", "sites", "rejected", "live"}) {
        window.showPage(QString::fromLatin1(page));
        QTRY_VERIFY(window.isSettled());
        if (page == QByteArray("rejected"))
            window.rejectedPage().findChild<RowTable *>()->setCurrentIndex(
                window.rejectedPage().model().index(0, 0));
        if (page == QByteArray("live"))
            window.livePage().inspectNewest();
        QTRY_VERIFY(window.isSettled());
        window.grab();
        QCOMPARE(wrongIn(window), QString());
        QCOMPARE(window.size(), QSize(1200, 800));
        const QSize least = window.minimumSizeHint();
        if (text == QStringLiteral("plain"))
            m_least.insert(page, least);
        const QSize room = m_least.value(page)
            + QSize(120, 120); // a filter chip has its text, up to a length
        QVERIFY2(least.width() <= room.width() && least.height() <= room.height(),
                 qPrintable(QStringLiteral("%1: %2 × %3")
                                .arg(QLatin1StringView(page))
                                .arg(least.width())
                                .arg(least.height())));
        for (const RowTable *table : window.findChildren<RowTable *>())
            QVERIFY2(table->model()->rowCount() == 0 || table->sizeHintForRow(0) < 60, page);
    }
    SiteDialog dialog(past.live, past.live.siteList.constFirst());
    dialog.show();
    QCOMPARE(wrongIn(dialog), QString());
    QVERIFY(dialog.windowTitle().size() <= 220 && !dialog.windowTitle().contains(u'\n'));
    QVERIFY2(dialog.width() < 1000, "title");
}

/// The first text of a model or label below `window` that contains `name` and would begin at the right.
static QString wrongDirectionIn(const QWidget &window, const QString &name, int &seen)
{
    const auto isWrong = [&](const QString &text) {
        const QString plain = LineText::plain(text);
        if (!plain.contains(name) || !plain.contains(u'/'))
            return false;
        ++seen;
        return text.isRightToLeft() || !text.contains(LineText::path(u'/' + name).last(name.size() + 1));
    };
    QList<const QAbstractItemModel *> models;
    for (const auto *model : window.findChildren<QAbstractItemModel *>())
        models.append(model);
    for (const auto *table : window.findChildren<RowTable *>())
        models.append(table->model());
    for (const QAbstractItemModel *model : std::as_const(models)) {
        for (int row = 0; row < std::min(50, model->rowCount()); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)}) {
                    const QString text = index.data(role).toString();
                    if (isWrong(text))
                        return QString::fromLatin1(model->metaObject()->className()) + u' ' + text;
                }
            }
        }
    }
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (isWrong(label->text()))
            return QStringLiteral("label ") + label->text();
    }
    for (const auto *field : window.findChildren<FieldText *>()) {
        if (isWrong(field->toPlainText()))
            return QStringLiteral("field ") + field->toPlainText();
    }
    for (const auto *chip : window.findChildren<QAbstractButton *>()) {
        if (isWrong(chip->text()))
            return QStringLiteral("button ") + chip->text();
    }
    return {};
}

void ForeignTextsTest::pathsBeginAtTheLeft()
{
    const QString name = QStringLiteral("سلام");
    const QString path = u'/' + name;
    HistoryWindow past;
    Hit hit = FakeStatsSource::hit(past.site, path, 0x77, past.clock.now() - kMicrosPerMinute);
    past.stats.stored.append(hit);
    past.live.commit({hit});
    past.live.snapshot.activePages = {{path, 3}};
    past.open();
    MainWindow &window = past.window();
    Question question = past.page().question();
    question.filters = {{QStringLiteral("page"), DimensionFilter::Operator::Equals, path}};
    past.page().setQuestion(question);
    QTRY_VERIFY(window.isSettled());
    past.page().showVisits(true);
    QTRY_VERIFY(window.isSettled());
    auto *visits = past.find<RowTable>("visitTable");
    visits->setCurrentIndex(visits->model()->index(0, 0));
    QTRY_VERIFY(window.isSettled());
    int seen = 0;
    QCOMPARE(wrongDirectionIn(window, name, seen), QString());
    QVERIFY2(seen >= 8,
             qPrintable(QString::number(seen))); // hit, visit, its hit, Now, tooltips of them; chips

    window.showPage(QStringLiteral("live"));
    past.find<QWidget>("activePages")->setFocus();
    QTest::keyClick(past.find<QWidget>("activePages"), Qt::Key_Return); // a chip above the table
    QTRY_VERIFY(window.isSettled());
    window.livePage().inspectNewest();
    QTRY_VERIFY(window.isSettled());
    seen = 0;
    QCOMPARE(wrongDirectionIn(window, name, seen), QString());
    QVERIFY2(seen >= 12, qPrintable(QString::number(seen))); // and the inspector

    past.find<QAction>("actionCopy")->trigger();
    QVERIFY2(QApplication::clipboard()->text().contains(hit.url),
             qPrintable(QApplication::clipboard()->text()));
    const QString fields = window.livePage().findChild<HitInspector *>()->plainText();
    QVERIFY2(fields.contains(QStringLiteral("URL: ") + hit.url), qPrintable(fields));
}

QTEST_MAIN(ForeignTextsTest)
#include "tst_foreigntexts.moc"
