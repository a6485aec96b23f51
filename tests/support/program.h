// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

/// What a command printed and how it ended.
struct Finished
{
    int code = -1; ///< -1 = did not end by itself
    QByteArray out;
    QByteArray errors;
};

/// The real `clickscope` executable on a data folder.
class Program final
{
public:
    explicit Program(const QString &dataDir);
    ~Program(); // kills what still runs

    static QString executable();
    /// Runs a command to its end, with `input` on its standard input.
    static Finished run(const QString &dataDir, const QStringList &arguments, const QByteArray &input = {});
    /// The same with standard output into a file or device; `out` stays empty.
    static Finished runInto(const QString &outputFile, const QString &dataDir, const QStringList &arguments);

    /// Starts a command and goes on.
    void start(const QStringList &arguments);
    /// `clickscope serve --port 0 …`, until it says where it listens.
    /// `limits` are commands of a shell that come before it: "ulimit -n 64".
    bool serve(const QStringList &arguments = {}, const QString &limits = {});
    bool hasEnded() const { return m_process.state() == QProcess::NotRunning; }
    const QString &url() const { return m_url; }
    /// Sends a signal and waits for the end.
    bool kill(int signal);
    /// After kill(): the exit code, or -1 when it crashed.
    int exitCode() const;
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QString m_dataDir;
    QString m_url;
    QProcess m_process;
};
