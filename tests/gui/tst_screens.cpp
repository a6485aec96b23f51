// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/rejectreason.h"
#include "historywindow.h"
#include "paintedtexts.h"
#include "tests/support/patienttest.h"
#include "ui/history/historypage.h"
#include "ui/links/linkspage.h"
#include "ui/live/livepage.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/text/textscale.h"
#include "ui/widgets/rowtable.h"
#include "ui/window/mainwindow.h"
#include "ui/worldmap/mappage.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>

#include <algorithm>
#include <array>

namespace {

/// Rooms for the window, in device-independent pixels: a screen without its panels, divided by its scale.
constexpr QSize kSmallest(1024, 600), kSmall(1100, 700), kScale3Of4K(1280, 690), kOrdinary(1440, 900),
    kLarge(3840, 2130);
constexpr double kLeastContrast = 4.5; ///< WCAG 2.2, 1.4.3

/// Pages in a state with much text.
constexpr std::array kStates {"live",
                              "inspector",
                              "map",
                              "map heat",
                              "history",
                              "history visits",
                              "links",
                              "links chosen",
                              "link",
                              "sites",
                              "rejected",
                              "settings-general",
                              "settings-collecting",
                              "settings-bots",
                              "settings-sites",
                              "settings-appearance",
                              "settings-privacy",
                              "settings-storage",
                              "settings-access",
                              "settings-places",
                              "palette"};

/// Which widget asks for the most width, to look at first.
QString widestIn(const QWidget &widget)
{
    QWidgetList leaves = widget.findChildren<QWidget *>();
    leaves.removeIf([](const QWidget *part) { return !part->isVisible() || !part->children().isEmpty(); });
    if (leaves.isEmpty())
        return PaintedTexts::nameOf(widget);
    const QWidget *widest = *std::ranges::max_element(
        leaves, {}, [](const QWidget *part) { return part->minimumSizeHint().width(); });
    return PaintedTexts::nameOf(*widest) + u' ' + QString::number(widest->minimumSizeHint().width());
}

/// A widget that its parents cut, in words. What scrolls may be longer than its room, not wider.
QString whatIsOutside(const QWidget &window)
{
    for (const auto *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window || widget->size().isEmpty())
            continue;
        const QWidget *parent = widget->parentWidget();
        const auto *area = qobject_cast<QAbstractScrollArea *>(parent->parentWidget());
        const bool scrolls = area && area->viewport() == parent;
        const QRect rect = widget->geometry(), room = parent->rect();
        const bool fits = rect.left() >= room.left() && rect.right() <= room.right()
            && (scrolls || (rect.top() >= room.top() && rect.bottom() <= room.bottom()));
        if (!fits)
            return QStringLiteral("%1 %2x%3 at %4,%5 in %6x%7, widest %8")
                .arg(PaintedTexts::nameOf(*widget))
                .arg(rect.width())
                .arg(rect.height())
                .arg(rect.x())
                .arg(rect.y())
                .arg(room.width())
                .arg(room.height())
                .arg(widestIn(*widget));
    }
    return {};
}

} // namespace

/// Each page on screens of every size, with texts of every size, in both themes: nothing is cut, nothing is
/// outside, everything can be read, and the keyboard's place is seen. With SCREENS_FOLDER, pictures for
/// looking at.
class ScreensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup();
    void nothingIsCut_data();
    void nothingIsCut();
    void textsStandOut_data();
    void textsStandOut();
    void theFocusIsSeen_data() { textsStandOut_data(); }
    void theFocusIsSeen();

private:
    void addLinks();
    void addNetwork(); ///< with something to look at
    void open(const QString &state, QSize size);

    std::unique_ptr<HistoryWindow> m_window;
};

void ScreensTest::cleanup()
{
    m_window.reset();
    TextScale::set(100);
    QLocale::setDefault(QLocale::c());
}

/// In every state, with signs, tags and clicks.
void ScreensTest::addNetwork()
{
    m_window->live.addresses = {{QStringLiteral("wlp3s0"), QStringLiteral("192.168.20.14"), true},
                                {QStringLiteral("enp0s31f6"), QStringLiteral("fd3a:51c8:9c2e:1::14")}};
    m_window->live.collector.address = QStringLiteral("0.0.0.0");
    m_window->live.collector.port = 8787;
    Observations &seen = m_window->live.observations;
    seen.collector = m_window->live.collector;
    seen.addresses = m_window->live.addresses;
    seen.name = QStringLiteral("studio.local");
    seen.namedAddresses = {seen.addresses.constFirst().address};
    seen.firewall = Observations::Firewall::Firewalld;
    seen.peers = {0, 1000, QStringLiteral("192.168.20.2"), 970, 214};
}

void ScreensTest::addLinks()
{
    Link link;
    link.site = m_window->site;
    link.code = QStringLiteral("spring-sale");
    link.url = QStringLiteral("https://shop.example/products/spring/oscilloscopes?utm_source=poster");
    link.name = QStringLiteral("Posters in all halls of the fair");
    link.campaign = QStringLiteral("Spring launch");
    link.tags = {QStringLiteral("launch"), QStringLiteral("newsletter"), QStringLiteral("print")};
    link.password = QStringLiteral("hash");
    link.variants = {{QStringLiteral("A"), link.url, 1}, {QStringLiteral("B"), link.url + u'b', 2}};
    link.earlierClicks = 1200;
    link.maxClicks = 20'000;
    Link ended = link;
    ended.code = QStringLiteral("ended");
    ended.expiresAt = m_window->clock.now() - kMicrosPerDay;
    Link archived = link;
    archived.code = QStringLiteral("archived");
    archived.archivedAt = 1;
    m_window->live.links.list = {archived, ended, link};
    for (quint64 i = 0; i < 12; ++i) {
        Hit click = FakeStatsSource::hit(m_window->site, QStringLiteral("/"), 200 + i,
                                         m_window->clock.now() - static_cast<Micros>(i * i) * kMicrosPerHour);
        click.kind = HitKind::Click;
        click.link = link.code;
        click.props = QStringLiteral("{\"variant\":\"A\"}");
        m_window->stats.stored.append(click);
        m_window->live.commitSilently({click});
    }
    std::ranges::stable_sort(m_window->stats.stored, {}, &Hit::eventAt);
}

void ScreensTest::open(const QString &state, QSize size)
{
    QList<Rejection> rejections;
    for (const RejectReasonInfo &info : rejectReasons()) {
        Rejection rejection;
        rejection.reason = info.code;
        rejection.site = m_window->site;
        rejection.detail = QString::fromLatin1(info.sentence);
        rejection.source = QStringLiteral("public, https://shop.example");
        rejection.excerpt = QStringLiteral("{\"site\":\"shop\"}");
        rejection.time = m_window->clock.now();
        rejections.append(rejection);
    }
    m_window->live.reject(rejections);
    addLinks();
    addNetwork();
    m_window->live.snapshot.activePages = {{QStringLiteral("/blog/2026/a-much-longer-title-than-fits"), 31}};
    m_window->live.snapshot.referrers = {{QStringLiteral("news.ycombinator.com"), 12}};
    m_window->live.snapshot.places = {{QStringLiteral("GB"), 12}};
    m_window->commit();
    static const QStringList pages {QStringLiteral("live"),    QStringLiteral("map"),
                                    QStringLiteral("history"), QStringLiteral("links"),
                                    QStringLiteral("sites"),   QStringLiteral("rejected")};
    QString page = state.section(u' ', 0, 0);
    if (page == QStringLiteral("link"))
        page = QStringLiteral("links");
    m_window->open(pages.contains(page) || page.startsWith(QStringLiteral("settings")) ? page
                                                                                       : pages.constFirst());
    MainWindow &window = m_window->window();
    window.resize(size);
    if (state == QStringLiteral("inspector"))
        window.livePage().inspectNewest();
    else if (state == QStringLiteral("map heat"))
        window.mapPage().setLayer(MapLayer::Heat);
    else if (state == QStringLiteral("history visits"))
        m_window->page().showVisits(true);
    else if (state == QStringLiteral("palette"))
        m_window->find<QAction>("actionPalette")->trigger();
    else if (state == QStringLiteral("links chosen"))
        m_window->find<RowTable>("linkTable")->selectAll();
    else if (state == QStringLiteral("link"))
        window.linksPage().openLink(QStringLiteral("spring-sale"));
    else if (state == QStringLiteral("rejected"))
        m_window->find<RowTable>("rejectionTable")
            ->setCurrentIndex(window.rejectedPage().model().index(0, 0));
    QTRY_VERIFY(window.isSettled());
    QPixmap picture = window.grab(); // lays everything out
    for (int i = 0; i < 3; ++i) // what scrolls needs several rounds: its bar takes width
        QCoreApplication::processEvents();
    picture = window.grab();
    if (const QString folder = qEnvironmentVariable("SCREENS_FOLDER"); !folder.isEmpty())
        picture.save(folder + QLatin1Char('/')
                     + QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-').remove(u'%')
                     + QStringLiteral(".png"));
    QCOMPARE(window.size(), size);
}

void ScreensTest::nothingIsCut_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QString>("locale");
    for (const char *state : kStates) {
        const std::pair<QSize, QList<int>> cells[] {{kSmallest, {75, 100, 150, 200}},
                                                    {kSmall, {100, 200}},
                                                    {kScale3Of4K, {150}},
                                                    {kOrdinary, {100, 150, 200}},
                                                    {kLarge, {75, 100, 200}}};
        for (const auto &[size, percents] : cells) {
            for (const int percent : percents)
                QTest::addRow("%s, %dx%d, %d %%", state, size.width(), size.height(), percent)
                    << QString::fromLatin1(state) << size << percent << QStringLiteral("en_US");
        }
        for (const char *locale : {"de_DE", "fa_IR", "ar_EG", "zh_CN"})
            QTest::addRow("%s, %s", state, locale)
                << QString::fromLatin1(state) << kSmall << 100 << QString::fromLatin1(locale);
    }
}

void ScreensTest::nothingIsCut()
{
    QFETCH(const QString, state);
    QFETCH(const QSize, size);
    QFETCH(const int, percent);
    QFETCH(const QString, locale);
    QLocale::setDefault(QLocale(locale));
    m_window->settings.setTextPercent(percent);
    open(state, size);
    if (QTest::currentTestFailed())
        return;
    QCOMPARE(whatIsOutside(m_window->window()), QString());
    QStringList cut;
    const QList<PaintedText> texts = PaintedTexts::of(m_window->window());
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (const QString words = PaintedTexts::whatIsCut(texts.at(i)); !words.isEmpty())
            cut.append(words);
        for (qsizetype other = i + 1; other < texts.size() && texts.at(other).widget == texts.at(i).widget;
             ++other) {
            const QRectF both = texts.at(i).area & texts.at(other).area;
            if (both.width() > 2 && both.height() > 2)
                cut.append(QStringLiteral("\"%1\" over \"%2\" of %3")
                               .arg(texts.at(i).text, texts.at(other).text,
                                    PaintedTexts::nameOf(*texts.at(i).widget)));
        }
    }
    QCOMPARE(cut.join(u'\n'), QString());
}

void ScreensTest::textsStandOut_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<Settings::Theme>("theme");
    for (const char *state : kStates) {
        QTest::addRow("%s, light", state) << QString::fromLatin1(state) << Settings::Theme::Light;
        QTest::addRow("%s, dark", state) << QString::fromLatin1(state) << Settings::Theme::Dark;
    }
}

void ScreensTest::textsStandOut()
{
    QFETCH(const QString, state);
    QFETCH(const Settings::Theme, theme);
    // Chosen while the window is open, after the other one.
    m_window->settings.setTheme(theme == Settings::Theme::Light ? Settings::Theme::Dark
                                                                : Settings::Theme::Light);
    open(state, kOrdinary);
    if (QTest::currentTestFailed())
        return;
    m_window->settings.setTheme(theme);
    QTRY_VERIFY(m_window->window().isSettled());
    QCoreApplication::processEvents();
    const QList<PaintedText> texts = PaintedTexts::of(m_window->window());
    const QImage picture = m_window->window().grab().toImage();
    QVERIFY(texts.size() > 20);
    QStringList faint;
    for (const PaintedText &painted : texts) {
        const auto *palette = m_window->find<QWidget>("palette");
        if (state == QStringLiteral("palette") && !palette->isAncestorOf(painted.widget))
            continue; // dimmed behind it
        const double contrast = PaintedTexts::contrast(painted, m_window->window(), picture);
        if (painted.widget->isEnabled() && contrast < kLeastContrast)
            faint.append(QStringLiteral("\"%1\" of %2: %3")
                             .arg(painted.text, PaintedTexts::nameOf(*painted.widget))
                             .arg(contrast, 0, 'f', 2));
    }
    QCOMPARE(faint.join(u'\n'), QString());
}

/// Whatever the Tab key reaches looks different when it has the keyboard.
void ScreensTest::theFocusIsSeen()
{
    QFETCH(const QString, state);
    QFETCH(const Settings::Theme, theme);
    m_window->settings.setTheme(theme);
    open(state, kOrdinary);
    if (QTest::currentTestFailed())
        return;
    QWidget &window = m_window->window();
    QStringList unseen;
    int reached = 0;
    for (QWidget *widget = window.nextInFocusChain(); widget != &window;
         widget = widget->nextInFocusChain()) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != &window
            || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        if (qobject_cast<QLabel *>(widget)
            || (state == QStringLiteral("palette")
                && !m_window->find<QWidget>("palette")->isAncestorOf(widget)))
            continue; // its links have their turn one by one
        for (QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(parent))
                scroll->ensureWidgetVisible(widget); // as the Tab key does
        }
        QCoreApplication::processEvents();
        constexpr int kAround = 4; // a frame may be painted by the parent
        const QRect area = QRect(widget->mapTo(&window, QPoint()), widget->size())
                               .adjusted(-kAround, -kAround, kAround, kAround);
        if (QWidget *before = QApplication::focusWidget())
            before->clearFocus();
        const QImage without = window.grab(area).toImage();
        widget->setFocus(Qt::TabFocusReason);
        if (!widget->hasFocus())
            continue; // hands it on to another, which has its turn
        ++reached;
        if (window.grab(area).toImage() == without)
            unseen.append(PaintedTexts::nameOf(*widget));
    }
    QVERIFY(reached >= (state == QStringLiteral("palette") ? 1 : 5));
    QCOMPARE(unseen.join(u'\n'), QString());
}

QTEST_MAIN(ScreensTest)
#include "tst_screens.moc"
