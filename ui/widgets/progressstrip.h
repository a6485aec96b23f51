// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

/// Long work under way, at the foot of the window: how far, how fast, how long still, Cancel. Hidden when
/// there is none.
class ProgressStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressStrip(const QString &name, QWidget *parent = nullptr); ///< "export": its object names

Q_SIGNALS:
    /// What came of it, for the status bar.
    void finished(const QString &message);

protected:
    void begin(const QString &text);
    /// `done` of `total`; `counted` things so far give the rate, `text` says what they are.
    void report(const QString &text, qint64 counted, qint64 done, qint64 total);
    void end(const QString &message); ///< hides it
    void fail(const QString &reason); ///< stays until somebody has read it
    virtual void cancel() = 0; ///< the button; calls end()

private:
    qint64 m_startedAt = 0; ///< monotonic
    QLabel *m_text;
    QProgressBar *m_bar;
    QPushButton *m_button;
};
