// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/statsexport.h"
#include "ui/text/linetext.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QWidget>

#include <algorithm>

namespace {

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

StatsExport::StatsExport(StatsSource &source, QWidget *parent) :
    QObject(parent), m_source(source), m_window(parent)
{
    connect(&m_source, &StatsSource::csvReady, this, &StatsExport::onCopied);
    connect(&m_source, &StatsSource::csvSaved, this, &StatsExport::onSaved);
    connect(&m_source, &StatsSource::failed, this, [this](QueryId id, const Error &error) {
        if (m_jobs.remove(id))
            Q_EMIT finished(LineText::fill(tr("Not exported: %1"), error.message));
    });
}

QString StatsExport::nameOf(const StatsSection &section)
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

StatsExport::~StatsExport()
{
    for (auto job = m_jobs.keyBegin(); job != m_jobs.keyEnd(); ++job)
        m_source.cancel(*job);
}

void StatsExport::save(const StatsQuery &question, const StatsSection &section)
{
    const QString suggested = QStringLiteral("%1-%2.csv").arg(question.site, nameOf(section));
    m_saveFile(m_window, suggested, [this, question, section](const QString &fileName) {
        if (!fileName.isEmpty())
            saveFiles(question, {{section, fileName}});
    });
}

void StatsExport::saveAll(const StatsQuery &question, const QString &name,
                          const QList<StatsSection> &sections)
{
    const QString suggested = QStringLiteral("%1-%2.csv").arg(question.site, name);
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

void StatsExport::saveFiles(const StatsQuery &question, const QList<StatsFile> &files)
{
    QList<StatsFile> named;
    QList<StatsSection> sections;
    for (const StatsFile &file : files) {
        named.append({inZoneOf(question, file.section), file.fileName});
        sections.append(file.section);
    }
    m_jobs.insert(m_source.saveCsv(questionOf(question, sections), named), files.constLast().fileName);
}

void StatsExport::copy(const StatsQuery &question, const StatsSection &section)
{
    m_jobs.insert(m_source.requestCsv(questionOf(question, {section}), inZoneOf(question, section)),
                  QString());
}

void StatsExport::savePicture(const QString &suggested, const std::function<bool(const QString &)> &draw)
{
    m_saveFile(m_window, suggested, [this, draw](const QString &fileName) {
        if (fileName.isEmpty())
            return;
        Q_EMIT finished(draw(fileName) ? LineText::fill(tr("Exported to %1"), fileName)
                                       : LineText::fill(tr("Not exported: %1 cannot be written"), fileName));
    });
}

void StatsExport::onCopied(QueryId id, const QByteArray &csv)
{
    if (!m_jobs.remove(id))
        return;
    QApplication::clipboard()->setText(QString::fromUtf8(csv));
    Q_EMIT finished(tr("%Ln rows copied as CSV", nullptr, static_cast<int>(csv.count('\n')) - 1));
}

void StatsExport::onSaved(QueryId id)
{
    const auto job = m_jobs.constFind(id);
    if (job == m_jobs.constEnd())
        return;
    Q_EMIT finished(LineText::fill(tr("Exported to %1"), *job));
    m_jobs.erase(job);
}
