// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>

class MainWindow;
class Settings;

/// Shows simulated traffic in a program of its own, `clickscope demo`, in place of the window, which comes
/// back when that program ends, however it ends. The collector of the window goes on meanwhile. Main thread.
class LookAround final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LookAround)

public:
    /// `program` is the file of clickscope. The references must outlive this object.
    LookAround(MainWindow &window, const Settings &settings, const QString &program);
    ~LookAround() override; ///< ends the program, and waits for it

    void start();
    /// 0 = not running.
    qint64 processId() const { return m_program.processId(); }

private:
    void onOutput();
    void onEnd();

    MainWindow &m_window;
    const Settings &m_settings;
    QProcess m_program;
};
