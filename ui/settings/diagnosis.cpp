// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/diagnosis.h"

#include "ui/settings/listenaddress.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace {

using Level = Finding::Level;

QString tr(const char *text)
{
    return QCoreApplication::translate("Doctor", text);
}

/// Of a network of one's own, which has no certificates: "kiosk", "kiosk.local", "192.168.20.14".
bool isLocalHost(const QString &host)
{
    constexpr std::array kEndings {"local", "lan", "home", "internal", "localhost", "test"};
    const QString last = host.section(u'.', -1);
    const bool isNumber = !last.isEmpty() && std::ranges::all_of(last, [](QChar c) { return c.isDigit(); });
    return isNumber || !host.contains(u'.') || host.contains(u':')
        || std::ranges::any_of(kEndings,
                               [&](const char *ending) { return last == QLatin1StringView(ending); });
}

QString listOf(const QStringList &texts)
{
    return texts.join(QStringLiteral(", "));
}

/// The port, at each address at which it should be open.
Finding portOf(const Observations &seen)
{
    const quint16 port = seen.collector.port;
    Finding finding {
        QStringLiteral("port"), Level::Well, LineText::fill(tr("Port %1"), QString::number(port)), {}};
    QStringList open, closed, foreign, silent;
    for (const LocalAddress &address : seen.addresses) {
        switch (seen.answers.value(address.address, Observations::Answer::Clickscope)) {
        case Observations::Answer::Refused: closed.append(address.address); break;
        case Observations::Answer::Other: foreign.append(address.address); break;
        case Observations::Answer::Nothing: silent.append(address.address); break;
        case Observations::Answer::Clickscope:
            if (seen.answers.contains(address.address))
                open.append(address.address);
            break;
        }
    }
    if (!foreign.isEmpty()) {
        finding.level = Level::Broken;
        finding.sentence = LineText::fill(tr("Another program answers at %1. Choose another port."),
                                          listOf(foreign));
    } else if (!closed.isEmpty()) {
        finding.level = open.isEmpty() ? Level::Broken : Level::Look;
        finding.sentence = LineText::fill(
            tr("It is closed at %1, where Clickscope should listen. Switch the local network off "
               "and on again."),
            listOf(closed));
    } else if (!silent.isEmpty()) {
        finding.level = open.isEmpty() ? Level::Broken : Level::Look;
        finding.sentence = LineText::fill(
            tr("Nothing answers at %1: something drops what is sent there, such as a firewall or "
               "a VPN."),
            listOf(silent));
    } else if (open.isEmpty()) {
        finding.level = Level::Unknown;
        finding.sentence = tr("There is no address to try.");
    } else {
        finding.sentence = LineText::fill(tr("It is open at %1."), listOf(open));
    }
    return finding;
}

/// Whether it listens where others are.
Finding addressOf(const Observations &seen)
{
    const QString &listens = seen.collector.address;
    Finding finding {QStringLiteral("address"), Level::Well, tr("Address"), {}};
    if (seen.addresses.isEmpty()) {
        finding.level = Level::Broken;
        finding.sentence =
            tr("This computer is on no network. Connect it to the network of the other devices.");
    } else if (isEverywhere(listens)) {
        finding.sentence = tr("Clickscope listens on every network that this computer is on.");
    } else if (std::ranges::find(seen.addresses, listens, &LocalAddress::address) == seen.addresses.end()) {
        finding.level = Level::Broken;
        finding.sentence =
            LineText::fill(tr("Clickscope should listen on %1, which this computer does not have (any more). "
                              "Listen on 0.0.0.0, which means all."),
                           listens);
    } else {
        QStringList others;
        for (const LocalAddress &address : seen.addresses) {
            if (address.address != listens)
                others.append(address.address);
        }
        finding.level = others.isEmpty() ? Level::Well : Level::Look;
        finding.sentence = others.isEmpty()
            ? tr("Clickscope listens on the only network that this computer is on.")
            : LineText::fill(
                tr("Clickscope listens on %1 only. Devices that reach this computer at %2 cannot send hits. Listen "
                   "on 0.0.0.0, which means all."),
                listens, listOf(others));
    }
    return finding;
}

/// Whether others find this computer by its name.
Finding nameOf(const Observations &seen)
{
    Finding finding {QStringLiteral("name"), Level::Well, tr("Name"), {}};
    QStringList reached;
    for (const QString &address : seen.namedAddresses) {
        if (std::ranges::find(seen.addresses, address, &LocalAddress::address) != seen.addresses.end())
            reached.append(address);
    }
    if (!reached.isEmpty()) {
        finding.sentence = LineText::fill(tr("%1 leads here (%2)."), seen.name, listOf(reached));
    } else if (seen.namedAddresses.isEmpty()) {
        finding.level = Level::Unknown;
        finding.sentence = LineText::fill(
            tr("%1 is not known here: this computer announces no name (mDNS). Use its address."), seen.name);
    } else {
        finding.level = Level::Unknown;
        finding.sentence =
            LineText::fill(tr("%1 leads to %2, which is no address of a network here. Use the address."),
                           seen.name, listOf(seen.namedAddresses));
    }
    return finding;
}

QString commandFor(Observations::Firewall firewall, quint16 port)
{
    switch (firewall) {
    case Observations::Firewall::Ufw: return QStringLiteral("sudo ufw allow %1/tcp").arg(port);
    case Observations::Firewall::Firewalld:
        return QStringLiteral("sudo firewall-cmd --permanent --add-port=%1/tcp && sudo firewall-cmd --reload")
            .arg(port);
    case Observations::Firewall::Windows:
        return QStringLiteral("netsh advfirewall firewall add rule name=Clickscope dir=in action=allow "
                              "protocol=TCP localport=%1")
            .arg(port);
    case Observations::Firewall::MacOs:
    case Observations::Firewall::None: break;
    }
    return {};
}

QString firewallName(Observations::Firewall firewall)
{
    switch (firewall) {
    case Observations::Firewall::Ufw: return QStringLiteral("ufw");
    case Observations::Firewall::Firewalld: return QStringLiteral("firewalld");
    case Observations::Firewall::Windows: return tr("The Windows firewall");
    case Observations::Firewall::MacOs: return tr("The firewall of macOS");
    case Observations::Firewall::None: break;
    }
    return {};
}

/// Whether others come through. That one did is the only proof there is.
Finding firewallOf(const Observations &seen)
{
    Finding finding {QStringLiteral("firewall"), Level::Well, tr("Firewall"), {}};
    if (seen.peers.others > 0) {
        finding.sentence = seen.peers.others == 1
            ? tr("Another device has reached Clickscope since it was started.")
            : LineText::fill(tr("%1 other devices have reached Clickscope since it was started."),
                             Format::number(seen.peers.others));
    } else if (seen.firewall != Observations::Firewall::None) {
        finding.level = Level::Look;
        finding.sentence =
            LineText::fill(tr("%1 is on, and no other device has reached Clickscope yet. Let port %2 in."),
                           firewallName(seen.firewall), QString::number(seen.collector.port));
        finding.command = commandFor(seen.firewall, seen.collector.port);
    } else {
        finding.level = Level::Unknown;
        finding.sentence = seen.canSeeFirewall
            ? tr(
                "None that is known is on, but no other device has reached Clickscope yet. Point a phone at the "
                "code above.")
            : tr("No other device has reached Clickscope yet. Point a phone at the code above.");
    }
    return finding;
}

QString secondsOf(Micros span)
{
    return QLocale().toString(static_cast<double>(span) / kMicrosPerSecond, 'f',
                              span < kMicrosPerMinute ? 1 : 0);
}

Finding clockOf(const Observations &seen)
{
    Finding finding {QStringLiteral("clock"), Level::Well, tr("Clock"), {}};
    const Micros off = std::abs(seen.ahead);
    if (!seen.timeServer.isEmpty() && off > kClockTolerance) {
        finding.level = Level::Look;
        finding.sentence = LineText::fill(seen.ahead > 0 ? tr("It is %1 s before the time that %2 says. ")
                                                         : tr("It is %1 s behind the time that %2 says. "),
                                          secondsOf(off), seen.timeServer)
            + tr("Hits get the time of this clock: let the system set it by itself.");
    } else if (!seen.timeServer.isEmpty()) {
        finding.sentence = LineText::fill(tr("It is %1 s away from the time that %2 says."), secondsOf(off),
                                          seen.timeServer);
    } else if (seen.isSynchronised && *seen.isSynchronised) {
        finding.sentence = tr("The system sets it by a time server.");
    } else {
        finding.level = Level::Unknown;
        finding.sentence = seen.isSynchronised
            ? tr("The system does not set it by a time server, and the router tells no time. Compare it with "
                 "another clock.")
            : tr("Nobody in this network tells the time. Compare it with another clock.");
    }
    return finding;
}

Finding proxyOf(const Observations &seen)
{
    Finding finding {QStringLiteral("proxy"), Level::Well, tr("Proxy"), {}};
    const PeerCounts &peers = seen.peers;
    const bool isLikely = peers.requests >= kLeastRequests && peers.forwarded > kProxyShare * peers.requests;
    if (isLikely) {
        finding.level = Level::Look;
        finding.sentence = LineText::fill(
            tr("%1 looks like a proxy: it sent %2 of the last %3 requests, for %4 addresses. All of "
               "them count as one visitor's network until it is trusted."),
            peers.forwarder, Format::number(peers.forwarded), Format::number(peers.requests),
            Format::number(peers.clients));
        finding.proxy = peers.forwarder;
    } else {
        finding.sentence = tr("Nothing looks like a proxy that is not trusted.");
    }
    return finding;
}

/// Pages of https may not load what comes without: the browser blocks it before anything is sent.
Finding securePagesOf(const Observations &seen)
{
    Finding finding {QStringLiteral("secure_pages"), Level::Well, tr("Pages with https"), {}};
    QStringList hosts;
    for (const Site &site : seen.sites) {
        for (const QString &host : site.domains) {
            QString name = host;
            if (name.startsWith(QLatin1StringView("*.")))
                name.remove(0, 2);
            if (!isLocalHost(name) && !hosts.contains(name))
                hosts.append(name);
        }
    }
    constexpr qsizetype kNamed = 3;
    if (hosts.isEmpty()) {
        finding.sentence = tr("No site has a public host, whose pages would be encrypted.");
        return finding;
    }
    finding.level = Level::Look;
    finding.sentence = LineText::fill(
        tr("If pages of %1 are encrypted (https), browsers block what they send to http:// "
           "addresses, without a word here. Put a proxy with a certificate before Clickscope, and "
           "trust it."),
        listOf(hosts.mid(0, kNamed)) + (hosts.size() > kNamed ? QStringLiteral(", …") : QString()));
    return finding;
}

Finding browsersOf(const Observations &)
{
    return {
        QStringLiteral("browsers"), Level::Well, tr("Chrome"),
        tr("From version 142 on it asks people once whether a public page may reach the local network. Who "
           "says no sends no hits. Pages of the local network are not asked about.")};
}

} // namespace

QList<Finding> diagnose(const Observations &seen)
{
    const QString &listens = seen.collector.address;
    if (seen.collector.phase != CollectorState::Phase::Listening) {
        return {{QStringLiteral("port"), Level::Broken, tr("Collector"),
                 seen.collector.error.isEmpty() ? tr("It does not listen.") : seen.collector.error}};
    }
    QList<Finding> findings;
    if (!isOfThisComputer(listens)) {
        findings = {portOf(seen),     addressOf(seen),     nameOf(seen),
                    firewallOf(seen), securePagesOf(seen), browsersOf(seen)};
    } else {
        findings = {{QStringLiteral("address"), Level::Look, tr("Address"),
                     tr("Only this computer can send hits. Switch the local network on, above.")}};
    }
    findings += {clockOf(seen), proxyOf(seen)};
    std::ranges::stable_sort(findings, {}, &Finding::level);
    return findings;
}
