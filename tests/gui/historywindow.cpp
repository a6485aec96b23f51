// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/history/historypage.h"
#include "ui/past/filterchip.h"

#include <QGraphicsEffect>

#include <algorithm>

HistoryWindow::HistoryWindow() :
    live(bus, clock),
    settings(folder.filePath(QStringLiteral("settings.ini"))),
    m_visitorData(VisitorDataFolder(folder.path(), QString()))
{
    live.siteList = {{site, QStringLiteral("Shop"), {}, QStringLiteral("UTC"), {}}};
    settings.setReducedMotion(true);
    settings.setCurrentSite(site);
    add(11, -40, "/launch", true);
    add(12, -38, "/launch", false);
    add(1, -9, "/launch", true);
    add(2, -8, "/launch", true);
    add(3, -7, "/launch", true);
    add(4, -3, "/pricing", false);
    add(5, -2, "/pricing", false);
    for (int i = 0; i < 3; ++i) // one reads it again and again
        add(5, -2, "/pricing", false);
    add(3, -1, "/about", true);
    stats.stored.last().visit = 33; // days after the other
    Hit signup = stats.stored.at(4);
    signup.kind = HitKind::Event;
    signup.event = QStringLiteral("signup");
    stats.stored.append(signup);
    add(6, -1, "/launch", false);
    stats.stored.last().bot = {true, QStringLiteral("crawler"), QStringLiteral("Googlebot"), 90};
    std::ranges::stable_sort(stats.stored, {}, &Hit::eventAt);
}

void HistoryWindow::add(quint64 visitor, int day, const char *path, bool isIndian)
{
    Hit hit =
        FakeStatsSource::hit(site, QString::fromLatin1(path), visitor,
                             this->day(day) + 10 * kMicrosPerHour + stats.stored.size() * kMicrosPerMinute);
    hit.place.country = isIndian ? QStringLiteral("IN") : QStringLiteral("PL");
    hit.source = isIndian ? QStringLiteral("news.example") : QString();
    hit.client.device = isIndian ? QStringLiteral("Mobile") : QStringLiteral("Desktop");
    hit.client.browser = isIndian ? QStringLiteral("Safari") : QStringLiteral("Chrome");
    stats.stored.append(hit);
}

void HistoryWindow::open(const QString &page)
{
    m_window = std::make_unique<MainWindow>(bus, live.with(stats), settings, m_visitorData, clock);
    m_window->resize(1440, 900);
    m_window->showPage(page);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), static_cast<int>(kPatience.count())));
    QTRY_VERIFY(m_window->isSettled() || stats.queue.manual);
}

void HistoryWindow::commit()
{
    Hit hit = FakeStatsSource::hit(site, QStringLiteral("/launch"), 77, clock.now());
    stats.stored.append(hit);
    live.commit({hit});
}

Micros HistoryWindow::day(int offset) const
{
    return (utcDay(clock.now()) + offset) * kMicrosPerDay;
}

bool HistoryWindow::isDimmed()
{
    const auto *effect = page().findChild<QGraphicsEffect *>();
    return effect && effect->isEnabled();
}

FilterChip *HistoryWindow::findChip(const QString &dimension)
{
    for (FilterChip *chip : page().findChildren<FilterChip *>(QStringLiteral("filterChip_") + dimension)) {
        if (chip->isVisible())
            return chip;
    }
    return nullptr;
}
