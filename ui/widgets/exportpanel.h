// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/livesource.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

/// A running export: rows, rate, what is left, Cancel. Stays out of the way of everything else.
class ExportPanel final : public QWidget
{
    Q_OBJECT

public:
    ExportPanel(LiveSource &source, QWidget *parent = nullptr);

    void start(const HitFilter &filter, const QString &fileName);
    bool isRunning() const { return m_request != 0; }

Q_SIGNALS:
    void finished(const QString &message);

private:
    void onProgress(QueryId id, qint64 rows, qint64 scanned, qint64 total);
    void onFinished(QueryId id, qint64 rows, const QString &fileName);
    void onFailed(QueryId id, const Error &error);
    void cancel();

    LiveSource &m_source;
    QueryId m_request = 0;
    qint64 m_startedAt = 0; ///< monotonic
    QString m_fileName;
    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_button;
};
