// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/exportpanel.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace {
constexpr int kBarSteps = 1000;
}

ExportPanel::ExportPanel(LiveSource &source, QWidget *parent) :
    QWidget(parent),
    m_source(source),
    m_text(new QLabel(this)),
    m_bar(new QProgressBar(this)),
    m_button(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("exportPanel"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, kBarSteps);
    m_bar->setFixedWidth(240);
    m_button->setObjectName(QStringLiteral("exportCancel"));
    m_text->setObjectName(QStringLiteral("exportText"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 6, 12, 6);
    row->setSpacing(2 * Metrics::kGrid);
    row->addWidget(m_bar);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    hide();
    connect(m_button, &QPushButton::clicked, this, &ExportPanel::cancel);
    connect(&m_source, &LiveSource::exportProgress, this, &ExportPanel::onProgress);
    connect(&m_source, &LiveSource::exportFinished, this, &ExportPanel::onFinished);
    connect(&m_source, &LiveSource::queryFailed, this, &ExportPanel::onFailed);
}

void ExportPanel::start(const HitFilter &filter, const QString &fileName)
{
    if (m_request != 0)
        m_source.cancel(m_request);
    m_fileName = QFileInfo(fileName).fileName();
    m_startedAt = monotonicMicros();
    m_request = m_source.requestExport(filter, fileName);
    m_text->setText(tr("Exporting to %1…").arg(m_fileName));
    m_bar->setValue(0);
    m_button->setText(tr("Cancel"));
    show();
}

void ExportPanel::onProgress(QueryId id, qint64 rows, qint64 scanned, qint64 total)
{
    if (id != m_request)
        return;
    const double seconds = static_cast<double>(monotonicMicros() - m_startedAt) / kMicrosPerSecond;
    const double done = total > 0 ? static_cast<double>(scanned) / static_cast<double>(total) : 0;
    m_bar->setValue(static_cast<int>(done * kBarSteps));
    QString text = tr("%1 rows to %2").arg(Format::number(rows), m_fileName);
    if (seconds > 0.2 && done > 0) {
        const auto left = static_cast<Micros>(seconds * (1 - done) / done * kMicrosPerSecond);
        text += QStringLiteral(" · ")
            + tr("%1 rows/s · %2 left")
                  .arg(Format::rate(static_cast<double>(rows) / seconds), Format::duration(left));
    }
    m_text->setText(text);
}

void ExportPanel::onFinished(QueryId id, qint64 rows, const QString &fileName)
{
    if (id != m_request)
        return;
    m_request = 0;
    hide();
    Q_EMIT finished(tr("%1 rows exported to %2").arg(Format::number(rows), fileName));
}

void ExportPanel::onFailed(QueryId id, const Error &error)
{
    if (id != m_request)
        return;
    m_request = 0;
    m_text->setText(tr("Not exported: %1").arg(error.message));
    m_button->setText(tr("Close"));
}

void ExportPanel::cancel()
{
    const bool wasRunning = m_request != 0;
    if (wasRunning)
        m_source.cancel(std::exchange(m_request, 0));
    hide();
    if (wasRunning)
        Q_EMIT finished(tr("Export cancelled; nothing was written"));
}
