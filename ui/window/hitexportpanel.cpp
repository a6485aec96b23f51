// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/hitexportpanel.h"

#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QFileInfo>

HitExportPanel::HitExportPanel(HitQuestions &source, QWidget *parent) :
    ProgressStrip(QStringLiteral("export"), parent), m_source(source)
{
}

void HitExportPanel::start(const HitFilter &filter, const QString &fileName)
{
    const QString shortName = QFileInfo(fileName).fileName();
    m_asking = m_source.exportHits(
        filter, fileName, this,
        [this, shortName](const ExportProgress &soFar) {
            report(LineText::fill(tr("%1 rows to %2"), Format::number(soFar.rows), shortName), soFar.rows,
                   soFar.scanned, soFar.total);
        },
        [this, fileName](const Result<qint64> &rows) {
            if (!rows)
                return fail(LineText::fill(tr("Not exported: %1"), rows.error().message));
            end(LineText::fill(tr("%1 rows exported to %2"), Format::number(*rows), fileName));
        });
    begin(LineText::fill(tr("Exporting to %1…"), shortName));
}

void HitExportPanel::cancel()
{
    const bool wasRunning = isRunning();
    m_asking.cancel();
    end(wasRunning ? tr("Export cancelled; nothing was written") : QString());
}
