// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/signalbus.h"
#include "tests/gui/fakelivesource.h"
#include "tests/support/patienttest.h"
#include "ui/settings/diagnosis.h"
#include "ui/settings/doctorpanel.h"
#include "ui/text/linetext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <functional>

namespace {

using Level = Finding::Level;

const QString kWifi = QStringLiteral("192.168.20.14");
const QString kCable = QStringLiteral("10.4.0.7");

/// Everything is as it should be.
Observations wellSeen()
{
    Observations seen;
    seen.collector.phase = CollectorState::Phase::Listening;
    seen.collector.address = QStringLiteral("0.0.0.0");
    seen.collector.port = 8787;
    seen.addresses = {{QStringLiteral("wlan0"), kWifi, true}, {QStringLiteral("eth0"), kCable}};
    seen.answers = {{kWifi, Observations::Answer::Clickscope}, {kCable, Observations::Answer::Clickscope}};
    seen.name = QStringLiteral("studio.local");
    seen.namedAddresses = {QStringLiteral("127.0.1.1"), kWifi};
    seen.peers.others = 3;
    seen.canSeeFirewall = true;
    seen.timeServer = QStringLiteral("192.168.20.1");
    seen.ahead = 200 * kMicrosPerMilli;
    return seen;
}

Finding findingOf(const QString &code, const Observations &seen)
{
    const QList<Finding> findings = diagnose(seen);
    const auto found = std::ranges::find(findings, code, &Finding::code);
    return found == findings.end() ? Finding() : *found;
}

} // namespace

Q_DECLARE_METATYPE(Observations)

/// What the doctor says of what it sees.
class DiagnosisTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHealthyNetworkHasNothingToLookAt();
    void aFaultIsNamed_data();
    void aFaultIsNamed();
    void theWorstComesFirst();
    void aCommandIsCopied();
    void aProxyIsTrusted();
    void itLooksAgain();
};

void DiagnosisTest::aHealthyNetworkHasNothingToLookAt()
{
    for (const Finding &finding : diagnose(wellSeen()))
        QVERIFY2(finding.level == Level::Well, qPrintable(finding.title + finding.sentence));
}

void DiagnosisTest::aFaultIsNamed_data()
{
    QTest::addColumn<Observations>("seen");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("level");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *code, Level level, const char *says,
                        const std::function<void(Observations &)> &set) {
        Observations seen = wellSeen();
        set(seen);
        QTest::newRow(name) << seen << QString::fromLatin1(code) << static_cast<int>(level)
                            << QString::fromLatin1(says);
    };
    using Answer = Observations::Answer;
    row("does not listen", "port", Level::Broken, "port 8787 is taken", [](Observations &seen) {
        seen.collector.phase = CollectorState::Phase::Failed;
        seen.collector.error = QStringLiteral("port 8787 is taken");
    });
    row("for this computer alone", "address", Level::Look, "Only this computer",
        [](Observations &seen) { seen.collector.address = QStringLiteral("127.0.0.1"); });
    row("port closed", "port", Level::Broken, "closed at 192.168.20.14, 10.4.0.7", [](Observations &seen) {
        seen.answers = {{kWifi, Answer::Refused}, {kCable, Answer::Refused}};
    });
    row("port closed at one", "port", Level::Look, "closed at 10.4.0.7",
        [](Observations &seen) { seen.answers[kCable] = Answer::Refused; });
    row("another program", "port", Level::Broken, "Another program answers at 10.4.0.7",
        [](Observations &seen) { seen.answers[kCable] = Answer::Other; });
    row("dropped", "port", Level::Look, "Nothing answers at 10.4.0.7",
        [](Observations &seen) { seen.answers[kCable] = Answer::Nothing; });
    row("on no network", "address", Level::Broken, "on no network", [](Observations &seen) {
        seen.addresses.clear();
        seen.answers.clear();
    });
    row("an address of yesterday", "address", Level::Broken, "does not have", [](Observations &seen) {
        seen.collector.address = QStringLiteral("192.168.20.99");
        seen.answers.clear();
    });
    row("the wrong interface", "address", Level::Look, "at 192.168.20.14 cannot send hits",
        [](Observations &seen) {
            seen.collector.address = kCable;
            seen.answers.remove(kWifi);
        });
    row("name unknown", "name", Level::Unknown, "announces no name",
        [](Observations &seen) { seen.namedAddresses.clear(); });
    row("name of another computer", "name", Level::Unknown, "leads to 192.168.20.99",
        [](Observations &seen) { seen.namedAddresses = {QStringLiteral("192.168.20.99")}; });
    row("firewall", "firewall", Level::Look, "ufw is on", [](Observations &seen) {
        seen.peers.others = 0;
        seen.firewall = Observations::Firewall::Ufw;
    });
    row("nobody yet", "firewall", Level::Unknown, "no other device has reached",
        [](Observations &seen) { seen.peers.others = 0; });
    row("clock before", "clock", Level::Look, "90 s before",
        [](Observations &seen) { seen.ahead = 90 * kMicrosPerSecond; });
    row("clock behind", "clock", Level::Look, "30.0 s behind",
        [](Observations &seen) { seen.ahead = -30 * kMicrosPerSecond; });
    row("clock unknown", "clock", Level::Unknown, "another clock",
        [](Observations &seen) { seen.timeServer.clear(); });
    row("proxy", "proxy", Level::Look, "192.168.20.2 looks like a proxy", [](Observations &seen) {
        seen.peers = {3, 1000, QStringLiteral("192.168.20.2"), 970, 214};
    });
    row("secure pages", "secure_pages", Level::Look, "shop.example", [](Observations &seen) {
        Site site;
        site.domains = {QStringLiteral("*.shop.example"), QStringLiteral("kiosk.local")};
        seen.sites = {site};
    });
}

void DiagnosisTest::aFaultIsNamed()
{
    QFETCH(const Observations, seen);
    QFETCH(const QString, code);
    QFETCH(const int, level);
    QFETCH(const QString, says);
    const Finding finding = findingOf(code, seen);
    QCOMPARE(static_cast<int>(finding.level), level);
    const QString sentence = LineText::plain(finding.sentence);
    QVERIFY2(sentence.contains(says), qPrintable(sentence));
}

void DiagnosisTest::theWorstComesFirst()
{
    Observations seen = wellSeen();
    seen.ahead = kMicrosPerHour;
    seen.answers[kWifi] = Observations::Answer::Other;
    const QList<Finding> findings = diagnose(seen);
    QCOMPARE(findings.at(0).code, QStringLiteral("port"));
    QCOMPARE(findings.at(1).code, QStringLiteral("clock"));
    QVERIFY(std::ranges::is_sorted(findings, {}, &Finding::level));
    // Few requests prove nothing.
    seen.peers = {3, kLeastRequests - 1, QStringLiteral("192.168.20.2"), kLeastRequests - 1, 9};
    QVERIFY(findingOf(QStringLiteral("proxy"), seen).level == Level::Well);
}

void DiagnosisTest::aCommandIsCopied()
{
    SignalBus bus;
    ManualClock clock;
    FakeLiveSource source(bus, clock);
    source.observations = wellSeen();
    source.observations.peers.others = 0;
    source.observations.firewall = Observations::Firewall::Ufw;
    DoctorPanel panel(source, clock);
    panel.show();
    QTRY_VERIFY(panel.findChild<QPushButton *>(QStringLiteral("doctorCopy")));
    panel.findChild<QPushButton *>(QStringLiteral("doctorCopy"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("sudo ufw allow 8787/tcp"));
}

void DiagnosisTest::aProxyIsTrusted()
{
    SignalBus bus;
    ManualClock clock;
    FakeLiveSource source(bus, clock);
    source.observations = wellSeen();
    source.observations.peers = {3, 1000, QStringLiteral("192.168.20.2"), 970, 214};
    DoctorPanel panel(source, clock);
    const QSignalSpy trusted(&panel, &DoctorPanel::trustWanted);
    const QSignalSpy checked(&panel, &DoctorPanel::checked);
    panel.show();
    QTRY_COMPARE(checked.size(), 1);
    QCOMPARE(checked.first().first().toInt(), 1);
    panel.findChild<QPushButton *>(QStringLiteral("doctorTrust"))->click();
    QCOMPARE(trusted.first().first().toString(), QStringLiteral("192.168.20.2"));
}

void DiagnosisTest::itLooksAgain()
{
    SignalBus bus;
    ManualClock clock;
    FakeLiveSource source(bus, clock);
    source.observations = wellSeen();
    DoctorPanel panel(source, clock);
    panel.show();
    const auto head = [&] {
        return LineText::plain(panel.findChild<QLabel *>(QStringLiteral("doctorHead"))->text());
    };
    QTRY_VERIFY2(head().contains(QStringLiteral("8 well")), qPrintable(head()));
    source.observations.ahead = kMicrosPerHour;
    panel.findChild<QPushButton *>(QStringLiteral("doctorCheck"))->click();
    QTRY_VERIFY2(head().contains(QStringLiteral("7 well, 1 to look at")), qPrintable(head()));
    QVERIFY(panel.findChild<QWidget *>(QStringLiteral("doctor_clock")));
}

QTEST_MAIN(DiagnosisTest)
#include "tst_diagnosis.moc"
