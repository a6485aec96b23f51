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

StatsExport::StatsExport(StatsQuestions &source, QWidget *parent) :
    QObject(parent), m_source(source), m_window(parent)
{
}

QString StatsExport::nameOf(const StatsSection &section)
{
    switch (section.part) {
    case StatsSection::Part::Totals: return QStringLiteral("totals");
    case StatsSection::Part::Series: return QStringLiteral("series");
    case StatsSection::Part::Breakdown: // names of properties may hold what those of files must not
        return propertyName(section.dimension).isEmpty() ? section.dimension : QStringLiteral("property");
    case StatsSection::Part::Goals: return QStringLiteral("goals");
    case StatsSection::Part::WeekHours: return QStringLiteral("week");
    }
    return {};
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
    m_askings.add(m_source.saveCsv(
        questionOf(question, sections), named, this,
        [this, fileName = files.constLast().fileName](const Result<qsizetype> &saved) {
            Q_EMIT finished(saved ? LineText::fill(tr("Exported to %1"), fileName)
                                  : LineText::fill(tr("Not exported: %1"), saved.error().message));
        }));
}

void StatsExport::copy(const StatsQuery &question, const StatsSection &section)
{
    m_askings.add(m_source.csv(
        questionOf(question, {section}), inZoneOf(question, section), this,
        [this](const Result<QByteArray> &csv) {
            if (!csv) {
                Q_EMIT finished(LineText::fill(tr("Not exported: %1"), csv.error().message));
                return;
            }
            QApplication::clipboard()->setText(QString::fromUtf8(*csv));
            Q_EMIT finished(tr("%Ln rows copied as CSV", nullptr, static_cast<int>(csv->count('\n')) - 1));
        }));
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
