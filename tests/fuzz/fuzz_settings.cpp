// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QFile>
#include <QHostAddress>
#include <QTemporaryDir>

// A settings file that somebody edited.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const QTemporaryDir folder;
    static quint64 runs = 0; // a name for each run: QSettings keeps what it has read by name
    const QString name = folder.filePath(QStringLiteral("%1.ini").arg(++runs));
    QFile file(name);
    require(file.open(QIODevice::WriteOnly), "the file can be written");
    file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size));
    file.close();
    {
        Settings settings(name);
        require(!QHostAddress(settings.listenAddress()).isNull(), "the address is one");
        require(settings.windowMinutes() >= 1 && settings.windowMinutes() <= 60, "a window is bounded");
        settings.port();
        settings.fullDurability();
        settings.countryOnly();
        settings.theme();
        settings.reducedMotion();
        settings.currentSite();
        settings.uiState(QStringLiteral("mainWindow"));
        settings.setWindowMinutes(10);
        require(settings.windowMinutes() == 10, "what is set is there");
    }
    QFile::remove(name);
    return 0;
}
