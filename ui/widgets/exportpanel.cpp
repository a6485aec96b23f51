// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/hitexportpanel.h"

#include "ui/text/format.h"

#include <QFileInfo>

ExportPanel::ExportPanel(LiveSource &source, QWidget *parent) :
    ProgressStrip(QStringLiteral("export"), parent), m_source(source)
{
    connect(&m_source, &LiveSource::exportProgress, this, &ExportPanel::onProgress);
    connect(&m_source, &LiveSource::exportFinished, this, &ExportPanel::onFinished);
    connect(&m_source, &LiveSource::queryFailed, this, &ExportPanel::onFailed);
}

void ExportPanel::start(const HitFilter &filter, const QString &fileName)
{
    if (m_request != 0)
        m_source.cancel(m_request);
    m_fileName = QFileInfo(fileName).fileName();
    m_request = m_source.requestExport(filter, fileName);
    begin(tr("Exporting to %1…").arg(m_fileName));
}

void ExportPanel::onProgress(QueryId id, qint64 rows, qint64 scanned, qint64 total)
{
    if (id == m_request)
        report(tr("%1 rows to %2").arg(Format::number(rows), m_fileName), rows, scanned, total);
}

void ExportPanel::onFinished(QueryId id, qint64 rows, const QString &fileName)
{
    if (id != m_request)
        return;
    m_request = 0;
    end(tr("%1 rows exported to %2").arg(Format::number(rows), fileName));
}

void ExportPanel::onFailed(QueryId id, const Error &error)
{
    if (id != m_request)
        return;
    m_request = 0;
    fail(tr("Not exported: %1").arg(error.message));
}

void ExportPanel::cancel()
{
    const bool wasRunning = m_request != 0;
    if (wasRunning)
        m_source.cancel(std::exchange(m_request, 0));
    end(wasRunning ? tr("Export cancelled; nothing was written") : QString());
}
