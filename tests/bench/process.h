// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTextStream>

#include <memory>

class QHttpServer;

/// A server under measurement: started, its port read from its first line, stopped at the end.
class ServerProcess final
{
public:
    ServerProcess(const QString &program, const QStringList &arguments);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// http://127.0.0.1:PORT; empty when it did not start.
    const QString &url() const { return m_url; }
    /// Resident memory in MiB (Linux; 0 elsewhere).
    double residentMiB() const;
    /// The highest it has been.
    double peakMiB() const;

private:
    double statusMiB(const char *field) const;

    QProcess m_process;
    QString m_url;
};

/// The built program, beside the benchmark.
QString clickscopeProgram();
/// Runs it and returns its standard output.
QByteArray runClickscope(const QStringList &arguments);
/// `clickscope load` with --json.
QJsonObject runLoad(const QString &url, const QStringList &arguments);
double median(QList<double> values);
/// The number behind an option of the benchmark; `fallback` without it.
int optionValue(const char *name, int fallback);
/// Standard output.
QTextStream &out();
/// Lets the yardstick, a QHttpServer, listen on a port of its own, prints its address, and runs until it is
/// ended.
int runYardstick(QHttpServer &server);
