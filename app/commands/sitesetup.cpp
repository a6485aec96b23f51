// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/listeningfile.h"
#include "core/storage/hitreader.h"
#include "core/storage/rejectiontable.h"
#include "core/types/firsthitwatch.h"
#include "core/types/snippet.h"
#include "core/types/urltext.h"

#include <QDeadlineTimer>
#include <QThread>

using namespace std::chrono_literals;

// The snippet of a site, and whether it works.

namespace {

constexpr auto kLook = 200ms;
constexpr qint64 kDefaultSeconds = 120;
constexpr qint64 kMostSeconds = 86'400;
constexpr int kPage = 500;

/// The site that a command names, and the database that it is in.
struct StoredSite
{
    Database database;
    Site site;
};

Result<StoredSite> openSite(const CommandLine &line)
{
    Result<Database> database = openForReading(line);
    if (!database)
        return database.error();
    Result<Site> site = findSite(*database, line.positional().constFirst());
    if (!site)
        return site.error();
    return StoredSite {std::move(*database), std::move(*site)};
}

/// What has come in since the last look.
class Arrivals
{
public:
    Arrivals(const Database &database, const QString &site) : m_database(database), m_reader(database)
    {
        m_filter.site = site;
        m_filter.includesBots = true; // to say that they came
    }

    Result<void> begin()
    {
        const Result<qint64> last = m_reader.lastSeq();
        const Result<QList<Rejection>> newest = readRejections(m_database, 0, 1);
        if (!last || !newest)
            return last ? newest.error() : last.error();
        m_lastHit = *last;
        m_lastRejection = newest->isEmpty() ? 0 : newest->constFirst().id;
        return {};
    }
    Result<QList<Hit>> hits()
    {
        const Result<HitReader::Page> page = m_reader.after(m_filter, m_lastHit, kPage);
        if (!page)
            return page.error();
        m_lastHit = page->scannedTo;
        return page->hits;
    }
    /// Oldest first.
    Result<QList<Rejection>> rejections()
    {
        const Result<QList<Rejection>> newest = readRejections(m_database, 0, kPage);
        if (!newest)
            return newest;
        QList<Rejection> arrived;
        for (auto rejection = newest->crbegin(); rejection != newest->crend(); ++rejection) {
            if (rejection->id > m_lastRejection)
                arrived.append(*rejection);
        }
        if (!arrived.isEmpty())
            m_lastRejection = arrived.constLast().id;
        return arrived;
    }

private:
    const Database &m_database;
    HitReader m_reader;
    HitFilter m_filter;
    qint64 m_lastHit = 0;
    qint64 m_lastRejection = 0;
};

/// What came and was taken for a bot, in the order in which it came.
QList<FirstHitWatch::Cause> botsOf(const FirstHitWatch &watch)
{
    QList<FirstHitWatch::Cause> bots = watch.seen();
    bots.removeIf(
        [](const FirstHitWatch::Cause &cause) { return cause.kind != FirstHitWatch::Kind::TakenForBot; });
    return bots;
}

/// Blocks until an awaited hit is stored, or the time is over: then there is none.
Result<std::optional<Hit>> waitForHit(Arrivals &arrivals, FirstHitWatch &watch, qint64 seconds)
{
    const QDeadlineTimer deadline(std::chrono::seconds {seconds});
    while (true) {
        const bool isLast = deadline.hasExpired(); // then one more look
        const Result<QList<Hit>> hits = arrivals.hits();
        const Result<QList<Rejection>> rejections = arrivals.rejections();
        if (!hits || !rejections)
            return hits ? rejections.error() : hits.error();
        for (const Hit &hit : *hits) {
            if (watch.isAwaited(hit))
                return std::optional(hit);
            const qsizetype before = botsOf(watch).size();
            watch.add(hit);
            if (const auto bots = botsOf(watch); bots.size() > before)
                print(QStringLiteral("still waiting: %1").arg(toText(bots.constLast())));
        }
        for (const Rejection &rejection : *rejections)
            watch.add(rejection);
        if (isLast)
            return std::optional<Hit>();
        QThread::msleep(static_cast<unsigned long>(kLook.count()));
    }
}

} // namespace

int runSiteSnippet(const CommandLine &line)
{
    const QString name = line.value(QStringLiteral("kind"), toString(SnippetKind::Script));
    const std::optional<SnippetKind> kind = snippetKindNamed(name);
    if (!kind)
        return fail({QStringLiteral("usage"),
                     QStringLiteral("--kind is script, wordpress, tag-manager, npm, pixel, sparklytics or "
                                    "ts-analytics")});
    QString url = line.value(QStringLiteral("url"), readListeningFile(dataFolder(line)));
    if (url.isEmpty())
        url = QStringLiteral("http://127.0.0.1:8787"); // where it listens unless told otherwise
    if (!isAbsoluteHttpUrl(url))
        return fail(
            {QStringLiteral("usage"),
             QStringLiteral("--url is the address of the collector, such as https://hits.shop.example")});
    while (url.endsWith(u'/'))
        url.chop(1);
    const Result<StoredSite> stored = openSite(line);
    if (!stored)
        return fail(stored.error());
    print(snippetOf(stored->site, url, *kind));
    return 0;
}

int runSiteVerify(const CommandLine &line)
{
    const Result<qint64> seconds = line.number(QStringLiteral("seconds"), kDefaultSeconds, 1, kMostSeconds);
    if (!seconds)
        return fail(seconds.error());
    const Result<StoredSite> stored = openSite(line);
    if (!stored)
        return fail(stored.error());
    const QString url = readListeningFile(dataFolder(line));
    if (url.isEmpty())
        return fail({QStringLiteral("no_collector"),
                     QStringLiteral("no collector runs on %1, so no hit can come; start clickscope serve")
                         .arg(dataFolder(line))});
    const Site &site = stored->site;
    FirstHitWatch watch(site, url);
    Arrivals arrivals(stored->database, site.id);
    if (const Result<void> begun = arrivals.begin(); !begun)
        return fail(begun.error());
    print(QStringLiteral("waiting %1 s for a hit of %2").arg(QString::number(*seconds), site.id));
    const Result<std::optional<Hit>> hit = waitForHit(arrivals, watch, *seconds);
    if (!hit)
        return fail(hit.error());
    if (*hit) {
        print(QStringLiteral("%1 works: %2 of %3 is stored")
                  .arg(site.id, QString(toString((*hit)->kind)), (*hit)->url));
        return 0;
    }
    const QList<FirstHitWatch::Cause> causes = watch.causes();
    for (const FirstHitWatch::Cause &cause : causes.sliced(1))
        print(QStringLiteral("or: %1 %2").arg(toText(cause), remedyFor(cause)));
    return fail(
        {QStringLiteral("no_hit"),
         QStringLiteral("no hit of %1 %2 in %3 s; %4 %5")
             .arg(site.id, botsOf(watch).isEmpty() ? QStringLiteral("came") : QStringLiteral("was counted"),
                  QString::number(*seconds), toText(causes.constFirst()), remedyFor(causes.constFirst()))});
}
