// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/probes.h"

#include "core/types/network.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QHostInfo>
#include <QSettings>
#include <QSysInfo>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>
#include <QtEndian>

#include <algorithm>
#include <cstring>

#ifdef Q_OS_LINUX
#include <sys/timex.h>
#endif

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kAddressPatience = 700ms;
constexpr std::chrono::milliseconds kTimePatience = 700ms;
constexpr std::chrono::milliseconds kNamePatience = 1500ms;
constexpr quint16 kTimePort = 123;
constexpr qint64 kMostRead = 4096;

/// Seconds from 1900 to 1970, the beginnings of the two ways to count (RFC 868).
constexpr qint64 kNtpEpoch = 2'208'988'800;
constexpr int kNtpBytes = 48;
constexpr int kReceivedAt = 32; ///< where the server's times are in its answer
constexpr int kSentAt = 40;

int left(const QDeadlineTimer &deadline)
{
    return static_cast<int>(std::max<qint64>(1, deadline.remainingTime()));
}

/// A time of NTP: 32 bits of seconds, 32 of their fractions.
Micros timeIn(const QByteArray &packet, int offset)
{
    const auto seconds = qFromBigEndian<quint32>(packet.constData() + offset);
    const auto fraction = qFromBigEndian<quint32>(packet.constData() + offset + 4);
    return (qint64 {seconds} - kNtpEpoch) * kMicrosPerSecond
        + static_cast<Micros>((quint64 {fraction} * kMicrosPerSecond) >> 32);
}

QByteArray textOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.read(kMostRead) : QByteArray();
}

} // namespace

Observations::Answer Probes::answerAt(const QString &address, quint16 port,
                                      std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(address), port);
    if (!socket.waitForConnected(left(deadline)))
        return socket.error() == QAbstractSocket::ConnectionRefusedError ? Observations::Answer::Refused
                                                                         : Observations::Answer::Nothing;
    socket.write("GET /healthz HTTP/1.1\r\nHost: clickscope\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (!deadline.hasExpired() && answer.size() < kMostRead && socket.waitForReadyRead(left(deadline)))
        answer += socket.read(kMostRead);
    if (answer.isEmpty())
        return Observations::Answer::Nothing;
    return answer.contains("\"status\":") ? Observations::Answer::Clickscope : Observations::Answer::Other;
}

std::optional<Micros> Probes::clockAhead(const QString &server, quint16 port,
                                         std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    QUdpSocket socket;
    socket.connectToHost(QHostAddress(server), port);
    if (!socket.waitForConnected(left(deadline)))
        return std::nullopt;
    QByteArray question(kNtpBytes, '\0');
    question[0] = 0x23; // version 4, client
    // What comes back in the answer, so that a late or made-up one is told apart.
    const quint64 mark = qToBigEndian(static_cast<quint64>(SystemClock::instance().now()));
    std::memcpy(question.data() + kSentAt, &mark, sizeof mark);
    const Micros asked = SystemClock::instance().now();
    QElapsedTimer took;
    took.start();
    if (socket.write(question) != question.size() || !socket.waitForReadyRead(left(deadline)))
        return std::nullopt;
    const QByteArray answer = socket.read(kMostRead);
    const Micros answered = asked + took.nsecsElapsed() / 1000;
    constexpr int kOriginate = 24;
    constexpr int kServerMode = 4;
    if (answer.size() < kNtpBytes || (answer[0] & 7) != kServerMode || answer[1] == 0
        || std::memcmp(answer.constData() + kOriginate, &mark, sizeof mark) != 0)
        return std::nullopt;
    const Micros there = (timeIn(answer, kReceivedAt) + timeIn(answer, kSentAt)) / 2;
    return (asked + answered) / 2 - there;
}

QStringList Probes::addressesOf(const QString &name, std::chrono::milliseconds patience)
{
    QEventLoop loop;
    QStringList addresses;
    const int question = QHostInfo::lookupHost(name, &loop, [&](const QHostInfo &info) {
        for (const QHostAddress &address : info.addresses())
            addresses.append(unmapped(address).toString());
        loop.quit();
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    QHostInfo::abortHostLookup(question);
    return addresses;
}

QString Probes::routerIn(const QByteArray &routes)
{
    for (const QByteArray &line : routes.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        bool isNumber = false;
        const quint32 gateway = fields.value(2).toUInt(&isNumber, 16);
        if (isNumber && gateway != 0 && fields.value(1) == "00000000")
            return QHostAddress(qFromBigEndian(qToLittleEndian(gateway))).toString();
    }
    return {};
}

QString Probes::router()
{
    return routerIn(textOf(QStringLiteral("/proc/net/route")));
}

std::optional<bool> Probes::isClockSynchronised()
{
#ifdef Q_OS_LINUX
    timex state {};
    const int result = adjtimex(&state); // reads when nothing is to be set
    if (result >= 0)
        return (state.status & STA_UNSYNC) == 0;
#endif
    return std::nullopt;
}

Observations::Firewall Probes::firewall(bool *canSee)
{
    *canSee = true;
#if defined(Q_OS_LINUX)
    if (textOf(QStringLiteral("/etc/ufw/ufw.conf")).contains("\nENABLED=yes"))
        return Observations::Firewall::Ufw;
    // systemd starts what is linked here.
    if (QFileInfo::exists(QStringLiteral("/etc/systemd/system/multi-user.target.wants/firewalld.service")))
        return Observations::Firewall::Firewalld;
    return Observations::Firewall::None;
#elif defined(Q_OS_WIN)
    const QSettings profile(
        QStringLiteral("HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\"
                       "FirewallPolicy\\StandardProfile"),
        QSettings::NativeFormat);
    return profile.value(QStringLiteral("EnableFirewall")).toInt() != 0 ? Observations::Firewall::Windows
                                                                        : Observations::Firewall::None;
#elif defined(Q_OS_MACOS)
    const QSettings state(QStringLiteral("/Library/Preferences/com.apple.alf.plist"),
                          QSettings::NativeFormat);
    return state.value(QStringLiteral("globalstate")).toInt() != 0 ? Observations::Firewall::MacOs
                                                                   : Observations::Firewall::None;
#else
    *canSee = false;
    return Observations::Firewall::None;
#endif
}

void Probes::lookAt(Observations &seen, const std::function<bool()> &isCancelled)
{
    const QHostAddress listens = unmapped(QHostAddress(seen.collector.address));
    for (const LocalAddress &address : std::as_const(seen.addresses)) {
        if (isCancelled())
            return;
        const bool isIpv6 = address.address.contains(u':');
        const bool isOpen = listens == QHostAddress(address.address)
            || listens == QHostAddress(isIpv6 ? QHostAddress::AnyIPv6 : QHostAddress::AnyIPv4)
            || listens == QHostAddress(QHostAddress::Any);
        if (isOpen)
            seen.answers.insert(address.address,
                                answerAt(address.address, seen.collector.port, kAddressPatience));
    }
    seen.name = QSysInfo::machineHostName().section(u'.', 0, 0) + QStringLiteral(".local");
    seen.namedAddresses = addressesOf(seen.name, kNamePatience);
    if (isCancelled())
        return;
    seen.firewall = firewall(&seen.canSeeFirewall);
    seen.isSynchronised = isClockSynchronised();
    const QString server = router();
    if (isCancelled() || server.isEmpty())
        return;
    if (const std::optional<Micros> ahead = clockAhead(server, kTimePort, kTimePatience)) {
        seen.timeServer = server;
        seen.ahead = *ahead;
    }
}
