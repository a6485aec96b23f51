// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/statsexport.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
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

/// One question that all sections can be taken from.
StatsQuery questionOf(StatsQuery question, const QList<StatsSection> &sections)
{
    const bool hasSeries = std::ranges::any_of(
        sections, [](const StatsSection &section) { return section.part == StatsSection::Part::Series; });
    if (!hasSeries)
        question.granularity.reset();
    question.seriesMetrics = kAllMetrics;
    question.wantsWeekHours = false;
    question.breakdowns.clear();
    question.goals.clear();
    for (const StatsSection &section : sections) {
        if (section.part == StatsSection::Part::Breakdown)
            question.breakdowns.append(
                {.dimension = section.dimension, .metrics = kAllMetrics, .limit = kMaxBreakdownRows});
        else if (section.part == StatsSection::Part::Goals)
            question.goals = section.goals;
        else if (section.part == StatsSection::Part::WeekHours)
            question.wantsWeekHours = true;
    }
    return question;
}

StatsSection inZoneOf(const StatsQuery &question, StatsSection section)
{
    section.timezone = question.timezone;
    return section;
}

} // namespace

HistoryExport::HistoryExport(StatsSource &source, QWidget *parent) :
    QObject(parent), m_source(source), m_window(parent)
{
    connect(&m_source, &StatsSource::csvReady, this, &HistoryExport::onCopied);
    connect(&m_source, &StatsSource::csvSaved, this, &HistoryExport::onSaved);
    connect(&m_source, &StatsSource::failed, this, [this](QueryId id, const Error &error) {
        if (m_jobs.remove(id))
            Q_EMIT finished(tr("Not exported: %1").arg(error.message));
    });
}

HistoryExport::~HistoryExport()
{
    for (auto job = m_jobs.keyBegin(); job != m_jobs.keyEnd(); ++job)
        m_source.cancel(*job);
}

void HistoryExport::save(const StatsQuery &question, const StatsSection &section)
{
    const QString suggested = QStringLiteral("%1-%2.csv").arg(question.site, nameOf(section));
    m_saveFile(m_window, suggested, [this, question, section](const QString &fileName) {
        if (!fileName.isEmpty())
            saveFiles(question, {{section, fileName}});
    });
}

void HistoryExport::saveAll(const StatsQuery &question, const QList<StatsSection> &sections)
{
    const QString suggested = QStringLiteral("%1-history.csv").arg(question.site);
    m_saveFile(m_window, suggested, [this, question, sections](const QString &fileName) {
        if (fileName.isEmpty())
            return;
        const QFileInfo chosen(fileName);
        QList<StatsFile> files;
        for (const StatsSection &section : sections)
            files.append({section,
                          QStringLiteral("%1/%2-%3.csv")
                              .arg(chosen.path(), chosen.completeBaseName(), nameOf(section))});
        saveFiles(question, files);
    });
}

void HistoryExport::saveFiles(const StatsQuery &question, const QList<StatsFile> &files)
{
    QList<StatsFile> named;
    QList<StatsSection> sections;
    for (const StatsFile &file : files) {
        named.append({inZoneOf(question, file.section), file.fileName});
        sections.append(file.section);
    }
    m_jobs.insert(m_source.saveCsv(questionOf(question, sections), named), files.constLast().fileName);
}

void HistoryExport::copy(const StatsQuery &question, const StatsSection &section)
{
    m_jobs.insert(m_source.requestCsv(questionOf(question, {section}), inZoneOf(question, section)),
                  QString());
}

void HistoryExport::savePicture(const QString &suggested, const std::function<bool(const QString &)> &draw)
{
    m_saveFile(m_window, suggested, [this, draw](const QString &fileName) {
        if (fileName.isEmpty())
            return;
        Q_EMIT finished(draw(fileName) ? tr("Exported to %1").arg(fileName)
                                       : tr("Not exported: %1 cannot be written").arg(fileName));
    });
}

void HistoryExport::onCopied(QueryId id, const QByteArray &csv)
{
    if (!m_jobs.remove(id))
        return;
    QApplication::clipboard()->setText(QString::fromUtf8(csv));
    Q_EMIT finished(tr("%n rows copied as CSV", nullptr, static_cast<int>(csv.count('\n')) - 1));
}

void HistoryExport::onSaved(QueryId id)
{
    const auto job = m_jobs.constFind(id);
    if (job == m_jobs.constEnd())
        return;
    Q_EMIT finished(tr("Exported to %1").arg(*job));
    m_jobs.erase(job);
}
