// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historytotals.h"

#include "ui/look/theme.h"
#include "ui/past/changefigure.h"
#include "ui/past/pasttext.h"
#include "ui/text/datetext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"
#include "ui/widgets/helptopic.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr int kFigureWidth = 127; ///< at least, at full size of texts

constexpr Metric kMetrics[] = {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::BounceRate,
                               Metric::VisitDuration};
constexpr int kFigures = 6;
constexpr int kDuration = 4; ///< index of the visit duration
constexpr int kIndent = 8; ///< of the figures' texts

/// Why changes against the compared period would mean nothing; empty when they mean something. A period
/// without any hit of the site is no data, not zero; one that it did not see from the start is too short.
QString missingComparison(const StatsQuery &query, const StatsTable &table)
{
    const StatsPeriod &before = *table.before;
    const bool isWhole = before.series.isEmpty() || table.firstHit < before.series.constFirst().time.end;
    if (before.hasData && isWhole)
        return {};
    if (isWhole)
        return LineText::fill(HistoryTotals::tr("Nothing to compare with: no hits on %1."),
                              PastText::days(before.range, query.timezone));
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(table.firstHit / kMicrosPerMilli,
                                                           QTimeZone(query.timezone.toUtf8()));
    return LineText::fill(HistoryTotals::tr("Nothing to compare with: the first hit came on %1."),
                          DateText::dayAndYear(first.date()));
}

} // namespace

HistoryTotals::HistoryTotals(QWidget *parent) : QWidget(parent), m_nothing(new PlainLabel(this))
{
    setObjectName(QStringLiteral("historyTotals"));
    auto *choice = new QButtonGroup(this);
    choice->setExclusive(true);
    for (const Metric metric : kMetrics) {
        auto *figure = new ChangeFigure(metric, this);
        figure->setObjectName(QStringLiteral("total_") + toString(metric));
        figure->setCheckable(true);
        choice->addButton(figure);
        connect(figure, qOverload<Metric>(&ChangeFigure::clicked), this, &HistoryTotals::metricChosen);
        m_figures.append(figure);
    }
    auto *views = new ChangeFigure(tr("Views per visit"),
                                   tr("Pageviews for each visit that has at least one."), this);
    views->setObjectName(QStringLiteral("total_views_per_visit"));
    HelpTopic::offer(views, QStringLiteral("glossary.md#views-per-visit"));
    m_figures.append(views);
    m_nothing->setObjectName(QStringLiteral("nothingToCompare"));
    m_nothing->setFont(Type::small());
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setIndent(kIndent);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    setMetric(Metric::Visitors);
    arrange();
}

void HistoryTotals::arrange()
{
    const int room = width() / TextScale::scaled(kFigureWidth);
    const int columns = room >= kFigures ? kFigures : room >= kFigures / 2 ? kFigures / 2 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    delete layout();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Metrics::kGrid);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < kFigures; ++i) {
        grid->addWidget(m_figures.at(i), i / columns, i % columns);
        grid->setColumnStretch(i % columns, 1);
    }
    grid->addWidget(m_nothing, kFigures / columns, 0, 1, columns);
}

void HistoryTotals::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HistoryTotals::setAnswer(const StatsQuery &query, const StatsTable &table)
{
    const QString nothing = table.before ? missingComparison(query, table) : QString();
    m_nothing->setText(nothing);
    m_nothing->setVisible(!nothing.isEmpty());
    const bool compares = table.before && nothing.isEmpty();
    const std::optional<StatsCounts> before = compares ? std::optional(table.before->totals) : std::nullopt;
    for (std::size_t i = 0; i < std::size(kMetrics); ++i)
        m_figures.at(static_cast<qsizetype>(i))->setCounts(table.now.totals, before, compares);
    m_figures.constLast()->setValues(table.now.totals.viewsPerVisit(),
                                     before ? before->viewsPerVisit() : std::nullopt, compares);
    ChangeFigure &visitors = *m_figures.constFirst();
    visitors.setCaption(table.sumsDays ? tr("Daily visitors") : MetricText::name(Metric::Visitors));
    visitors.setDefinition(table.sumsDays
                               ? tr("The sum of the visitors of each day: most visitor ids live for one day, "
                                    "so a person who comes on two days counts twice.")
                               : MetricText::definition(Metric::Visitors));
    const QString duration = MetricText::definition(Metric::VisitDuration);
    m_figures.at(kDuration)->setDefinition(
        table.now.medianDuration ? LineText::fill(tr("%1 Half of the visits last less than %2."), duration,
                                                  MetricText::duration(*table.now.medianDuration))
                                 : duration);
}

void HistoryTotals::clear()
{
    for (ChangeFigure *figure : std::as_const(m_figures))
        figure->setValues(std::nullopt, std::nullopt, false);
    m_nothing->hide();
}

void HistoryTotals::setMetric(Metric metric)
{
    const auto at = std::ranges::find(kMetrics, metric);
    if (at != std::end(kMetrics))
        m_figures.at(at - std::begin(kMetrics))->setChecked(true);
}
