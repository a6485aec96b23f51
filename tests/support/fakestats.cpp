// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestats.h"

#include "core/visitor/agentcatalog.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTest>

template <typename T>
Asking FakeStats::reply(const AskContext &who, Answer<T> answer, const Result<T> &result)
{
    const Asked<T> asked(who, std::move(answer));
    const Result<T> said = error ? Result<T>(*error) : result;
    if (isSilent)
        m_kept.append([asked, said] { asked.answer(said); });
    else
        asked.answer(said);
    return asked.asking();
}

Asking FakeStats::stats(const StatsQuery &query, const AskContext &who, Answer<StatsTable> answer)
{
    if (Result<void> valid = validate(query); !valid)
        return reply<StatsTable>(who, std::move(answer), valid.error());
    queries.append(query);
    return reply<StatsTable>(who, std::move(answer), tableFor ? tableFor(query) : table);
}

Asking FakeStats::visits(const VisitsQuery &query, const AskContext &who, Answer<VisitsPage> answer)
{
    visitsQueries.append(query);
    return reply<VisitsPage>(who, std::move(answer), page);
}

Asking FakeStats::timeline(const QString &site, quint64 visit, bool includesBots, const AskContext &who,
                           Answer<VisitTimeline> answer)
{
    timelineQueries.append({site, visit, includesBots});
    return reply<VisitTimeline>(who, std::move(answer), visitTimeline);
}

Asking FakeStats::saveGoal(const Goal &goal, const AskContext &who, Answer<Goal> answer)
{
    if (errorOfSaving)
        return reply<Goal>(who, std::move(answer), *errorOfSaving);
    saved.append(goal);
    if (saved.constLast().id.isEmpty())
        saved.last().id = QStringLiteral("goal_%1").arg(saved.size());
    return reply<Goal>(who, std::move(answer), saved.constLast());
}

Asking FakeStats::removeGoal(const QString &id, const AskContext &who, Answer<bool> answer)
{
    removed.append(id);
    return reply<bool>(who, std::move(answer), true);
}

void FakeStats::speak()
{
    const QList<std::function<void()>> kept = std::exchange(m_kept, {});
    for (const std::function<void()> &deliver : kept)
        deliver();
}

/// Nothing is stored; now is what the test says.
class StatsCollector::FakeHits final : public HitQuestions
{
public:
    RealtimeSnapshot snapshot;

    RealtimeSnapshot realtime(const QString &, int) const override { return snapshot; }
    Asking realtime(const QString &, int, std::optional<bool>, const AskContext &who,
                    Answer<RealtimeSnapshot> answer) override
    {
        return reply<RealtimeSnapshot>(who, std::move(answer), snapshot);
    }
    Asking piece(const HitFilter &, qint64, HitPiece::Append, const AskContext &who,
                 Answer<HitPiece> answer) override
    {
        HitPiece nothing;
        nothing.atEnd = true;
        return reply<HitPiece>(who, std::move(answer), nothing);
    }

    // What only windows ask
    Asking hits(const HitFilter &, qint64, int, const AskContext &, Answer<HitPage>) override { return {}; }
    Asking index(const QString &, const AskContext &, Answer<HitIndex>) override { return {}; }
    Asking peak(const QString &, int, const AskContext &, Answer<VisitorPeak>) override { return {}; }
    Asking exportHits(const HitFilter &, const QString &, const AskContext &, Progress<ExportProgress>,
                      Answer<qint64>) override
    {
        return {};
    }
    Asking judge(const QString &, const AskContext &, Progress<BotRebuildReport>,
                 Answer<BotRebuildReport>) override
    {
        return {};
    }

private:
    template <typename T>
    static Asking reply(const AskContext &who, Answer<T> answer, const T &value)
    {
        const Asked<T> asked(who, std::move(answer));
        asked.answer(value);
        return asked.asking();
    }
};

/// Sites, links and pixels that nobody changes.
class StatsCollector::NoChanges final : public SiteQuestions, public LinkQuestions, public PixelQuestions
{
public:
    QList<Site> sites() const override { return {}; }
    Asking createSite(const Site &, const AskContext &, Answer<void>) override { return {}; }
    Asking updateSite(const Site &, const AskContext &, Answer<void>) override { return {}; }
    Asking removeSite(const QString &, const AskContext &, Answer<void>) override { return {}; }
    Asking links(const AskContext &, Answer<QList<Link>>) override { return {}; }
    Asking addLinks(const QList<LinkDraft> &, const AskContext &, Answer<void>) override { return {}; }
    Asking updateLinks(const QList<LinkDraft> &, const AskContext &, Answer<void>) override { return {}; }
    Asking removeLinks(const QStringList &, const AskContext &, Answer<QList<Link>>) override { return {}; }
    Asking putBackLinks(const QList<Link> &, const AskContext &, Answer<void>) override { return {}; }
    Asking campaigns(const AskContext &, Answer<QList<LinkCampaign>>) override { return {}; }
    Asking setConcluded(const QString &, bool, const AskContext &, Answer<void>) override { return {}; }
    Asking addPixel(const Pixel &, const AskContext &, Answer<void>) override { return {}; }
    Asking updatePixel(const Pixel &, const AskContext &, Answer<void>) override { return {}; }
    Asking removePixel(const QString &, const AskContext &, Answer<void>) override { return {}; }
};

StatsCollector::StatsCollector(std::function<void(CollectorOptions &)> change) :
    m_clock(instant("2026-03-07T12:00:00Z") + kMicrosPerSecond / 2),
    m_queue(100),
    m_hits(std::make_unique<FakeHits>()),
    m_changes(std::make_unique<NoChanges>())
{
    static const auto agents = std::make_shared<AgentCatalog>(); // tests run one after another
    CollectorOptions options;
    options.port = 0;
    options.agents = agents;
    Site site;
    site.id = QStringLiteral("s");
    Site warsaw;
    warsaw.id = QStringLiteral("w");
    warsaw.timezone = QStringLiteral("Europe/Warsaw");
    options.sites = {site, warsaw};
    options.links = LinkTable(
        {{QStringLiteral("xyz123"), QStringLiteral("https://e.com/"), QStringLiteral("w"), QString()}});
    if (change)
        change(options);
    const CollectorQuestions questions {*m_hits, m_stats, *m_changes, *m_changes, *m_changes};
    m_collector = std::make_unique<Collector>(options, m_clock, m_queue, questions, m_bus);
    const Result<quint16> port = m_collector->start();
    if (port)
        m_url = QStringLiteral("http://127.0.0.1:%1").arg(*port);
}

StatsCollector::~StatsCollector() = default;

RealtimeSnapshot &StatsCollector::realtime()
{
    return m_hits->snapshot;
}

Micros instant(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

QJsonObject document(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        QTest::qFail(qPrintable(error.errorString()), __FILE__, __LINE__);
    return document.object();
}
