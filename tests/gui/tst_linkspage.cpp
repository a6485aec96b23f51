// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/links/linkspage.h"
#include "ui/links/linkstock.h"
#include "ui/past/pastquestion.h"
#include "ui/text/linetext.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/rowtable.h"
#include "ui/widgets/statepanel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

Link linkOf(const char *code, const char *url)
{
    Link link;
    link.code = s(code);
    link.url = s(url);
    link.site = s("shop");
    link.madeAt = 1;
    return link;
}

QList<LinkVariant> named(const QStringList &names)
{
    QList<LinkVariant> variants;
    for (const QString &name : names)
        variants.append({name, s("https://shop.example/") + name, 1});
    return variants;
}

} // namespace

/// The links page by the keyboard alone.
class LinksPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void showsLinksWithTheirClicks();
    void showsTheLinksOfTheSite();
    void saysWhyItIsEmpty();
    void saysWhatFailedAndTriesAgain();
    void showsASkeletonWhileItReads();
    void makesALink();
    void copiesTheNewLink();
    void makesACodeByChance();
    void refusesBadInput_data();
    void refusesBadInput();
    void offersFreeCodes();
    void warnsOfALookAlike();
    void keepsWhatTheStoreRefused();
    void buildsCampaignParameters();
    void comparesDestinations();
    void editsALink();
    void changesAndRemovesAPassword();
    void asksBeforeTypedTextIsLost();
    void archivesAndUsesAgain();
    void deletesAndTakesItBack();
    void tagsSeveralLinks();
    void putsSeveralLinksInACampaign();
    void searches();
    void sortsAndKeepsTheSelection();
    void filtersByStateAndTag();
    void opensALink();
    void followsClicksOfALink();
    void showsVariantsOfALink();
    void leadsToHistory();
    void concludesACampaign();
    void showsWhatBelongsToACampaign();
    void copiesAddresses();
    void savesAQrCode();
    void speaksToScreenReaders();
    void ctrlNMakesASite();
    void ordersOfOneStock();
    void showsALinkMadeElsewhere();
    void editsEndWhatCanBeTakenBack();
    void triesAgainToTakeBack();
    void saysHowManyWereChanged();
    void keepsCountsThatCannotBeReadAgain();
    void startsADayAtMidnight();
    void drawsTrendsAgainWhenVerdictsChange();
    void saysThatAFilterHidesTheSavedLink();
    void followsParametersOfTheUrl();
    void keepsTheSiteThatWasRemoved();
    void comparesDestinationsOfAStoredLink();
    void takesGroupedNumbers();
    void showsNamesWithAnAmpersand();
    void knowsEveryDevice();
    void takesTagsAwayBeforeItCounts();
    void asksOnlyForTheTabThatIsShown();
    void capsSheetsAndHistory();

private:
    void open();
    void addClick(const char *code, quint64 visitor, int day, const char *variant = "");
    LinkModel &model() { return m_window->window().linksPage().model(); }
    RowTable &table() { return *m_window->find<RowTable>("linkTable"); }
    QList<Link> &stored() { return m_window->live.links.list; }
    const Link *storedLink(const char *code);
    /// Opens the form of a new link, or of the chosen one, and waits until it has the keyboard.
    void openForm(int key = Qt::Key_N,
                  Qt::KeyboardModifiers modifiers = Qt::ControlModifier | Qt::ShiftModifier);
    bool hasKeyboard(const char *dialog);
    QDialog *dialog() { return m_window->find<QDialog>("linkDialog"); }
    QStringList codes();
    QString cell(int row, int column) { return model().index(row, column).data().toString(); }
    void press(int key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString &text);
    /// By the Tab key.
    bool goTo(const char *name);
    /// The off-screen platform does not give the window the keyboard when a dialog closes.
    void awaitKeyboard();
    void replace(const char *field, const QString &text);
    void select(int first, int count);
    QAction *menuEntry(const char *name);
    QString below(const char *field);

    std::unique_ptr<HistoryWindow> m_window;
};

void LinksPageTest::init()
{
    m_window = std::make_unique<HistoryWindow>();
    m_window->live.collector.url = s("http://go.example");
    Link sale = linkOf("sale", "https://shop.example/sale/summer");
    sale.tags = {s("launch")};
    sale.campaign = s("Summer");
    sale.earlierClicks = 1200;
    Link old = linkOf("old", "https://shop.example/old");
    old.expiresAt = m_window->clock.now() - kMicrosPerDay;
    stored() = {linkOf("docs", "https://xn--bcher-kva.example/start"), old, sale};
    addClick("sale", 1, -3);
    addClick("sale", 2, 0);
    addClick("sale", 3, 0);
    addClick("docs", 4, -1);
}

void LinksPageTest::addClick(const char *code, quint64 visitor, int day, const char *variant)
{
    Hit hit = FakeStatsSource::hit(m_window->site, s("/"), visitor,
                                   m_window->day(day) + 9 * kMicrosPerHour
                                       + static_cast<Micros>(visitor) * kMicrosPerMinute);
    hit.kind = HitKind::Click;
    hit.link = s(code);
    if (*variant != '\0')
        hit.props = s("{\"variant\":\"") + s(variant) + s("\"}");
    m_window->stats.stored.append(hit);
    std::ranges::stable_sort(m_window->stats.stored, {}, &Hit::eventAt);
}

void LinksPageTest::open()
{
    m_window->open(s("live"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_4);
    QCOMPARE(m_window->window().currentPage(), s("links"));
    QTRY_VERIFY(m_window->window().isSettled());
}

const Link *LinksPageTest::storedLink(const char *code)
{
    const auto found = std::ranges::find(stored(), s(code), &Link::code);
    return found == stored().end() ? nullptr : &*found;
}

QStringList LinksPageTest::codes()
{
    QStringList codes;
    for (int row = 0; row < model().rowCount(); ++row)
        codes.append(model().linkAt(row).code);
    return codes;
}

void LinksPageTest::awaitKeyboard()
{
    if (!QApplication::activeWindow() && !dialog())
        m_window->window().activateWindow();
    QTRY_VERIFY(QApplication::activePopupWidget() || QApplication::focusWidget());
}

void LinksPageTest::press(int key, Qt::KeyboardModifiers modifiers)
{
    awaitKeyboard();
    QWidget *target = QApplication::activePopupWidget();
    if (!target)
        target = QApplication::focusWidget();
    QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
}

void LinksPageTest::type(const QString &text)
{
    QTRY_VERIFY(QApplication::focusWidget());
    for (const QChar letter : text) // keyClicks() knows ASCII alone
        QTest::sendKeyEvent(QTest::Click, QApplication::focusWidget(), Qt::Key_unknown, QString(letter), {});
}

bool LinksPageTest::goTo(const char *name)
{
    awaitKeyboard();
    for (int i = 0; i < 100 && QApplication::focusWidget(); ++i) {
        QWidget *now = QApplication::focusWidget();
        if (now->objectName() == QLatin1StringView(name)
            || (now->parentWidget() && now->parentWidget()->objectName() == QLatin1StringView(name)
                && qobject_cast<QComboBox *>(now->parentWidget())))
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

void LinksPageTest::replace(const char *field, const QString &text)
{
    QVERIFY2(goTo(field), field);
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Delete);
    type(text);
}

void LinksPageTest::select(int first, int count)
{
    table().setFocus();
    press(Qt::Key_Home);
    QCOMPARE(table().currentIndex().row(), 0);
    for (int i = 0; i < first; ++i)
        press(Qt::Key_Down);
    for (int i = 1; i < count; ++i)
        press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(table().selectedRowNumbers(100).size(), count);
}

bool LinksPageTest::hasKeyboard(const char *dialog)
{
    const auto *shown = m_window->find<QDialog>(dialog);
    const QWidget *focused = QApplication::focusWidget();
    return shown && focused && shown->isAncestorOf(focused);
}

void LinksPageTest::openForm(int key, Qt::KeyboardModifiers modifiers)
{
    press(key, modifiers);
    QTRY_VERIFY(hasKeyboard("linkDialog"));
}

/// By the menu key; the menu is closed again.
QAction *LinksPageTest::menuEntry(const char *name)
{
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(table().viewport(), &asked);
    auto *menu = m_window->find<QMenu>("linkMenu");
    if (!menu || !menu->isVisible())
        return nullptr;
    auto *entry = m_window->find<QAction>(name);
    const bool isThere = menu->actions().contains(entry);
    menu->close();
    return isThere ? entry : nullptr;
}

QString LinksPageTest::below(const char *field)
{
    const auto *label = m_window->find<QLabel>(qPrintable(s(field) + s("Below")));
    return label && label->isVisibleTo(label->window()) ? label->text().remove(QChar(0x200b)) : QString();
}

void LinksPageTest::showsLinksWithTheirClicks()
{
    open();
    const QAbstractItemModelTester tester(&model());
    QCOMPARE(codes(), QStringList({s("sale"), s("docs"), s("old")})); // by the clicks of 30 days
    QCOMPARE(cell(0, LinkModel::Today), s("2"));
    QCOMPARE(cell(0, LinkModel::Month), s("3"));
    QCOMPARE(cell(0, LinkModel::Total), s("3 + 1,200 earlier"));
    QCOMPARE(cell(0, LinkModel::State), s("Active"));
    QCOMPARE(cell(2, LinkModel::State), s("Expired"));
    QVERIFY(cell(1, LinkModel::Destination).contains(s("bücher.example")));
    QTRY_COMPARE(model().trendAt(0).size(), 30);
    QCOMPARE(model().trendAt(0).last(), 2);
    QCOMPARE(m_window->find<QLabel>("linksTotals")->text(), s("2 active of 3 links"));
}

void LinksPageTest::showsTheLinksOfTheSite()
{
    Link other = linkOf("other", "https://other.example/");
    other.site = s("other");
    stored().append(other);
    m_window->live.siteList.append({s("other"), s("Other"), {}, s("UTC"), {}});
    open();
    QCOMPARE(model().rowCount(), 3);
    m_window->window().linksPage().setSite({});
    QTRY_COMPARE(model().rowCount(), 4);
}

void LinksPageTest::saysWhyItIsEmpty()
{
    stored().clear();
    open();
    auto *state = m_window->find<StatePanel>("linksState");
    const auto headline = [state] { return state->findChild<QLabel *>(s("emptyHeadline"))->text(); };
    QCOMPARE(state->state(), StatePanel::State::Empty);
    QCOMPARE(headline(), s("No links yet"));
    Link other = linkOf("other", "https://other.example/");
    other.site = s("other");
    stored().append(other);
    model().reload();
    QTRY_COMPARE(headline(), s("No links of this site"));
    other.site = s("shop");
    stored() = {other};
    model().reload();
    QTRY_COMPARE(state->state(), StatePanel::State::Data);
    QVERIFY(goTo("linksEnded"));
    press(Qt::Key_Space);
    QTRY_COMPARE(headline(), s("No link matches"));
    QVERIFY(!m_window->find<QPushButton>("linksEmptyNew")->isVisible());
    QVERIFY(goTo("linksEmptyClear"));
    press(Qt::Key_Space);
    QTRY_COMPARE(state->state(), StatePanel::State::Data);
    stored().clear();
    model().reload();
    QTRY_COMPARE(headline(), s("No links yet"));
    QVERIFY(goTo("linksEmptyNew"));
    press(Qt::Key_Space);
    QVERIFY(dialog());
}

void LinksPageTest::saysWhatFailedAndTriesAgain()
{
    open();
    m_window->live.queue.failNext = s("the disk is gone");
    model().reload();
    auto *state = m_window->find<StatePanel>("linksState");
    QTRY_COMPARE(state->errorText(), s("the disk is gone"));
    QCOMPARE(model().rowCount(), 3); // what was read stays
    QVERIFY(goTo("retryButton"));
    press(Qt::Key_Space);
    QTRY_COMPARE(state->errorText(), QString());
}

void LinksPageTest::showsASkeletonWhileItReads()
{
    m_window->live.queue.manual = true;
    m_window->stats.queue.manual = true;
    m_window->open(s("links"));
    QCOMPARE(m_window->find<StatePanel>("linksState")->state(), StatePanel::State::Loading);
    QTRY_VERIFY((m_window->live.queue.answerAll(), model().rowCount() == 3));
    QCOMPARE(m_window->find<StatePanel>("linksState")->state(), StatePanel::State::Data);
}

void LinksPageTest::makesALink()
{
    open();
    openForm();
    type(s("https://shop.example/new?a=1#plans"));
    replace("linkCode", s("fresh"));
    replace("linkName", s("Poster in hall B"));
    replace("linkTags", s("print, hall b"));
    replace("linkCampaign", s("Fair"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog());
    const Link *made = storedLink("fresh");
    QVERIFY(made);
    QCOMPARE(made->url, s("https://shop.example/new?a=1#plans"));
    QCOMPARE(made->name, s("Poster in hall B"));
    QCOMPARE(made->tags, QStringList({s("print"), s("hall b")}));
    QCOMPARE(made->campaign, s("Fair"));
    QCOMPARE(made->site, s("shop"));
    QTRY_COMPARE(model().rowCount(), 4);
    QTRY_COMPARE(model().linkAt(table().currentIndex().row()).code, s("fresh")); // and is chosen
}

void LinksPageTest::copiesTheNewLink()
{
    open();
    openForm();
    type(s("https://shop.example/copied"));
    replace("linkCode", s("copied"));
    QVERIFY(goTo("linkSaveAndCopy"));
    press(Qt::Key_Space);
    QTRY_VERIFY(!dialog());
    QCOMPARE(QApplication::clipboard()->text(), s("http://go.example/copied"));
}

void LinksPageTest::makesACodeByChance()
{
    open();
    openForm();
    auto *code = m_window->find<QLineEdit>("linkCode");
    QCOMPARE(code->text().size(), 6);
    const QString first = code->text();
    QVERIFY(goTo("linkRandom"));
    press(Qt::Key_Space);
    QVERIFY(code->text() != first);
    m_window->find<QAction>("codeLength10")->trigger();
    m_window->find<QAction>("codeReadable")->trigger();
    QSet<QString> made;
    for (int i = 0; i < 20; ++i) { // one of them alone may lack the letters by chance
        QVERIFY(goTo("linkRandom"));
        press(Qt::Key_Space);
        QCOMPARE(code->text().size(), 10);
        for (const char letter : {'0', 'o', '1', 'l', 'i'})
            QVERIFY2(!code->text().contains(QLatin1Char(letter)), qPrintable(code->text()));
        made.insert(code->text());
    }
    QCOMPARE(made.size(), 20);
}

void LinksPageTest::refusesBadInput_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const char *field, const QString &typed, const char *sentence) {
        QTest::newRow(name) << s(field) << typed << s(sentence);
    };
    row("no destination", "linkUrl", {}, "Write where the link leads");
    row("script", "linkUrl", s("javascript:alert(1)"), "is no destination");
    row("without scheme", "linkUrl", s("shop.example/x"), "is no destination");
    row("no host", "linkUrl", s("https://a b/"), "is no destination");
    row("no code", "linkCode", {}, "Write a code");
    row("reserved code", "linkCode", s("API"), "is a path of the collector");
    row("bad code", "linkCode", s("a.b"), "is no code");
    row("taken code", "linkCode", s("SALE"), "/sale is taken");
    row("long name", "linkName", QString(101, u'n'), "A name has at most 100 characters");
    row("bad tag", "linkTags", s("a|b"), "is no tag");
    row("long campaign", "linkCampaign", QString(101, u'c'), "A campaign has at most 100 characters");
    row("no number", "linkMaxClicks", s("many"), "Write a whole number");
    row("negative", "linkMaxClicks", s("-3"), "Write a whole number");
    row("decimal number", "linkMaxClicks", s("1,5"), "Write a whole number");
    row("misplaced groups", "linkMaxClicks", s("1,50,0"), "Write a whole number");
    row("bad fallback", "linkFallback", s("nowhere"), "is no destination");
}

void LinksPageTest::refusesBadInput()
{
    QFETCH(const QString, field);
    QFETCH(const QString, typed);
    QFETCH(const QString, sentence);
    open();
    openForm();
    type(s("https://shop.example/good"));
    replace("linkCode", s("good"));
    QVERIFY(goTo("linkEndFold"));
    press(Qt::Key_Space);
    replace(qPrintable(field), typed);
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY2(below(qPrintable(field)).contains(sentence), qPrintable(below(qPrintable(field))));
    QVERIFY(m_window->find<QWidget>(qPrintable(field))->accessibleDescription().contains(sentence));
    QVERIFY(dialog());
    QCOMPARE(stored().size(), 3);
    QVERIFY(QApplication::focusWidget()->objectName() == field
            || QApplication::focusWidget()->parentWidget()->objectName() == field);
    QVERIFY(m_window->find<QPushButton>("linkProblem")->isVisible());
    // Nothing is lost, and mended it goes.
    if (field != s("linkUrl"))
        QCOMPARE(m_window->find<QLineEdit>("linkUrl")->text(), s("https://shop.example/good"));
    const bool isNeeded = field == s("linkUrl") || field == s("linkCode");
    replace(qPrintable(field),
            !isNeeded                    ? QString()
                : field == s("linkCode") ? s("mended")
                                         : s("https://shop.example/mended"));
    QCOMPARE(below(qPrintable(field)), QString());
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog());
    QCOMPARE(stored().size(), 4);
}

void LinksPageTest::offersFreeCodes()
{
    open();
    openForm();
    type(s("https://shop.example/x"));
    replace("linkCode", s("sale"));
    QCOMPARE(dialog()->findChildren<QPushButton *>(s("linkOffer")).size(), 3);
    QVERIFY(goTo("linkOffer"));
    press(Qt::Key_Space);
    QCOMPARE(m_window->find<QLineEdit>("linkCode")->text(), s("sale-go"));
    QCOMPARE(below("linkCode"), QString());
}

void LinksPageTest::warnsOfALookAlike()
{
    stored().append(linkOf("lo1", "https://shop.example/"));
    open();
    openForm();
    type(s("https://shop.example/x"));
    replace("linkCode", s("l0l"));
    QVERIFY2(below("linkCode").contains(s("mistaken for /lo1")), qPrintable(below("linkCode")));
    press(Qt::Key_Return, Qt::ControlModifier); // a warning, no ban
    QTRY_VERIFY(storedLink("l0l"));
}

void LinksPageTest::keepsWhatTheStoreRefused()
{
    open();
    openForm();
    type(s("https://shop.example/x"));
    replace("linkCode", s("late"));
    stored().append(linkOf("late", "https://elsewhere.example/")); // by another program meanwhile
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(below("linkCode").contains(s("taken")), qPrintable(below("linkCode")));
    QCOMPARE(m_window->find<QLineEdit>("linkUrl")->text(), s("https://shop.example/x"));
}

void LinksPageTest::buildsCampaignParameters()
{
    open();
    openForm();
    type(s("https://shop.example/x?ref=1&utm_source=old#top"));
    replace("linkCode", s("utm"));
    QVERIFY(goTo("linkUtmFold"));
    press(Qt::Key_Space);
    QCOMPARE(m_window->find<QLineEdit>("utmSource")->text(), s("old"));
    replace("utmSource", s("news letter"));
    replace("utmMedium", s("email"));
    const QString wanted = s("https://shop.example/x?ref=1&utm_source=news%20letter&utm_medium=email#top");
    QString shown = m_window->find<QLabel>("utmMerged")->text();
    QCOMPARE(LineText::plain(shown.remove(QChar(0x200b))), wanted);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(storedLink("utm"));
    QCOMPARE(storedLink("utm")->url, wanted);
}

void LinksPageTest::comparesDestinations()
{
    open();
    openForm();
    type(s("https://shop.example/a"));
    replace("linkCode", s("ab"));
    QVERIFY(goTo("linkVariantsFold"));
    press(Qt::Key_Space);
    QVERIFY(goTo("linkAddVariant"));
    press(Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget()->objectName(), s("variantUrl2"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(below("linkVariants").contains(s("is no destination")));
    replace("variantUrl2", s("https://shop.example/b"));
    replace("variantWeight2", s("3"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(storedLink("ab"));
    const QList<LinkVariant> expected {{s("A"), s("https://shop.example/a"), 1},
                                       {s("B"), s("https://shop.example/b"), 3}};
    QCOMPARE(storedLink("ab")->variants, expected);
}

void LinksPageTest::editsALink()
{
    open();
    select(0, 1);
    openForm(Qt::Key_F2, Qt::NoModifier);
    QVERIFY(m_window->find<QLineEdit>("linkCode")->isReadOnly());
    replace("linkName", s("Summer sale"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog());
    QCOMPARE(storedLink("sale")->name, s("Summer sale"));
    QCOMPARE(storedLink("sale")->earlierClicks, 1200);
    QTRY_COMPARE(cell(0, LinkModel::Name), s("Summer sale"));
    QTRY_COMPARE(table().currentIndex().row(), 0);
}

void LinksPageTest::changesAndRemovesAPassword()
{
    open();
    const auto edit = [this] {
        select(0, 1);
        openForm(Qt::Key_F2, Qt::NoModifier);
    };
    const auto save = [this] {
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(m_window->window().isSettled());
    };
    edit();
    QVERIFY(goTo("linkEndFold"));
    press(Qt::Key_Space);
    replace("linkPassword", s("open sesame"));
    save();
    QCOMPARE(storedLink("sale")->password, s("open sesame"));
    edit(); // something else: it stays
    replace("linkName", s("x"));
    save();
    QCOMPARE(storedLink("sale")->password, s("open sesame"));
    edit();
    QVERIFY(goTo("linkPasswordRemove"));
    press(Qt::Key_Space);
    save();
    QCOMPARE(storedLink("sale")->password, QString());
}

void LinksPageTest::asksBeforeTypedTextIsLost()
{
    open();
    openForm();
    press(Qt::Key_Escape); // nothing was typed
    QTRY_VERIFY(!dialog());
    m_window->find<RowTable>("linkTable")->setFocus();
    openForm();
    type(s("https://shop"));
    press(Qt::Key_Escape);
    QVERIFY(dialog()->isVisible());
    QVERIFY(m_window->find<QLabel>("linkLeaveQuestion")->isVisible());
    QCOMPARE(QApplication::focusWidget()->objectName(), s("linkKeep"));
    press(Qt::Key_Space);
    QVERIFY(!m_window->find<QLabel>("linkLeaveQuestion")->isVisible());
    QCOMPARE(m_window->find<QLineEdit>("linkUrl")->text(), s("https://shop"));
    press(Qt::Key_Escape);
    QVERIFY(goTo("linkDiscard"));
    press(Qt::Key_Space);
    QTRY_VERIFY(!dialog());
    QCOMPARE(stored().size(), 3);
}

void LinksPageTest::archivesAndUsesAgain()
{
    open();
    select(0, 1);
    QVERIFY(menuEntry("linkArchive"));
    m_window->find<QAction>("linkArchive")->trigger();
    QTRY_VERIFY(storedLink("sale")->archivedAt != 0);
    QTRY_COMPARE(cell(0, LinkModel::State), s("Archived"));
    QTRY_COMPARE(table().selectedRowNumbers(10), QList<int> {0}); // it stays chosen
    m_window->find<QAction>("linkArchive")->trigger();
    QTRY_COMPARE(storedLink("sale")->archivedAt, 0);
    QTRY_COMPARE(cell(0, LinkModel::State), s("Active"));
    QCOMPARE(codes().constFirst(), s("sale"));
}

void LinksPageTest::deletesAndTakesItBack()
{
    open();
    const QList<Link> before = stored();
    select(0, 2);
    press(Qt::Key_Delete);
    QTRY_COMPARE(stored().size(), 1);
    QTRY_COMPARE(model().rowCount(), 1);
    auto *notice = m_window->find<NoticeBar>("linksNotice");
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->text(), s("2 links deleted; their clicks stay"));
    QCOMPARE(codes(), QStringList {s("old")});
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(stored(), before);
    QTRY_COMPARE(codes(), QStringList({s("sale"), s("docs"), s("old")}));
    QCOMPARE(cell(0, LinkModel::Total), s("3 + 1,200 earlier")); // as they were
    QVERIFY(!notice->isVisible());
}

void LinksPageTest::tagsSeveralLinks()
{
    open();
    table().setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    QVERIFY(goTo("bulk_linkChangeTags"));
    press(Qt::Key_Space);
    QTRY_VERIFY(hasKeyboard("tagsDialog"));
    replace("tagsAdd", s("a|b"));
    press(Qt::Key_Return);
    QVERIFY(below("tagsAdd").contains(s("is no tag")));
    replace("tagsAdd", s("fair"));
    replace("tagsTakeAway", s("launch"));
    press(Qt::Key_Return);
    QTRY_COMPARE(storedLink("docs")->tags, QStringList {s("fair")});
    QCOMPARE(storedLink("sale")->tags, QStringList {s("fair")});
    QTRY_VERIFY(m_window->find<QWidget>("linksUndo")->isVisible());
    table().setFocus();
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(storedLink("sale")->tags, QStringList {s("launch")});
    QCOMPARE(storedLink("docs")->tags, QStringList());
}

void LinksPageTest::putsSeveralLinksInACampaign()
{
    open();
    select(0, 2);
    QVERIFY(goTo("bulk_linkSetCampaign"));
    press(Qt::Key_Space);
    QTRY_VERIFY(hasKeyboard("campaignDialog"));
    replace("campaignName", s("Autumn"));
    press(Qt::Key_Return);
    QTRY_COMPARE(storedLink("sale")->campaign, s("Autumn"));
    QCOMPARE(storedLink("docs")->campaign, s("Autumn"));
    QCOMPARE(storedLink("old")->campaign, QString());
}

void LinksPageTest::searches()
{
    open();
    press(Qt::Key_Slash);
    type(s("SUMMER sale"));
    QTRY_COMPARE(codes(), QStringList {s("sale")});
    press(Qt::Key_A, Qt::ControlModifier);
    type(s("bücher"));
    QTRY_COMPARE(codes(), QStringList {s("docs")});
    press(Qt::Key_A, Qt::ControlModifier);
    type(s("nothing like it"));
    QTRY_COMPARE(m_window->find<StatePanel>("linksState")->state(), StatePanel::State::Empty);
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().rowCount(), 3);
}

void LinksPageTest::sortsAndKeepsTheSelection()
{
    open();
    select(0, 1);
    QVERIFY(goTo("linksOrder"));
    press(Qt::Key_Space);
    QTRY_VERIFY(QApplication::activePopupWidget());
    for (int i = 0; i < 5; ++i)
        press(Qt::Key_Up); // Campaign, State, Name, Goes to, Link
    press(Qt::Key_Return);
    QTRY_COMPARE(codes(), QStringList({s("docs"), s("old"), s("sale")}));
    QTRY_COMPARE(table().selectedRowNumbers(10), QList<int> {2});
    QCOMPARE(table().currentIndex().row(), 2);
    QCOMPARE(model().headerData(LinkModel::Code, Qt::Horizontal, Qt::DisplayRole).toString(), s("Link ▴"));
}

void LinksPageTest::filtersByStateAndTag()
{
    open();
    QVERIFY(goTo("linksEnded"));
    press(Qt::Key_Space);
    QTRY_COMPARE(codes(), QStringList {s("old")});
    QVERIFY(goTo("linksAll"));
    press(Qt::Key_Space);
    QVERIFY(goTo("linksTag"));
    press(Qt::Key_Space);
    QTRY_VERIFY(QApplication::activePopupWidget());
    press(Qt::Key_Up); // the last one
    press(Qt::Key_Return);
    QTRY_COMPARE(codes(), QStringList {s("sale")});
}

void LinksPageTest::opensALink()
{
    open();
    select(0, 1);
    press(Qt::Key_Return);
    QTRY_VERIFY(m_window->find<QWidget>("linkView")->isVisible());
    QCOMPARE(m_window->find<QLabel>("linkTitle")->text(), s("go.example/sale"));
    QCOMPARE(m_window->find<Figure>("linkFigure3")->text(), s("3"));
    QVERIFY(m_window->find<QLabel>("linkEarlier")->text().contains(s("1,200")));
    press(Qt::Key_Escape);
    QVERIFY(table().isVisible());
    QVERIFY(table().hasFocus());
}

void LinksPageTest::followsClicksOfALink()
{
    open();
    select(0, 1);
    press(Qt::Key_Return);
    QTRY_VERIFY(m_window->window().isSettled());
    const auto *hits = m_window->find<RowTable>("linkHits");
    QCOMPARE(hits->model()->rowCount(), 0);
    Hit click = FakeStatsSource::hit(m_window->site, s("/"), 9, m_window->clock.now());
    click.kind = HitKind::Click;
    click.link = s("sale");
    Hit other = click;
    other.link = s("docs");
    m_window->stats.stored.append(click);
    m_window->live.commit({click, other});
    QTRY_COMPARE(hits->model()->rowCount(), 1);
    QTRY_COMPARE(m_window->find<Figure>("linkFigure0")->text(), s("1"));
    QCOMPARE(m_window->find<Figure>("linkFigure1")->text(), s("3"));
}

void LinksPageTest::showsVariantsOfALink()
{
    Link ab = linkOf("ab", "https://shop.example/a");
    ab.variants = {{s("A"), s("https://shop.example/a"), 1}, {s("B"), s("https://shop.example/b"), 1}};
    stored().append(ab);
    for (quint64 i = 0; i < 10; ++i)
        addClick("ab", 100 + i, -1, i < 4 ? "A" : "B");
    open();
    select(0, 1);
    QCOMPARE(model().linkAt(0).code, s("ab"));
    press(Qt::Key_Return);
    QVERIFY(goTo("linkTabLive"));
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    QTRY_VERIFY(m_window->find<QLabel>("variantClicks2"));
    QTRY_COMPARE(m_window->find<QLabel>("variantClicks1")->text(), s("4"));
    QCOMPARE(m_window->find<QLabel>("variantClicks2")->text(), s("6"));
    QString interval = m_window->find<QLabel>("variantInterval1")->text();
    QVERIFY2(interval.contains(s("16.8")) && interval.contains(s("68.7")), qPrintable(interval));
}

void LinksPageTest::leadsToHistory()
{
    open();
    select(0, 1);
    QVERIFY(menuEntry("linkShowHistory"));
    m_window->find<QAction>("linkShowHistory")->trigger();
    QCOMPARE(m_window->window().currentPage(), s("history"));
    QCOMPARE(m_window->past().current().link, s("sale"));
    QTRY_VERIFY(!m_window->stats.asked.isEmpty() && m_window->stats.asked.constLast().link == s("sale"));
}

void LinksPageTest::concludesACampaign()
{
    m_window->live.links.campaignList = {{s("Autumn"), 1}, {s("Summer"), 1}};
    open();
    QVERIFY(goTo("linksTab"));
    press(Qt::Key_Right);
    auto *campaigns = m_window->find<RowTable>("campaignTable");
    QTRY_COMPARE(campaigns->model()->rowCount(), 2);
    QTRY_COMPARE(campaigns->model()->index(1, 3).data().toString(), s("3")); // clicks of 30 days
    QVERIFY(goTo("campaignTable"));
    press(Qt::Key_End);
    QVERIFY(goTo("campaignConclude"));
    press(Qt::Key_Space);
    QTRY_COMPARE(campaigns->model()->index(1, 5).data().toString(), s("Concluded"));
    QCOMPARE(campaigns->model()->index(0, 5).data().toString(), s("Active"));
    campaigns->setFocus();
    press(Qt::Key_End);
    QTRY_COMPARE(m_window->find<QPushButton>("campaignConclude")->text(), s("Take up again"));
    QVERIFY(goTo("campaignConclude"));
    press(Qt::Key_Space);
    QTRY_COMPARE(campaigns->model()->index(1, 5).data().toString(), s("Active"));
}

void LinksPageTest::showsWhatBelongsToACampaign()
{
    m_window->live.links.campaignList = {{s("Summer"), 1}};
    open();
    QVERIFY(goTo("linksTab"));
    press(Qt::Key_Right);
    auto *campaigns = m_window->find<RowTable>("campaignTable");
    QTRY_COMPARE(campaigns->model()->rowCount(), 1);
    QVERIFY(goTo("campaignTable"));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QTRY_COMPARE(codes(), QStringList {s("sale")});
    QVERIFY(table().isVisible());
    QVERIFY(goTo("campaignsTab"));
    press(Qt::Key_Space);
    campaigns->setFocus();
    press(Qt::Key_Home);
    QVERIFY(goTo("campaignHistory"));
    press(Qt::Key_Space);
    QCOMPARE(m_window->window().currentPage(), s("history"));
    const DimensionFilter wanted {s("link"), DimensionFilter::Operator::Equals, s("sale")};
    QVERIFY(m_window->past().current().has(wanted));
}

void LinksPageTest::copiesAddresses()
{
    open();
    select(0, 2);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), s("http://go.example/sale\nhttp://go.example/docs"));
}

void LinksPageTest::savesAQrCode()
{
    open();
    select(0, 1);
    const QString name = m_window->folder.filePath(s("code.svg"));
    QString suggested;
    m_window->window().setSaveFileHook(
        [&](QWidget *, const QString &wish, const std::function<void(const QString &)> &answer) {
            suggested = wish;
            answer(name);
        });
    m_window->find<QAction>("linkSaveSvg")->trigger();
    QCOMPARE(suggested, s("sale.svg"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("<svg"));
    m_window->find<QAction>("linkCopyQr")->trigger();
    QVERIFY(!QApplication::clipboard()->image().isNull());
}

void LinksPageTest::speaksToScreenReaders()
{
    stored().first().password = s("hash");
    open();
    QCOMPARE(table().accessibleName(), s("Short links"));
    QCOMPARE(table().accessibleColumn(LinkModel::Destination), s("Goes to"));
    const int row = static_cast<int>(codes().indexOf(s("docs")));
    QCOMPARE(table().accessibleCell(row, LinkModel::Code), s("docs, password"));
    QCOMPARE(table().accessibleCell(row, LinkModel::Month), s("1"));
    openForm();
    for (const auto *field : dialog()->findChildren<QLineEdit *>()) {
        if (field->isVisible() && !qobject_cast<QComboBox *>(field->parentWidget()))
            QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->objectName()));
    }
}

/// One key has one meaning, on the page of links, too.
void LinksPageTest::ctrlNMakesASite()
{
    open();
    press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(m_window->find<QDialog>("siteDialog"));
}

void LinksPageTest::ordersOfOneStock()
{
    LinkCounts counts;
    counts[s("b")].today = 5;
    counts[s("a")].all = 9;
    QList<Link> links {linkOf("A", "https://z.example/"), linkOf("b", "https://y.example/"),
                       linkOf("c", "https://x.example/")};
    links[2].name = s("Third");
    const LinkStock stock(links);
    const auto order = [&](LinkWish::Order by, bool descends) {
        LinkWish wish;
        wish.order = by;
        wish.descends = descends;
        return orderOf(stock, counts, wish, 0, {s("b")}, s("c"));
    };
    QCOMPARE(order(LinkWish::Order::Today, true).rows, QList<int>({1, 0, 2}));
    QCOMPARE(order(LinkWish::Order::All, true).rows, QList<int>({0, 1, 2})); // in any case of the letters
    QCOMPARE(order(LinkWish::Order::Destination, false).rows, QList<int>({2, 1, 0}));
    QCOMPARE(order(LinkWish::Order::Name, true).rows, QList<int>({2, 0, 1})); // without a name: last
    QCOMPARE(order(LinkWish::Order::Name, false).rows, QList<int>({2, 0, 1}));
    QCOMPARE(order(LinkWish::Order::Code, true).rows, QList<int>({2, 1, 0}));
    QCOMPARE(order(LinkWish::Order::Code, true).selected, QList<int> {1});
    QCOMPARE(order(LinkWish::Order::Code, true).current, 0);
    QVERIFY(stock.find(s("a")));
    QCOMPARE(stock.lookAlike(s("A")), QString());
}

void LinksPageTest::showsALinkMadeElsewhere()
{
    open();
    const Asking asking = m_window->live.links.addLinks({{linkOf("made", "https://shop.example/made"), {}}},
                                                        &m_window->window(), [](const Result<void> &) {});
    QTRY_COMPARE(codes().size(), 4);
    QVERIFY(codes().contains(s("made")));
}

void LinksPageTest::editsEndWhatCanBeTakenBack()
{
    open();
    select(0, 1);
    m_window->find<QAction>("linkArchive")->trigger();
    auto *notice = m_window->find<NoticeBar>("linksNotice");
    QTRY_VERIFY(notice->isVisible());
    QTRY_COMPARE(cell(0, LinkModel::State), s("Archived"));
    select(0, 1);
    openForm(Qt::Key_F2, Qt::NoModifier);
    replace("linkName", s("Put away"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog());
    QVERIFY(!notice->isVisible());
    QTRY_COMPARE(cell(0, LinkModel::Name), s("Put away"));
    table().setFocus();
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(m_window->window().isSettled());
    QCOMPARE(storedLink("sale")->name, s("Put away"));
}

void LinksPageTest::triesAgainToTakeBack()
{
    open();
    select(0, 1);
    press(Qt::Key_Delete);
    QTRY_COMPARE(model().rowCount(), 2);
    auto *notice = m_window->find<NoticeBar>("linksNotice");
    QVERIFY(notice->isVisible());
    QTRY_VERIFY(m_window->window().isSettled());
    QSignalSpy said(&m_window->window().linksPage(), &LinksPage::messagePosted);
    m_window->live.queue.failNext = s("the disk is full");
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(said.value(0).value(0).toString(), s("the disk is full"));
    QVERIFY(notice->isVisible());
    press(Qt::Key_Z, Qt::ControlModifier);
    press(Qt::Key_Z, Qt::ControlModifier); // before the answer: once is enough
    QTRY_COMPARE(model().rowCount(), 3);
    QVERIFY(!notice->isVisible());
    QCOMPARE(said.size(), 2);
}

void LinksPageTest::saysHowManyWereChanged()
{
    stored()[0].archivedAt = 1;
    open();
    select(0, 2);
    m_window->find<QAction>("linkArchive")->trigger();
    QTRY_COMPARE(m_window->find<NoticeBar>("linksNotice")->text(), s("1 links archived"));
}

void LinksPageTest::keepsCountsThatCannotBeReadAgain()
{
    Hit click = FakeStatsSource::hit(m_window->site, s("/"), 9, m_window->clock.now() - kMicrosPerMinute);
    click.kind = HitKind::Click;
    click.link = s("sale");
    m_window->stats.stored.append(click);
    open();
    QCOMPARE(cell(0, LinkModel::Now), s("1"));
    m_window->stats.queue.failNext = s("the index is gone");
    Q_EMIT m_window->bus.verdictsChanged(); // everything is counted again, what is now first
    auto *state = m_window->find<StatePanel>("linksState");
    QTRY_VERIFY2(state->errorText().contains(s("the index is gone")), qPrintable(state->errorText()));
    QTRY_VERIFY(m_window->window().isSettled());
    QVERIFY(state->errorText().contains(s("the index is gone"))); // the links were no answer to that
    QCOMPARE(cell(0, LinkModel::Now), s("1"));
    QVERIFY(goTo("retryButton"));
    press(Qt::Key_Space);
    QTRY_COMPARE(state->errorText(), QString());
    QTRY_COMPARE(cell(0, LinkModel::Now), s("1"));
}

void LinksPageTest::startsADayAtMidnight()
{
    m_window->clock.set(m_window->day(1) - 400 * kMicrosPerMilli);
    open();
    QCOMPARE(cell(0, LinkModel::Today), s("2"));
    QTRY_COMPARE(model().trendAt(0).size(), 30);
    m_window->clock.advance(kMicrosPerSecond);
    QTRY_COMPARE(cell(0, LinkModel::Today), s("0"));
    QTRY_COMPARE(model().trendAt(0).value(28), 2); // that was yesterday
    QCOMPARE(model().trendAt(0).last(), 0);
}

void LinksPageTest::drawsTrendsAgainWhenVerdictsChange()
{
    open();
    QTRY_COMPARE(model().trendAt(0).value(26), 1);
    addClick("sale", 50, -3);
    Q_EMIT m_window->bus.verdictsChanged();
    QTRY_COMPARE(model().trendAt(0).value(26), 2);
}

void LinksPageTest::saysThatAFilterHidesTheSavedLink()
{
    open();
    QVERIFY(goTo("linksEnded"));
    press(Qt::Key_Space);
    QTRY_COMPARE(codes(), QStringList {s("old")});
    QSignalSpy said(&m_window->window().linksPage(), &LinksPage::messagePosted);
    openForm();
    type(s("https://shop.example/x"));
    replace("linkCode", s("hidden"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(said.size(), 2);
    QVERIFY(said.last().value(0).toString().startsWith(s("/hidden is saved; ")));
    QVERIFY(goTo("linksAll"));
    press(Qt::Key_Space);
    QTRY_COMPARE(codes().size(), 4);
    QVERIFY(table().currentIndex().row() != codes().indexOf(s("hidden"))); // it is not chosen so late
}

void LinksPageTest::followsParametersOfTheUrl()
{
    open();
    openForm();
    type(s("https://shop.example/x?utm_source=old"));
    replace("linkCode", s("utm"));
    replace("linkUrl", s("https://shop.example/y"));
    QVERIFY(goTo("linkUtmFold"));
    press(Qt::Key_Space);
    QCOMPARE(m_window->find<QLineEdit>("utmSource")->text(), QString());
    replace("utmSource", s("typed"));
    replace("linkUrl", s("https://shop.example/z"));
    QCOMPARE(m_window->find<QLineEdit>("utmSource")->text(), s("typed"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(storedLink("utm"));
    QCOMPARE(storedLink("utm")->url, s("https://shop.example/z?utm_source=typed"));
}

void LinksPageTest::keepsTheSiteThatWasRemoved()
{
    stored()[2].site = s("gone");
    open();
    m_window->window().linksPage().setSite({});
    QTRY_COMPARE(codes().constFirst(), s("sale")); // clicks of the site it had before count
    select(0, 1);
    QVERIFY(!m_window->find<QAction>("linkShowHistory")->isEnabled());
    openForm(Qt::Key_F2, Qt::NoModifier);
    QCOMPARE(m_window->find<QComboBox>("linkSite")->currentText(), s("gone (removed)"));
    replace("linkName", s("x"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(storedLink("sale")->name, s("x"));
    QCOMPARE(storedLink("sale")->site, s("gone"));
    table().setFocus();
    press(Qt::Key_Return);
    QVERIFY(!m_window->find<QPushButton>("linkViewHistory")->isEnabled());
    press(Qt::Key_Escape);
    select(1, 1);
    QVERIFY(m_window->find<QAction>("linkShowHistory")->isEnabled());
}

void LinksPageTest::comparesDestinationsOfAStoredLink()
{
    open();
    select(0, 1);
    openForm(Qt::Key_F2, Qt::NoModifier);
    QVERIFY(goTo("linkVariantsFold"));
    press(Qt::Key_Space);
    QVERIFY(goTo("linkAddVariant"));
    press(Qt::Key_Space);
    QCOMPARE(m_window->find<QLineEdit>("variantUrl1")->text(), s("https://shop.example/sale/summer"));
    replace("variantUrl2", s("https://shop.example/B"));
    QVERIFY(goTo("variantRemove1"));
    press(Qt::Key_Space);
    QVERIFY(goTo("linkAddVariant"));
    press(Qt::Key_Space);
    type(s("https://shop.example/A"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(storedLink("sale")->variants, named({s("B"), s("A")}));
}

void LinksPageTest::takesGroupedNumbers()
{
    open();
    select(0, 1);
    openForm(Qt::Key_F2, Qt::NoModifier);
    QVERIFY(goTo("linkEndFold"));
    press(Qt::Key_Space);
    replace("linkMaxClicks", s("1,500"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(storedLink("sale")->maxClicks, 1500);
}

void LinksPageTest::showsNamesWithAnAmpersand()
{
    stored()[0].tags = {s("r&d")};
    open();
    auto *chip = m_window->find<QAbstractButton>("linksTag");
    QVERIFY(goTo("linksTag"));
    press(Qt::Key_Space);
    QTRY_VERIFY(QApplication::activePopupWidget());
    press(Qt::Key_Up);
    press(Qt::Key_Return);
    QTRY_COMPARE(chip->text(), s("Tag: r&d"));
    QCOMPARE(chip->shortcut(), QKeySequence());
    QTRY_COMPARE(codes(), QStringList {s("docs")});
}

void LinksPageTest::knowsEveryDevice()
{
    open();
    openForm();
    QVERIFY(goTo("linkRulesFold"));
    press(Qt::Key_Space);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(goTo("linkAddRule"));
        press(Qt::Key_Space);
    }
    QVERIFY(!m_window->find<QWidget>("linkAddRule")->isEnabled());
    for (const char *device :
         {"Mobile", "Tablet", "Desktop", "TV", "Console", "Watch", "Headset", "E-reader"})
        QVERIFY2(m_window->find<QAction>(qPrintable(s("ruleDevice1_") + s(device))), device);
    QVERIFY(goTo("ruleRemove20"));
    press(Qt::Key_Space);
    QVERIFY(m_window->find<QWidget>("linkAddRule")->isEnabled());
}

void LinksPageTest::takesTagsAwayBeforeItCounts()
{
    for (qsizetype i = stored()[2].tags.size(); i < 20; ++i) // as many as there may be
        stored()[2].tags.append(s("tag%1").arg(i));
    open();
    select(0, 2);
    QVERIFY(goTo("bulk_linkChangeTags"));
    press(Qt::Key_Space);
    QTRY_VERIFY(hasKeyboard("tagsDialog"));
    replace("tagsAdd", s("fair"));
    press(Qt::Key_Return);
    QVERIFY(below("tagsAdd").contains(s("at most 20 tags")));
    replace("tagsTakeAway", s("launch"));
    press(Qt::Key_Return);
    QTRY_VERIFY(storedLink("sale")->tags.contains(s("fair")));
    QVERIFY(!storedLink("sale")->tags.contains(s("launch")));
}

void LinksPageTest::asksOnlyForTheTabThatIsShown()
{
    stored()[2].variants = named({s("A"), s("B")});
    const auto asksForVariants = [this] {
        return std::ranges::any_of(m_window->stats.lists, [](const StatsQuery &query) {
            return std::ranges::any_of(query.breakdowns, [](const BreakdownQuery &list) {
                return list.dimension == propertyDimension(s("variant"));
            });
        });
    };
    m_window->live.commitSilently({[] {
        Hit click = FakeLiveSource::pageview(s("shop"), s("/"), 9);
        click.kind = HitKind::Click;
        click.link = s("sale");
        return click;
    }()});
    open();
    select(0, 1);
    press(Qt::Key_Return);
    const auto *hits = m_window->find<RowTable>("linkHits")->model();
    QTRY_COMPARE(hits->rowCount(), 1);
    QTRY_VERIFY(m_window->window().isSettled());
    QVERIFY(!asksForVariants());
    QVERIFY(goTo("linkTabLive"));
    m_window->stats.queue.failNext = s("no days");
    press(Qt::Key_Right);
    QTRY_COMPARE(m_window->find<QLabel>("linkDaysError")->text(), s("no days"));
    QVERIFY(m_window->find<QLabel>("linkDaysError")->isVisible());
    press(Qt::Key_Right);
    QTRY_VERIFY(asksForVariants());
    QTRY_VERIFY(m_window->find<QLabel>("variantClicks2"));
    m_window->window().linksPage().focusContent();
    QCOMPARE(QApplication::focusWidget()->objectName(), s("linkTabVariants"));
    press(Qt::Key_Escape);
    QCOMPARE(hits->rowCount(), 0); // nothing is kept of a link that nobody looks at
}

void LinksPageTest::capsSheetsAndHistory()
{
    for (int i = 0; i < 501; ++i) {
        Link link = linkOf("x", "https://shop.example/");
        link.code = s("many%1").arg(i);
        link.campaign = s("Many");
        stored().append(link);
    }
    m_window->live.links.campaignList = {{s("Many"), 1}};
    open();
    QSignalSpy said(&m_window->window().linksPage(), &LinksPage::messagePosted);
    table().setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    m_window->find<QAction>("linkSaveSheet")->trigger();
    QCOMPARE(said.value(0).value(0).toString(), s("A sheet holds at most 500 links: choose fewer"));
    QVERIFY(goTo("linksTab"));
    press(Qt::Key_Right);
    auto *campaigns = m_window->find<RowTable>("campaignTable");
    QTRY_COMPARE(campaigns->model()->rowCount(), 1);
    QVERIFY(goTo("campaignTable"));
    press(Qt::Key_Down);
    QVERIFY(goTo("campaignHistory"));
    press(Qt::Key_Space);
    QCOMPARE(said.value(1).value(0).toString(), s("History shows the first 200 links of these campaigns"));
}

QTEST_MAIN(LinksPageTest)
#include "tst_linkspage.moc"
