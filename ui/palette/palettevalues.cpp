// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettevalues.h"

#include "ui/past/pastquestion.h"
#include "ui/past/pasttext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"

#include <array>

namespace {

constexpr int kMostValues = 1000; ///< of one dimension

struct Dimension
{
    QLatin1StringView name;
    PaletteKind kind;
    const char *icon;
};

constexpr std::array kDimensions {
    Dimension {QLatin1StringView("page"), PaletteKind::Page, "pageview"},
    Dimension {QLatin1StringView("country"), PaletteKind::Value, "map"},
    Dimension {QLatin1StringView("city"), PaletteKind::Value, "map"},
    Dimension {QLatin1StringView("source"), PaletteKind::Value, "outbound"},
    Dimension {QLatin1StringView("channel"), PaletteKind::Value, "outbound"},
    Dimension {QLatin1StringView("link"), PaletteKind::Link, "click"},
    Dimension {QLatin1StringView("utm_campaign"), PaletteKind::Link, "click"},
    Dimension {QLatin1StringView("event"), PaletteKind::Value, "event"},
    Dimension {QLatin1StringView("device"), PaletteKind::Value, "more"},
    Dimension {QLatin1StringView("browser"), PaletteKind::Value, "more"},
    Dimension {QLatin1StringView("os"), PaletteKind::Value, "more"},
    Dimension {QLatin1StringView("language"), PaletteKind::Value, "more"},
};

} // namespace

PaletteValues::PaletteValues(PastQuestion &past, StatsQuestions &stats, QObject *parent) :
    QObject(parent), m_past(past), m_stats(stats)
{
}

void PaletteValues::ask()
{
    m_asking = {};
    if (!m_past.site())
        return;
    StatsQuery query = m_past.query();
    query.granularity.reset();
    query.comparison.reset();
    query.wantsMedian = false;
    query.breakdowns.clear();
    for (const Dimension &dimension : kDimensions) {
        BreakdownQuery list {QString(dimension.name)};
        list.limit = kMostValues;
        list.leavesOutMissing = true;
        query.breakdowns.append(list);
    }
    m_asking = m_stats.stats(query, this, [this](const Result<StatsTable> &table) {
        if (table) // else there is the rest
            Q_EMIT counted(entriesOf(*table));
    });
}

QList<PaletteEntry> PaletteValues::entriesOf(const StatsTable &table)
{
    const QString range = PastText::range(m_past.current().range, m_past.zone());
    const auto everybody = static_cast<double>(table.now.totals.visitors);
    QList<PaletteEntry> entries;
    for (qsizetype i = 0; i < table.breakdowns.size() && i < qsizetype(kDimensions.size()); ++i) {
        const Dimension &dimension = kDimensions.at(static_cast<std::size_t>(i));
        const QString name = dimension.name;
        for (const BreakdownRow &row : table.breakdowns.at(i).rows) {
            PaletteEntry entry;
            entry.kind = dimension.kind;
            entry.id = name + QStringLiteral("==") + row.value;
            entry.icon = QString::fromLatin1(dimension.icon);
            if (name == QLatin1StringView("country"))
                entry.flag = row.value;
            entry.text = PastText::filter({name, DimensionFilter::Operator::Equals, {row.value}});
            entry.value = PastText::value(name, row.value);
            entry.text[0] = entry.text.at(0).toUpper();
            const QString visitors = MetricText::sentence(Metric::Visitors,
                                                          static_cast<double>(row.counts.visitors));
            entry.detail = everybody > 0
                ? LineText::joined(
                    {visitors,
                     LineText::fill(tr("%1 of %2"),
                                    PastText::share(static_cast<double>(row.counts.visitors) / everybody),
                                    range)})
                : visitors;
            entry.run = [this, name, value = row.value] {
                filter(name, DimensionFilter::Operator::Equals, value);
            };
            entry.leaveOut = [this, name, value = row.value] {
                filter(name, DimensionFilter::Operator::NotEquals, value);
            };
            entries.append(entry);
        }
    }
    return entries;
}

std::optional<PaletteEntry> PaletteValues::pagesContaining(const QString &typed)
{
    if (typed.isEmpty() || !m_past.site())
        return std::nullopt;
    PaletteEntry entry;
    entry.kind = PaletteKind::Page;
    entry.icon = QStringLiteral("search");
    entry.text = LineText::fill(tr("Filter: page contains “%1”"), typed);
    entry.run = [this, typed] { filter(QStringLiteral("page"), DimensionFilter::Operator::Contains, typed); };
    return entry;
}

void PaletteValues::filter(const QString &dimension, DimensionFilter::Operator op, const QString &value)
{
    const DimensionFilter wanted {dimension, op, value};
    if (m_taker && m_taker(wanted))
        return;
    Question next = m_past.current();
    if (!next.has(wanted)) {
        next.toggle(wanted);
        m_past.ask(next);
    }
    Q_EMIT filtered();
}
