// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/documents/livejson.h"
#include "core/realtime/realtimewindow.h"
#include "core/storage/hitreader.h"

namespace {

void list(const QString &caption, const QList<RealtimeSnapshot::Count> &rows, const QString &empty)
{
    if (!rows.isEmpty())
        print(caption + u':');
    for (const RealtimeSnapshot::Count &row : rows)
        print(QStringLiteral("%1\t%2").arg(row.visitors).arg(row.label.isEmpty() ? empty : row.label));
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
    RealtimeWindow window;
    HitReader(*database).receivedAfter(now - RealtimeWindow::kMinutes * kMicrosPerMinute,
                                       [&](const Hit &hit) {
                                           if (hit.site == site->id)
                                               window.add(hit, now, countsBots);
                                       });
    const RealtimeSnapshot snapshot = window.snapshot(static_cast<int>(*minutes), now);
    if (line.has(QStringLiteral("json"))) {
        print(nativeRealtimeJson(snapshot));
        return 0;
    }
    print(QStringLiteral("%1 visitors active in the last %2 min\n%3 pageviews, %4 hits")
              .arg(snapshot.activeVisitors)
              .arg(snapshot.minutes)
              .arg(snapshot.pageviews)
              .arg(snapshot.hits));
    list(QStringLiteral("pages"), snapshot.activePages, QString());
    list(QStringLiteral("referrers"), snapshot.referrers, QStringLiteral("direct"));
    list(QStringLiteral("places"), snapshot.places, QStringLiteral("unknown"));
    return 0;
}
