// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/screenshot.h"

#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/listeningfile.h"
#include "core/bus/signalbus.h"
#include "core/query/linkservice.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/query/storeservice.h"
#include "core/settings/settings.h"
#include "core/storage/storage.h"
#include "core/visitor/visitordataservice.h"
#include "ui/live/livepage.h"
#include "ui/map/mapgeometry.h"
#include "ui/window/mainwindow.h"
#include "ui/worldmap/mappage.h"

#include <QApplication>
#include <QFileInfo>
#include <QPixmap>
#include <QRegularExpression>
#include <QTimer>

namespace {

using namespace std::chrono_literals;

/// A picture that is not complete by then is taken as it is.
constexpr auto kPatience = 20s;

Result<QSize> sizeOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return Error {QStringLiteral("usage"),
                      QStringLiteral("--size is WIDTHxHEIGHT, for instance 1440x900")};
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

/// Runs the event loop until `signal`, but not longer than kPatience.
template <typename Sender, typename Signal>
void waitFor(const Sender *sender, Signal signal)
{
    QEventLoop loop;
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &loop, &QEventLoop::quit);
    QObject::connect(sender, signal, &loop, &QEventLoop::quit);
    patience.start(kPatience);
    loop.exec();
}

} // namespace

int runScreenshot(const CommandLine &line)
{
    const Result<QSize> size = sizeOf(line.value(QStringLiteral("size"), QStringLiteral("1440x900")));
    if (!size)
        return fail(size.error());
    const QString page = line.value(QStringLiteral("page"), QStringLiteral("live"));
    const QString output = line.value(QStringLiteral("output"));
    if (output.isEmpty())
        return fail({QStringLiteral("usage"), QStringLiteral("--output FILE is missing")});
    const QString theme = line.value(QStringLiteral("theme"), QStringLiteral("light"));
    if (theme != QLatin1StringView("light") && theme != QLatin1StringView("dark"))
        return fail({QStringLiteral("usage"), QStringLiteral("--theme is light or dark")});

    SignalBus bus;
    StorageOptions options;
    options.fileName = dataFolder(line) + QStringLiteral("/clickscope.db");
    if (!QFileInfo::exists(options.fileName))
        return fail(
            {QStringLiteral("no_data"), QStringLiteral("there is no database in %1").arg(dataFolder(line))});
    Result<std::unique_ptr<Storage>> storage = Storage::open(options, bus, SystemClock::instance());
    if (!storage)
        return fail(storage.error());
    QueryService queries(**storage, bus, SystemClock::instance());
    if (!queries.isRefilled())
        waitFor(&queries, &QueryService::refilled);
    const QString url = readListeningFile(dataFolder(line));
    Q_EMIT bus.collectorStateChanged(
        {url.isEmpty() ? CollectorState::Phase::Stopped : CollectorState::Phase::Listening, url, {}});

    const QString site = line.value(QStringLiteral("site"));
    const QList<Site> sites = queries.sites();
    if (!site.isEmpty()
        && std::ranges::none_of(sites, [&site](const Site &known) { return known.id == site; }))
        return fail({QStringLiteral("site_not_found"), QStringLiteral("there is no site %1").arg(site)});
    Settings settings({});
    settings.setTheme(theme == QLatin1StringView("dark") ? Settings::Theme::Dark : Settings::Theme::Light);
    settings.setReducedMotion(true);
    settings.setCurrentSite(site);
    VisitorDataService visitorData {VisitorDataFolder(dataFolder(line))};
    visitorData.finishLoading();
    StatsService stats(**storage, bus, SystemClock::instance(), StatsService::Segments::Leave);
    StoreService store(**storage, SystemClock::instance());
    LinkService links(**storage, bus, SystemClock::instance());
    MainWindow window(bus, {queries, stats, queries, queries, queries, store, store, links}, settings,
                      visitorData, SystemClock::instance());
    const bool isInspector = page == QLatin1StringView("inspector"); // Live with its newest hit opened
    const bool isDialog = MainWindow::dialogNames().contains(page);
    const bool isManual = page == QLatin1StringView("manual");
    if (!isDialog && !isManual && !isInspector && !window.pageNames().contains(page.section(u'-', 0, 0))) {
        return fail({QStringLiteral("usage"),
                     QStringLiteral("there is no page \"%1\"; there are %2")
                         .arg(page,
                              (window.pageNames() + MainWindow::dialogNames()).join(QStringLiteral(", "))
                                  + QStringLiteral(", inspector, manual"))});
    }
    const QStringList layers {QStringLiteral("heat"), QStringLiteral("countries"), QStringLiteral("cities")};
    const qsizetype layer = layers.indexOf(line.value(QStringLiteral("layer"), layers.constFirst()));
    if (layer < 0)
        return fail({QStringLiteral("usage"),
                     QStringLiteral("--layer is one of %1").arg(layers.join(QStringLiteral(", ")))});
    const QString country = line.value(QStringLiteral("country"));
    if (!country.isEmpty() && !MapGeometry::world().anchorOf(country))
        return fail({QStringLiteral("usage"),
                     QStringLiteral("the map has no country \"%1\"; write a code such as IN").arg(country)});
    window.mapPage().setLayer(static_cast<MapLayer>(layer));
    window.resize(*size);
    window.showPage(isInspector ? QStringLiteral("live") : page);
    window.show();
    if (!window.isSettled())
        waitFor(&window, &MainWindow::settled);
    if (!country.isEmpty()) {
        window.mapPage().selectCountry(country);
        if (!window.isSettled())
            waitFor(&window, &MainWindow::settled);
    }
    if (isInspector) {
        window.livePage().inspectNewest();
        if (!window.isSettled())
            waitFor(&window, &MainWindow::settled);
    }
    QApplication::processEvents(); // what had nothing to wait for is laid out now
    QWidget *target = &window;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if ((isDialog || isManual) && widget != &window && widget->isVisible())
            target = widget;
    }
    if (!target->grab().save(output, "PNG"))
        return fail({QStringLiteral("screenshot_failed"), QStringLiteral("cannot write %1").arg(output)});
    return 0;
}
