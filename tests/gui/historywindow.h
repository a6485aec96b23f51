// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakelivesource.h"
#include "fakestatssource.h"

#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "ui/window/mainwindow.h"

#include <QTemporaryDir>

#include <memory>

class FilterChip;
class HistoryPage;

/// The main window over a small past that is known by heart: five people and a bot in the last 30 days, two
/// people in the 30 days before. It is Tuesday, 3 March 2026, 10:45:23 UTC.
class HistoryWindow final
{
public:
    HistoryWindow();

    /// Shows the window with a page, and waits for its answers unless the source is manual.
    void open(const QString &page = QStringLiteral("history"));
    void close() { m_window.reset(); }
    /// Stores a hit of a sixth visitor now and tells the bus.
    void commit();
    Micros day(int offset) const; ///< midnight UTC, 0 = today
    MainWindow &window() { return *m_window; }
    PastQuestion &past() { return m_window->pastQuestion(); }
    HistoryPage &page() { return m_window->historyPage(); }
    VisitorDataService &visitorData() { return m_visitorData; }
    bool isDimmed();
    FilterChip *findChip(const QString &dimension); ///< nullptr = none that is shown
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }

    const QString site = QStringLiteral("shop");
    ManualClock clock;
    SignalBus bus;
    FakeLiveSource live;
    FakeStatsSource stats;
    QTemporaryDir folder;
    Settings settings;

    /// Stores a hit of that day, 0 = today, before or after the window is open.
    void add(quint64 visitor, int day, const char *path, bool isIndian);

private:
    VisitorDataService m_visitorData;
    std::unique_ptr<MainWindow> m_window;
};
