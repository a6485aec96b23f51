// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"

#include "app/application.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/desktop/demo.h"
#include "app/desktop/screenshot.h"
#include "app/desktop/window.h"
#include "app/process/commandsocket.h"
#include "app/process/resourcelimits.h"
#include "app/serveoptions.h"
#include "core/settings/settings.h"
#include "core/storage/privatefolder.h"
#include "core/types/network.h"

#include <QApplication>
#include <QIcon>

namespace {

bool hasDisplay()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

/// Address and port of the command line are for this run only.
Result<ApplicationOptions> desktopOptions(const CommandLine &line, const Settings &settings)
{
    ApplicationOptions options;
    options.dataDir = dataFolder(line);
    options.collector.address = listenAddressOf(settings.listenAddress());
    options.collector.port = settings.port();
    if (settings.fullDurability())
        options.storage.durability = Database::Durability::Full;
    if (const Result<void> taken = options.setAccess(settings.access()); !taken)
        qWarning().noquote() << "a setting of the collector is not used:" << taken.error().message;
    if (Result<void> read = readListenOptions(line, options.collector); !read)
        return read.error();
    return options;
}

int runWindow(const CommandLine &line)
{
    if (Result<void> made = makePrivateFolder(dataFolder(line)); !made)
        return fail(made.error());
    Settings settings(dataFolder(line) + QStringLiteral("/settings.ini"));
    const Result<ApplicationOptions> options = desktopOptions(line, settings);
    if (!options)
        return fail(options.error());
    Result<std::unique_ptr<Application>> started = Application::start(*options, SystemClock::instance());
    if (!started) {
        // A second start shows the first window.
        if (started.error().code == QLatin1StringView("data_dir_in_use")
            && CommandSocket::notify(dataFolder(line), "raise"))
            return 0;
        return fail(started.error());
    }
    return showWindow(**started, settings, Traffic::Own);
}

} // namespace

extern "C" int clickscope_desktop(int &argc, char **argv, const CommandLine &line)
{
    const bool isScreenshot = line.verb() == QLatin1StringView("screenshot");
    const bool isDemo = line.verb() == QLatin1StringView("demo");
    if (isScreenshot || (isDemo && !hasDisplay())) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    } else if (!hasDisplay()) {
        return fail(
            {QStringLiteral("no_display"),
             QStringLiteral("there is no display; clickscope serve runs the collector without windows")});
    }
    raiseFileLimit();
    const QApplication qtApplication(argc, argv);
    QApplication::setApplicationName(QStringLiteral("clickscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Clickscope"));
    QApplication::setApplicationVersion(QStringLiteral(CLICKSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.clickscope.Clickscope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app/clickscope.svg")));
    if (isScreenshot)
        return runScreenshot(line);
    return isDemo ? runDemo(line) : runWindow(line);
}
