// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a hit costs between the socket and the store, on one core: headers, JSON, consent, identity, place,
// agent, referrer, verdict. Goal: 150,000 hits/s with the weighted real agents of npm user-agents.

#include "core/collector/requestguard.h"
#include "core/ingest/formats/nativeformat.h"
#include "core/ingest/pipeline.h"

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QFile>

#include <ctime>

#include <cstdio>
#include <random>
#include <vector>

namespace {

constexpr int kVisitors = 20'000;
constexpr int kRequests = 200'000;
constexpr int kRounds = 5;

struct Agents
{
    QByteArrayList texts;
    std::discrete_distribution<std::size_t> draw;
};

Agents realAgents()
{
    Agents agents;
    std::vector<int> weights;
    QFile file(QStringLiteral(TEST_DATA "/ua/sessions.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return agents;
    file.readLine();
    while (!file.atEnd()) {
        const QByteArrayList cells = file.readLine().chopped(1).split('\t');
        weights.push_back(cells.first().toInt());
        agents.texts.append(cells.last());
    }
    agents.draw = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
    return agents;
}

struct Visitor
{
    QHostAddress address;
    QByteArray agent;
};

std::vector<Visitor> visitors(Agents &agents, std::mt19937 &random)
{
    std::vector<Visitor> list;
    std::uniform_int_distribution<quint32> address(0x01000000, 0xdfffffff);
    while (list.size() < kVisitors) {
        const QHostAddress candidate(address(random));
        if (classifyAddress(candidate) == NetworkClass::Public)
            list.push_back({candidate, agents.texts[static_cast<qsizetype>(agents.draw(random))]});
    }
    return list;
}

/// What a browser sends with a beacon of the tag, in the order Chrome sends it.
HttpRequest requestOf(const Visitor &visitor, std::mt19937 &random)
{
    static const char *const kReferrers[] = {"",
                                             "",
                                             "",
                                             "https://www.google.com/",
                                             "https://l.instagram.com/",
                                             "https://t.co/Qx7k2mZ",
                                             "https://shop.example/",
                                             "https://e.example/a/b"};
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.path = "/api/v1/hits";
    request.headers = {{"Host", "collect.example"},
                       {"Connection", "keep-alive"},
                       {"Content-Type", "text/plain;charset=UTF-8"},
                       {"User-Agent", visitor.agent},
                       {"Accept", "*/*"},
                       {"Origin", "https://shop.example"},
                       {"Sec-Fetch-Site", "cross-site"},
                       {"Sec-Fetch-Mode", "no-cors"},
                       {"Sec-Fetch-Dest", "empty"},
                       {"Referer", "https://shop.example/"},
                       {"Accept-Encoding", "gzip, deflate, br"},
                       {"Accept-Language", "en-GB,en;q=0.9"}};
    if (visitor.agent.contains("Chrome/")) {
        request.headers.emplaceBack("sec-ch-ua",
                                    R"("Not/A)Brand";v="8", "Chromium";v="126", "Google Chrome";v="126")");
        request.headers.emplaceBack("sec-ch-ua-mobile", "?0");
        request.headers.emplaceBack("sec-ch-ua-platform", "\"Windows\"");
    }
    request.body = R"({"site":"s","kind":"pageview","url":"https://shop.example/p/)";
    request.body.append(QByteArray::number(static_cast<int>(random() % 500)));
    if (random() % 4 == 0)
        request.body.append("?utm_source=news&utm_medium=email");
    request.body.append(R"(","referrer":")");
    request.body.append(kReferrers[random() % std::size(kReferrers)]);
    request.body.append(R"(","title":"A page of the shop","screen":"1920x1080","language":"en-GB"})");
    return request;
}

double cpuSeconds()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

VisitorData bundledData()
{
    auto databases = std::make_shared<GeoDatabases>();
    if (Result<std::unique_ptr<CompactGeo>> geo = CompactGeo::open(QStringLiteral(CLICKSCOPE_GEO_FILE)))
        databases->bundled = std::move(*geo);
    else
        std::printf("without places: %s\n", qPrintable(geo.error().message));
    VisitorData data;
    data.geo = databases;
    data.spamHosts = {QStringLiteral("spam.example")};
    return data;
}

} // namespace

int main()
{
    Agents agents = realAgents();
    if (agents.texts.isEmpty())
        return 1;
    std::mt19937 random(1); // NOLINT(cert-msc51-cpp): the same each time
    const std::vector<Visitor> people = visitors(agents, random);
    std::vector<std::pair<const Visitor *, HttpRequest>> requests;
    for (int i = 0; i < kRequests; ++i) {
        const Visitor &visitor = people[random() % people.size()];
        requests.emplace_back(&visitor, requestOf(visitor, random));
    }

    const RequestGuard guard {TrustedProxies()};
    const NativeFormat format;
    IngestPipeline pipeline(SystemClock::instance(), {}, {});
    pipeline.setVisitorData(bundledData());
    Site site;
    site.id = QStringLiteral("s");
    pipeline.setSites({site});
    qint64 bots = 0, placed = 0;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        const double before = cpuSeconds();
        for (const auto &[visitor, sent] : requests) {
            HttpRequest request = sent;
            guard.complete(request, visitor->address);
            ParsedHits parsed = format.parse(request);
            const IngestPipeline::Taken taken = pipeline.take(std::move(std::get<QList<RawHit>>(parsed)),
                                                              request, Protocol::Native);
            bots += taken.hits.constFirst().bot.isBot ? 1 : 0;
            placed += taken.hits.constFirst().place.isEmpty() ? 0 : 1;
        }
        std::printf("%s: %.0f hits/s, %.0f by CPU time\n", round == 0 ? "first, caches cold" : "warm",
                    kRequests * 1e9 / static_cast<double>(timer.nsecsElapsed()),
                    kRequests / (cpuSeconds() - before));
    }
    std::printf("(%d visitors, %.1f %% placed, %.2f %% bots)\n", kVisitors,
                100.0 * static_cast<double>(placed) / (kRequests * kRounds),
                100.0 * static_cast<double>(bots) / (kRequests * kRounds));
    return 0;
}
