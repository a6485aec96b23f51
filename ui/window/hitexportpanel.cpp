// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/hitexportpanel.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QFileInfo>

HitExportPanel::HitExportPanel(LiveSource &source, QWidget *parent) :
    ProgressStrip(QStringLiteral("export"), parent), m_source(source)
{
    connect(&m_source, &LiveSource::exportProgress, this, &HitExportPanel::onProgress);
    connect(&m_source, &LiveSource::exportFinished, this, &HitExportPanel::onFinished);
    connect(&m_source, &LiveSource::queryFailed, this, &HitExportPanel::onFailed);
}

void HitExportPanel::start(const HitFilter &filter, const QString &fileName)
{
    if (m_request != 0)
        m_source.cancel(m_request);
    m_fileName = QFileInfo(fileName).fileName();
    m_request = m_source.requestExport(filter, fileName);
    begin(LineText::fill(tr("Exporting to %1…"), m_fileName));
}

void HitExportPanel::onProgress(QueryId id, qint64 rows, qint64 scanned, qint64 total)
{
    if (id == m_request)
        report(LineText::fill(tr("%1 rows to %2"), Format::number(rows), m_fileName), rows, scanned, total);
}

void HitExportPanel::onFinished(QueryId id, qint64 rows, const QString &fileName)
{
    if (id != m_request)
        return;
    m_request = 0;
    end(LineText::fill(tr("%1 rows exported to %2"), Format::number(rows), fileName));
}

void HitExportPanel::onFailed(QueryId id, const Error &error)
{
    if (id != m_request)
        return;
    m_request = 0;
    fail(LineText::fill(tr("Not exported: %1"), error.message));
}

void HitExportPanel::cancel()
{
    const bool wasRunning = m_request != 0;
    if (wasRunning)
        m_source.cancel(std::exchange(m_request, 0));
    end(wasRunning ? tr("Export cancelled; nothing was written") : QString());
}
