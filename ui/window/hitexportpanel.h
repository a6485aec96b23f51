// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/livesource.h"
#include "ui/widgets/progressstrip.h"

/// A running export.
class HitExportPanel final : public ProgressStrip
{
    Q_OBJECT

public:
    HitExportPanel(LiveSource &source, QWidget *parent = nullptr);

    void start(const HitFilter &filter, const QString &fileName);
    bool isRunning() const { return m_request != 0; }

protected:
    void cancel() override;

private:
    void onProgress(QueryId id, qint64 rows, qint64 scanned, qint64 total);
    void onFinished(QueryId id, qint64 rows, const QString &fileName);
    void onFailed(QueryId id, const Error &error);

    LiveSource &m_source;
    QueryId m_request = 0;
    QString m_fileName;
};
