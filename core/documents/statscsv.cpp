// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/statscsv.h"

#include "core/documents/csvwriter.h"
#include "core/types/savedfile.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr const char *kCounts[] = {"visitors",    "visits",         "pageviews",      "hits",
                                   "bounce_rate", "visit_duration", "views_per_visit"};

/// The table as rows; knows whether a compared range stands beside it.
class StatsCsv
{
public:
    StatsCsv(const StatsTable &table, const StatsSection &section) : m_table(table), m_section(section) { }

    QByteArray totals();
    QByteArray series();
    QByteArray breakdown();
    QByteArray goals();
    QByteArray weekHours();

private:
    bool isCompared() const { return m_table.before.has_value(); }
    void name(const char *text) { m_csv.text(QLatin1StringView(text).toString()); }
    void header(std::initializer_list<const char *> first);
    void counts(const StatsCounts &counts);
    void rate(const std::optional<double> &value);
    void instant(Micros instant);

    const StatsTable &m_table;
    const StatsSection &m_section;
    QByteArray m_out;
    CsvWriter m_csv {m_out};
};

void StatsCsv::header(std::initializer_list<const char *> first)
{
    for (const char *text : first)
        name(text);
    for (const char *text : kCounts)
        name(text);
    if (isCompared()) {
        for (const char *text : kCounts)
            m_csv.text(QString(QStringLiteral("previous_") + QLatin1StringView(text)));
    }
    m_csv.endRow();
}

void StatsCsv::counts(const StatsCounts &counts)
{
    m_csv.number(counts.visitors);
    m_csv.number(counts.visits);
    m_csv.number(counts.pageviews);
    m_csv.number(counts.hits);
    rate(counts.bounceRate());
    rate(counts.visitDuration());
    rate(counts.viewsPerVisit());
}

void StatsCsv::rate(const std::optional<double> &value)
{
    if (value)
        m_csv.number(*value);
    else
        m_csv.empty();
}

void StatsCsv::instant(Micros instant)
{
    const QTimeZone zone(m_section.timezone.toUtf8());
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone);
    m_csv.text(moment.toOffsetFromUtc(moment.offsetFromUtc()).toString(Qt::ISODate));
}

QByteArray StatsCsv::totals()
{
    header({"from", "to"});
    instant(m_table.now.range.from);
    instant(m_table.now.range.to);
    counts(m_table.now.totals);
    if (isCompared())
        counts(m_table.before->totals);
    m_csv.endRow();
    return m_out;
}

QByteArray StatsCsv::series()
{
    if (isCompared()) {
        header({"start", "previous_start"});
    } else {
        header({"start"});
    }
    const QList<StatsBucket> none;
    const QList<StatsBucket> &now = m_table.now.series;
    const QList<StatsBucket> &before = isCompared() ? m_table.before->series : none;
    const auto start = [this](const QList<StatsBucket> &buckets, qsizetype row) {
        if (row < buckets.size())
            m_csv.text(toRfc3339(buckets.at(row).time));
        else
            m_csv.empty();
    };
    const auto numbers = [this](const QList<StatsBucket> &buckets, qsizetype row) {
        if (row < buckets.size())
            return counts(buckets.at(row).counts);
        for (std::size_t i = 0; i < std::size(kCounts); ++i)
            m_csv.empty();
    };
    for (qsizetype row = 0; row < std::max(now.size(), before.size()); ++row) {
        start(now, row);
        if (isCompared())
            start(before, row);
        numbers(now, row);
        if (isCompared())
            numbers(before, row);
        m_csv.endRow();
    }
    return m_out;
}

QByteArray StatsCsv::breakdown()
{
    m_csv.text(m_section.dimension);
    header({});
    const auto found = std::ranges::find(m_table.breakdowns, m_section.dimension, &Breakdown::dimension);
    if (found == m_table.breakdowns.end())
        return m_out;
    for (const BreakdownRow &row : found->rows) {
        m_csv.text(row.value);
        counts(row.counts);
        if (isCompared())
            counts(row.previous);
        m_csv.endRow();
    }
    return m_out;
}

QByteArray StatsCsv::goals()
{
    for (const char *text : {"goal", "name", "conversions", "visits", "conversion_rate", "value"})
        name(text);
    m_csv.endRow();
    const qint64 visits = m_table.now.totals.visits;
    for (const GoalCounts &goal : m_table.now.goals) {
        const auto known = std::ranges::find(m_section.goals, goal.goal, &Goal::id);
        m_csv.text(goal.goal);
        m_csv.text(known == m_section.goals.end() ? QString() : known->name);
        m_csv.number(goal.conversions);
        m_csv.number(goal.visits);
        if (visits > 0)
            m_csv.number(static_cast<double>(goal.visits) / static_cast<double>(visits));
        else
            m_csv.empty();
        m_csv.number(goal.value);
        m_csv.endRow();
    }
    return m_out;
}

QByteArray StatsCsv::weekHours()
{
    for (const char *text : {"weekday", "hour", "visitors", "pageviews", "hits"})
        name(text);
    m_csv.endRow();
    for (qsizetype hour = 0; hour < m_table.weekHours.hours.size(); ++hour) {
        const StatsCounts &cell = m_table.weekHours.hours.at(hour);
        m_csv.number(static_cast<qint64>(hour / 24 + 1)); // ISO: Monday is 1
        m_csv.number(static_cast<qint64>(hour % 24));
        m_csv.number(cell.visitors);
        m_csv.number(cell.pageviews);
        m_csv.number(cell.hits);
        m_csv.endRow();
    }
    return m_out;
}

} // namespace

QByteArray statsToCsv(const StatsTable &table, const StatsSection &section)
{
    StatsCsv csv(table, section);
    switch (section.part) {
    case StatsSection::Part::Totals: return csv.totals();
    case StatsSection::Part::Series: return csv.series();
    case StatsSection::Part::Breakdown: return csv.breakdown();
    case StatsSection::Part::Goals: return csv.goals();
    case StatsSection::Part::WeekHours: return csv.weekHours();
    }
    return {};
}

Result<void> saveStats(const StatsTable &table, const QList<StatsFile> &files)
{
    for (const StatsFile &target : files) {
        const QByteArray csv = statsToCsv(table, target.section);
        QSaveFile file(target.fileName);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size() || !commitFile(file))
            return Error {QStringLiteral("export_failed"),
                          QStringLiteral("cannot write %1: %2").arg(target.fileName, file.errorString())};
    }
    return {};
}
