// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcollector.h"

#include "core/links/link.h"
#include "core/sites/linkstore.h"
#include "core/sites/pixelstore.h"
#include "core/sites/sitestore.h"
#include "core/sites/tokens.h"
#include "core/storage/hitreader.h"
#include "core/storage/migrations.h"
#include "core/storage/rejectiontable.h"
#include "core/visitor/agentcatalog.h"
#include "tests/support/spin.h"

#include <QTest>

#include <algorithm>
#include <semaphore>

namespace {

Database openForWriting(const QString &fileName)
{
    Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
    if (!database || !migrate(*database))
        qFatal("the database of the test cannot be opened");
    return std::move(*database);
}

Database openForReading(const QString &fileName)
{
    Result<Database> database = Database::open(fileName, Database::Mode::ReadOnly);
    if (!database)
        qFatal("the database of the test cannot be read");
    return std::move(*database);
}

} // namespace

TestCollector::TestCollector(const Clock &clock) : m_clock(clock)
{
    m_options.dataDir = m_folder.path();
    m_options.collector.port = 0;
    static const auto agents = std::make_shared<AgentCatalog>(); // tests run one after another
    m_options.collector.agents = agents;
    Site site;
    site.id = QStringLiteral("s");
    addSite(site);
}

TestCollector::~TestCollector()
{
    stop();
}

void TestCollector::addSite(const Site &site)
{
    Database database = openForWriting(fileName());
    const Result<void> added = ::addSite(database, site);
    QVERIFY2(added, added ? "" : qPrintable(added.error().message));
}

void TestCollector::addLink(const Link &link)
{
    Database database = openForWriting(fileName());
    const Result<void> added = ::addLink(database, link);
    QVERIFY2(added, added ? "" : qPrintable(added.error().message));
}

void TestCollector::addPixel(const Pixel &pixel)
{
    Database database = openForWriting(fileName());
    const Result<void> added = ::addPixel(database, pixel);
    QVERIFY2(added, added ? "" : qPrintable(added.error().message));
}

QByteArray TestCollector::addReadToken(const Token &token)
{
    Database database = openForWriting(fileName());
    const Result<QByteArray> secret = addToken(database, token);
    return secret ? *secret : QByteArray();
}

bool TestCollector::start()
{
    Result<std::unique_ptr<Application>> application = Application::start(m_options, m_clock);
    if (!application)
        return false;
    m_application = std::move(*application);
    return !url().isEmpty();
}

void TestCollector::stop()
{
    m_application.reset();
}

QList<Hit> TestCollector::hits() const
{
    const Database database = openForReading(fileName());
    HitReader reader(database);
    HitFilter filter;
    filter.includesBots = true;
    QList<Hit> hits;
    for (HitReader::Page page; !page.atEnd;) {
        page = *reader.after(filter, page.scannedTo, 5000);
        hits += page.hits;
    }
    return hits;
}

QList<Rejection> TestCollector::rejections() const
{
    const Database database = openForReading(fileName());
    QList<Rejection> rejections = *readRejections(database, 0, 100'000);
    std::ranges::reverse(rejections);
    return rejections;
}

qint64 TestCollector::countOf(const QString &reason) const
{
    qint64 count = 0;
    const QList<Rejection> all = rejections();
    for (const Rejection &rejection : all)
        count += rejection.reason == reason ? rejection.count : 0;
    return count;
}

Verification TestCollector::verification() const
{
    return verify(openForReading(fileName()));
}

std::shared_ptr<void> TestCollector::stallStorage()
{
    struct Gate
    {
        std::binary_semaphore open {0};
        std::atomic<bool> isReached = false;
    };
    auto gate = std::make_shared<Gate>();
    m_application->storage().post([gate](Database &) {
        gate->isReached = true;
        gate->open.acquire();
    });
    spinUntil([&] { return gate->isReached.load(); });
    return std::shared_ptr<void>(nullptr, [gate](void *) { gate->open.release(); });
}

QByteArray hitBody(const QByteArray &url, const QByteArray &site)
{
    return "{\"site\":\"" + site + "\",\"url\":\"" + url + "\"}";
}
