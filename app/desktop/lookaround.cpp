// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lookaround.h"

#include "core/settings/settings.h"
#include "ui/text/linetext.h"
#include "ui/window/mainwindow.h"

namespace {
constexpr int kEndPatienceMs = 30'000;
}

LookAround::LookAround(MainWindow &window, const Settings &settings, const QString &program) :
    m_window(window), m_settings(settings)
{
    m_program.setProgram(program);
    connect(&m_program, &QProcess::readyReadStandardOutput, this, &LookAround::onOutput);
    connect(&m_program, &QProcess::finished, this, &LookAround::onEnd);
    connect(&m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnd();
    });
}

LookAround::~LookAround()
{
    disconnect(&m_program, nullptr, this, nullptr); // nothing comes back to a window that goes
    if (m_program.state() == QProcess::NotRunning)
        return;
    m_program.terminate(); // it removes its folder
    if (!m_program.waitForFinished(kEndPatienceMs))
        m_program.kill(); // the next one removes it
}

void LookAround::start()
{
    if (m_program.state() != QProcess::NotRunning)
        return;
    QStringList arguments {QStringLiteral("demo")};
    if (m_settings.theme() != Settings::Theme::System)
        arguments += {QStringLiteral("--theme"),
                      m_settings.theme() == Settings::Theme::Dark ? QStringLiteral("dark")
                                                                  : QStringLiteral("light")};
    m_window.setLookingAround(true);
    m_program.start(m_program.program(), arguments);
}

void LookAround::onOutput()
{
    m_program.readAllStandardOutput(); // its one line: the window is about to come
    m_window.hide();
}

void LookAround::onEnd()
{
    const bool isLeft = m_program.exitStatus() == QProcess::NormalExit && m_program.exitCode() == 0
        && m_program.error() != QProcess::FailedToStart;
    const QString said = QString::fromUtf8(m_program.readAllStandardError()).trimmed().section(u'\n', -1);
    m_window.setLookingAround(
        false, isLeft ? QString() : LineText::fill(tr("The simulated traffic could not be shown. %1"), said));
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}
