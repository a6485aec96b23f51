// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historytotals.h"

#include "ui/look/theme.h"
#include "ui/past/changefigure.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace {

constexpr int kWideEnough = 760; ///< for all of them in a row

constexpr Metric kMetrics[] = {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::BounceRate,
                               Metric::VisitDuration};
constexpr int kFigures = 6;
constexpr int kDuration = 4; ///< index of the visit duration
constexpr int kIndent = 8; ///< of the figures' texts

} // namespace

HistoryTotals::HistoryTotals(QWidget *parent) : QWidget(parent)
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
    const QString notes[kFigures] = {tr("distinct in the range"), tr("gaps under 30 min"),
                                     tr("pages opened"),          tr("one page only"),
                                     tr("mean of all visits"),    tr("with a pageview")};
    for (const QString &text : notes) {
        auto *note = new PlainLabel(text, this);
        note->setObjectName(QStringLiteral("note_%1").arg(m_notes.size()));
        note->setFont(Type::small());
        note->setForegroundRole(QPalette::PlaceholderText);
        note->setMinimumWidth(40);
        note->setIndent(kIndent);
        m_notes.append(note);
    }
    setMetric(Metric::Visitors);
    arrange();
}

void HistoryTotals::arrange()
{
    const int columns = width() >= kWideEnough ? kFigures : kFigures / 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    delete layout();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Metrics::kGrid);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < kFigures; ++i) {
        grid->addWidget(m_figures.at(i), 2 * (i / columns), i % columns);
        grid->addWidget(m_notes.at(i), 2 * (i / columns) + 1, i % columns);
        grid->setColumnStretch(i % columns, 1);
    }
}

void HistoryTotals::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HistoryTotals::setAnswer(const StatsTable &table)
{
    const bool compares = table.before.has_value();
    // A period without any hit of the site is no data, not zero.
    const bool hasBefore = compares && table.before->hasData;
    const std::optional<StatsCounts> before = hasBefore ? std::optional(table.before->totals) : std::nullopt;
    for (std::size_t i = 0; i < std::size(kMetrics); ++i)
        m_figures.at(static_cast<qsizetype>(i))->setCounts(table.now.totals, before, compares);
    m_figures.constLast()->setValues(table.now.totals.viewsPerVisit(),
                                     before ? before->viewsPerVisit() : std::nullopt, compares);
    m_figures.constFirst()->setCaption(table.sumsDays ? tr("Daily visitors")
                                                      : MetricText::name(Metric::Visitors));
    m_notes.at(kDuration)->setText(table.now.medianDuration ? LineText::fill(
                                       tr("mean; median %1"), MetricText::duration(*table.now.medianDuration))
                                                            : tr("mean of all visits"));
    m_notes.constFirst()->setText(table.sumsDays ? tr("sum of days") : tr("distinct in the range"));
    m_notes.constFirst()->setToolTip(
        table.sumsDays ? tr("Daily visitors (sum of days): most visitor ids live for one day, so a person "
                            "who comes on two days counts twice.")
                       : MetricText::definition(Metric::Visitors));
}

void HistoryTotals::clear()
{
    for (ChangeFigure *figure : std::as_const(m_figures))
        figure->setValues(std::nullopt, std::nullopt, false);
    m_notes.at(kDuration)->setText(tr("mean of all visits"));
}

void HistoryTotals::setMetric(Metric metric)
{
    const auto at = std::ranges::find(kMetrics, metric);
    if (at != std::end(kMetrics))
        m_figures.at(at - std::begin(kMetrics))->setChecked(true);
}
