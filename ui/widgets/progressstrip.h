// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

/// Progress of long work, at the foot of the window: how far, how fast, time left, Cancel. Hidden when
/// there is none.
class ProgressStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressStrip(const QString &name, QWidget *parent = nullptr); ///< "export": its object names

Q_SIGNALS:
    /// The result, for the status bar.
    void finished(const QString &message);

protected:
    void begin(const QString &text);
    /// `done` of `total`; the rate is computed from `counted`, `text` says what was counted.
    void report(const QString &text, qint64 counted, qint64 done, qint64 total);
    void end(const QString &message); ///< hides it
    void fail(const QString &reason); ///< stays until the user closes it
    virtual void cancel() = 0; ///< the button; calls end()

private:
    qint64 m_startedAt = 0; ///< monotonic
    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_button;
};
