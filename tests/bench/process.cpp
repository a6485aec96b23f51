// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process.h"

#include <QCoreApplication>
#include <QFile>
#include <QHttpServer>
#include <QTcpServer>
#include <QTextStream>

#include <algorithm>

ServerProcess::ServerProcess(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    if (!m_process.waitForReadyRead(10'000))
        return;
    const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
    m_url = line.mid(line.indexOf(QLatin1StringView("http://")));
}

ServerProcess::~ServerProcess()
{
    m_process.terminate();
    m_process.waitForFinished(10'000);
}

double ServerProcess::residentMiB() const
{
    return statusMiB("VmRSS:");
}

double ServerProcess::peakMiB() const
{
    return statusMiB("VmHWM:");
}

double ServerProcess::statusMiB(const char *field) const
{
    QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf(field);
    return at < 0 ? 0
                  : text.sliced(at + static_cast<qsizetype>(qstrlen(field)))
                        .trimmed()
                        .split(' ')
                        .constFirst()
                        .toDouble()
            / 1024.0;
}

QString clickscopeProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/clickscope");
}

QByteArray runClickscope(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(clickscopeProgram(), arguments);
    process.waitForFinished(-1);
    return process.readAllStandardOutput();
}

QJsonObject runLoad(const QString &url, const QStringList &arguments)
{
    return QJsonDocument::fromJson(
               runClickscope(QStringList {QStringLiteral("load"), QStringLiteral("--json"),
                                          QStringLiteral("--url"), url}
                             + arguments))
        .object();
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

int optionValue(const char *name, int fallback)
{
    const QStringList arguments = QCoreApplication::arguments();
    const qsizetype at = arguments.indexOf(QString::fromLatin1(name));
    return at < 0 ? fallback : arguments.value(at + 1).toInt();
}

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

int runYardstick(QHttpServer &server)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    auto *tcp = new QTcpServer(&server);
    tcp->listen(QHostAddress::LocalHost);
    server.bind(tcp);
    const quint16 port = tcp->serverPort();
#else
    const quint16 port = server.listen(QHostAddress::LocalHost);
#endif
    out() << "http://127.0.0.1:" << port << Qt::endl;
    return QCoreApplication::exec();
}
