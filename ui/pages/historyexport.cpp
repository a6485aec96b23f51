// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/historyexport.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QSaveFile>
#include <QWidget>

#include <algorithm>

namespace {

QString nameOf(const StatsSection &section)
{
    switch (section.part) {
    case StatsSection::Part::Totals: return QStringLiteral("totals");
    case StatsSection::Part::Series: return QStringLiteral("series");
    case StatsSection::Part::Breakdown: return section.dimension;
    case StatsSection::Part::Goals: return QStringLiteral("goals");
    case StatsSection::Part::WeekHours: return QStringLiteral("week");
    }
    return {};
}

bool write(const QString &fileName, const QByteArray &bytes)
{
    QSaveFile file(fileName); // whole or not at all
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

HistoryExport::HistoryExport(StatsSource &source, QWidget *parent) :
    QObject(parent), m_source(source), m_window(parent)
{
    connect(&m_source, &StatsSource::statsReady, this, &HistoryExport::onReady);
    connect(&m_source, &StatsSource::failed, this, [this](QueryId id, const Error &error) {
        if (m_jobs.removeIf([id](const Job &job) { return job.request == id; }) > 0)
            Q_EMIT finished(tr("Not exported: %1").arg(error.message));
    });
}

HistoryExport::~HistoryExport()
{
    for (const Job &job : std::as_const(m_jobs))
        m_source.cancel(job.request);
}

void HistoryExport::save(const StatsQuery &question, const StatsSection &section)
{
    const QString suggested = QStringLiteral("%1-%2.csv").arg(question.site, nameOf(section));
    m_saveFile(m_window, suggested, [this, question, section](const QString &fileName) {
        if (!fileName.isEmpty())
            start(question, section, fileName);
    });
}

void HistoryExport::copy(const StatsQuery &question, const StatsSection &section)
{
    start(question, section, {});
}

void HistoryExport::saveAll(const StatsQuery &question, const QList<StatsSection> &sections)
{
    const QString suggested = QStringLiteral("%1-history.csv").arg(question.site);
    m_saveFile(m_window, suggested, [this, question, sections](const QString &fileName) {
        if (fileName.isEmpty())
            return;
        const QFileInfo file(fileName);
        for (const StatsSection &section : sections)
            start(question, section,
                  QStringLiteral("%1/%2-%3.csv").arg(file.path(), file.completeBaseName(), nameOf(section)));
    });
}

void HistoryExport::start(StatsQuery question, const StatsSection &section, const QString &fileName)
{
    question.breakdowns.clear();
    question.wantsWeekHours = section.part == StatsSection::Part::WeekHours;
    if (section.part != StatsSection::Part::Series)
        question.granularity.reset();
    if (section.part == StatsSection::Part::Series)
        question.seriesMetrics |= MetricSet(Metric::BounceRate) | Metric::VisitDuration;
    question.goals = section.goals;
    if (section.part == StatsSection::Part::Breakdown) {
        question.breakdowns = {
            {.dimension = section.dimension, .metrics = kAllMetrics, .limit = kMaxBreakdownRows}};
    }
    StatsSection named = section;
    named.timezone = question.timezone;
    m_jobs.append({m_source.requestStats(question), named, fileName});
}

void HistoryExport::onReady(QueryId id, const StatsTable &table)
{
    const auto job = std::ranges::find(m_jobs, id, &Job::request);
    if (job == m_jobs.end())
        return;
    const Job done = *job;
    m_jobs.erase(job);
    const QByteArray csv = m_source.toCsv(table, done.section);
    if (done.fileName.isEmpty()) {
        QApplication::clipboard()->setText(QString::fromUtf8(csv));
        Q_EMIT finished(tr("%n rows copied as CSV", nullptr, static_cast<int>(csv.count('\n')) - 1));
    } else if (!write(done.fileName, csv)) {
        Q_EMIT finished(tr("Not exported: %1 cannot be written").arg(done.fileName));
    } else if (m_jobs.isEmpty()) {
        Q_EMIT finished(tr("Exported to %1").arg(done.fileName));
    }
}
