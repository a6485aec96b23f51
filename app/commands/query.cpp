// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "core/documents/jsonvalues.h"
#include "core/documents/livejson.h"
#include "core/realtime/realtimewindow.h"
#include "core/storage/hitreader.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

constexpr int kPageHits = 2000;

void list(const QString &caption, const QList<RealtimeSnapshot::Count> &rows, qint64 total,
          const QString &empty)
{
    if (total > rows.size())
        print(QStringLiteral("%1 (%2 of %3):")
                  .arg(caption, QString::number(rows.size()), QString::number(total)));
    else if (!rows.isEmpty())
        print(caption + u':');
    for (const RealtimeSnapshot::Count &row : rows)
        print(QStringLiteral("%1\t%2").arg(QString::number(row.visitors),
                                           row.label.isEmpty() ? empty : row.label));
}

} // namespace

int runQueryRealtime(const CommandLine &line)
{
    const Result<qint64> minutes = line.number(QStringLiteral("minutes"), 5, 1,
                                               RealtimeSnapshot::kMaxMinutes);
    if (!minutes)
        return fail(minutes.error());
    Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const Result<Site> site = requiredSite(line, *database);
    if (!site)
        return fail(site.error());

    const Micros now = SystemClock::instance().now();
    const bool countsBots = site->countsBots();
    QElapsedTimer timer;
    timer.start();
    RealtimeWindow window;
    window.setPageGrouping(site->pages);
    HitReader reader(*database);
    for (Result<HitReader::Page> page = HitReader::Page(); !page->atEnd;) {
        page = reader.received(now - RealtimeWindow::kMinutes * kMicrosPerMinute,
                               now + RealtimeWindow::kAhead, page->scannedTo, kPageHits);
        if (!page)
            return fail(page.error());
        for (const Hit &hit : std::as_const(page->hits)) {
            if (hit.site == site->id)
                window.add(hit, now, countsBots);
        }
    }
    const RealtimeSnapshot snapshot = window.snapshot(static_cast<int>(*minutes), now);
    const double elapsedMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const bool wantsTiming = line.has(QStringLiteral("timing"));
    if (line.has(QStringLiteral("json"))) {
        QJsonObject document = QJsonDocument::fromJson(nativeRealtimeJson(snapshot)).object();
        if (wantsTiming)
            document.insert(QStringLiteral("elapsed_ms"), elapsedMs);
        print(compactJson(document));
        return 0;
    }
    print(QStringLiteral("%1%2 visitors active in the last %3 min\n%4 pageviews, %5 hits")
              .arg(snapshot.visitorsAtLeast ? QStringLiteral("at least ") : QString(),
                   QString::number(snapshot.activeVisitors), QString::number(snapshot.minutes),
                   QString::number(snapshot.pageviews), QString::number(snapshot.hits)));
    list(QStringLiteral("pages"), snapshot.activePages, snapshot.activePagesTotal, QString());
    list(QStringLiteral("referrers"), snapshot.referrers, snapshot.referrersTotal, QStringLiteral("direct"));
    list(QStringLiteral("places"), snapshot.places, snapshot.placesTotal, QStringLiteral("unknown"));
    if (wantsTiming)
        print(QStringLiteral("%1 ms").arg(elapsedMs, 0, 'f', 1));
    return 0;
}
