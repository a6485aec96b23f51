// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include "tests/support/spin.h"

#include <csignal>

namespace {

const QString kExecutable = QStringLiteral(CLICKSCOPE_EXECUTABLE);

QStringList withFolder(const QString &dataDir, const QStringList &arguments)
{
    return QStringList {QStringLiteral("--data-dir"), dataDir} + arguments;
}

Finished whenEnded(QProcess &process)
{
    spinUntil([&] { return process.state() == QProcess::NotRunning; });
    Finished finished;
    if (process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit)
        finished.code = process.exitCode();
    finished.errors = process.readAllStandardError();
    return finished;
}

} // namespace

QString Program::executable()
{
    return kExecutable;
}

Program::Program(const QString &dataDir) : m_dataDir(dataDir) { }

Program::~Program()
{
    if (m_process.state() != QProcess::NotRunning)
        kill(SIGKILL);
}

void Program::start(const QStringList &arguments)
{
    m_process.start(kExecutable, withFolder(m_dataDir, arguments));
}

Finished Program::run(const QString &dataDir, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(kExecutable, withFolder(dataDir, arguments));
    process.write(input);
    process.closeWriteChannel();
    Finished finished = whenEnded(process);
    finished.out = process.readAllStandardOutput();
    return finished;
}

Finished Program::runInto(const QString &outputFile, const QString &dataDir, const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(outputFile);
    process.start(kExecutable, withFolder(dataDir, arguments));
    return whenEnded(process);
}

bool Program::serve(const QStringList &arguments, const QString &limits)
{
    const QStringList words = withFolder(
        m_dataDir,
        QStringList {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")} + arguments);
    if (limits.isEmpty()) {
        m_process.start(kExecutable, words);
    } else {
        const QString script = limits + QStringLiteral(" && exec \"$@\"");
        m_process.start(QStringLiteral("/bin/sh"),
                        QStringList {QStringLiteral("-c"), script, QStringLiteral("sh"), kExecutable}
                            + words);
    }
    spinUntil([&] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; });
    const QByteArray line = m_process.readLine().trimmed();
    const QByteArray prefix = "listening on ";
    if (!line.startsWith(prefix))
        return false;
    m_url = QString::fromLatin1(line.sliced(prefix.size()));
    return true;
}

bool Program::kill(int signal)
{
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
    return spinUntil([&] { return m_process.state() == QProcess::NotRunning; });
}

int Program::exitCode() const
{
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}
