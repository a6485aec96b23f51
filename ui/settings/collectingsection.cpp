// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/collectingsection.h"

#include "core/bus/signalbus.h"
#include "core/settings/settings.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/settings/doctorpanel.h"
#include "ui/settings/listenaddress.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/qrpicture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

namespace {

QSpinBox *makeNumber(const QString &objectName, int greatest, QWidget *parent)
{
    auto *number = new QSpinBox(parent);
    number->setObjectName(objectName);
    number->setButtonSymbols(QSpinBox::NoButtons);
    number->setRange(0, greatest);
    number->setKeyboardTracking(false); // a change is what was entered, not each digit
    setScaledSize(number, 112, 0);
    return number;
}

QString urlOf(const LocalAddress &address, quint16 port)
{
    const bool isIpv6 = address.address.contains(u':');
    return QStringLiteral("http://%1:%2")
        .arg(isIpv6 ? u'[' + address.address + u']' : address.address, QString::number(port));
}

} // namespace

CollectingSection::CollectingSection(const Place &place, Settings &settings, CollectorControl &collector,
                                     SignalBus &bus, const Clock &clock, SettingsChanges &changes,
                                     QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_settings(settings),
    m_collector(collector),
    m_state(collector.collectorState()),
    m_doctor(new DoctorPanel(collector, clock, this))
{
    addListening();
    addLine();
    addLocalNetwork();
    addLine();
    addDoctor();
    addLine();
    addAccess();
    addEnd();
    connect(&bus, &SignalBus::collectorStateChanged, this, &CollectingSection::onCollectorState);
}

void CollectingSection::addListening()
{
    m_port = makeNumber(QStringLiteral("settingsPort"), 65535, this);
    m_port->setLocale(QLocale::c()); // written as in the address
    m_port->setGroupSeparatorShown(false);
    m_port->setSpecialValueText(tr("any free port"));
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("settingsAddress"));
    m_address->setMaximumWidth(264);
    connect(m_port, &QSpinBox::valueChanged, this, [this](int port) {
        listen({inUse().address, static_cast<quint16>(port)});
    });
    connect(m_address, &QLineEdit::editingFinished, this, [this] {
        listen({m_address->text().trimmed(), inUse().port});
    });
    addRow(tr("Port"), m_port);
    addRow(tr("Address"), m_address);
    m_listening = addMessage(QStringLiteral("settingsListening"));
}

void CollectingSection::addLocalNetwork()
{
    addCaption(tr("Local network"));
    m_localNetwork = new QCheckBox(tr("Other devices may send hits"), this);
    m_localNetwork->setObjectName(QStringLiteral("settingsLocalNetwork"));
    connect(m_localNetwork, &QCheckBox::toggled, this, [this](bool on) {
        listen({on ? kEverywhere : kThisComputer, inUse().port});
    });
    addWidget(m_localNetwork);
    m_reachable = new QWidget(this);
    m_reachable->setLayout(new QVBoxLayout);
    m_reachable->layout()->setContentsMargins(0, 0, 0, 0);
    m_reachable->layout()->setSpacing(0);
    m_phone = new QWidget(this);
    m_code = new QrPicture(m_phone);
    m_code->setObjectName(QStringLiteral("settingsCode"));
    auto *words =
        new PlainLabel(tr("Point the camera of a phone in this network at the code. It opens a small page of "
                          "Clickscope; the doctor then knows that others come through."),
                       m_phone);
    words->setWordWrap(true);
    setTone(words, Tone::Muted);
    auto *phone = new QHBoxLayout(m_phone);
    phone->setContentsMargins(0, 0, 0, 0);
    phone->setSpacing(2 * Metrics::kGrid);
    phone->addWidget(m_code);
    phone->addWidget(words, 1);
    addWidget(m_reachable);
    addWidget(m_phone);
    m_reach = addNote(QString());
    m_reach->setObjectName(QStringLiteral("settingsReach"));
}

void CollectingSection::addDoctor()
{
    addCaption(tr("Doctor"));
    addWidget(m_doctor);
    connect(m_doctor, &DoctorPanel::nameFound, this, [this](const QString &name) {
        if (name != std::exchange(m_name, name))
            showAddresses();
    });
    connect(m_doctor, &DoctorPanel::trustWanted, this, &CollectingSection::trust);
    connect(m_doctor, &DoctorPanel::checked, this, [this](int toLookAt) {
        setRemark(toLookAt > 0 ? tr("%Ln to look at", nullptr, toLookAt) : QString());
        Q_EMIT settledChanged();
    });
}

void CollectingSection::trust(const QString &proxy)
{
    CollectorAccess wanted = m_settings.access();
    wanted.proxies.append(proxy);
    setAccess(LineText::fill(tr("%1 is trusted as a proxy"), proxy), wanted);
}

bool CollectingSection::isSettled() const
{
    return !m_asking.isOpen() && m_doctor->isSettled();
}

void CollectingSection::addAccess()
{
    addCaption(tr("Senders"));
    m_rate = makeNumber(QStringLiteral("settingsRate"), 1'000'000, this);
    m_rate->setGroupSeparatorShown(true);
    m_rate->setSpecialValueText(tr("no limit"));
    connect(m_rate, &QSpinBox::valueChanged, this, [this](int perMinute) {
        CollectorAccess wanted = m_settings.access();
        wanted.requestsPerMinute = perMinute;
        setAccess(perMinute == 0
                      ? tr("Limit of requests taken away")
                      : LineText::fill(tr("At most %1 requests a minute"), Format::number(perMinute)),
                  wanted);
    });
    addRow(tr("At most"), m_rate, tr("requests a minute from one address"));
    m_proxies = new QLineEdit(this);
    m_proxies->setObjectName(QStringLiteral("settingsProxies"));
    m_proxies->setPlaceholderText(tr("none; for instance 192.168.20.2, 10.0.0.0/8"));
    connect(m_proxies, &QLineEdit::editingFinished, this, [this] {
        CollectorAccess wanted = m_settings.access();
        wanted.proxies = m_proxies->text().split(u',', Qt::SkipEmptyParts);
        for (QString &network : wanted.proxies)
            network = network.trimmed();
        setAccess(wanted.proxies.isEmpty() ? tr("No proxy is trusted") : tr("Trusted proxies changed"),
                  wanted);
    });
    addRow(tr("Trusted proxies"), m_proxies);
    m_header = new QLineEdit(this);
    m_header->setObjectName(QStringLiteral("settingsClientHeader"));
    m_header->setPlaceholderText(tr("X-Forwarded-For and Forwarded"));
    m_header->setMaximumWidth(264);
    connect(m_header, &QLineEdit::editingFinished, this, [this] {
        CollectorAccess wanted = m_settings.access();
        wanted.clientHeader = m_header->text().trimmed();
        setAccess(tr("Header of the visitor's address changed"), wanted);
    });
    addRow(tr("Visitor's address"), m_header, tr("the header in which these proxies write it"));
    m_accessMessage = addMessage(QStringLiteral("settingsAccessMessage"));
    addNote(tr("A trusted proxy decides which address counts as the visitor's: name only your own."));
}

CollectingSection::Listening CollectingSection::kept() const
{
    return {m_settings.listenAddress(), m_settings.port()};
}

CollectingSection::Listening CollectingSection::inUse() const
{
    Listening now = kept();
    if (now.port != 0 && m_state.port != 0) // else any free one is as wanted
        now.port = m_state.port;
    const bool isByName = now.address.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0;
    if (!m_state.address.isEmpty() && m_state.address != (isByName ? kThisComputer : now.address))
        now.address = m_state.address;
    return now;
}

void CollectingSection::listen(const Listening &wanted)
{
    m_whyNot.clear();
    if (!Settings::isListenAddress(wanted.address)) {
        m_whyNot = tr("This is no address. Write for instance 127.0.0.1, 0.0.0.0 or ::1.");
        return showState();
    }
    if (wanted == inUse() && m_state.phase == CollectorState::Phase::Listening)
        return showState();
    m_before = inUse();
    m_tried = wanted;
    m_collector.listen(wanted.address, wanted.port);
}

void CollectingSection::onCollectorState(const CollectorState &state)
{
    m_state = state;
    if (m_doctor->isVisible())
        m_doctor->check();
    const std::optional<Listening> tried = std::exchange(m_tried, std::nullopt);
    if (!tried)
        return refresh();
    m_whyNot = state.error;
    if (!state.error.isEmpty() || *tried == m_before)
        return refresh();
    // What was not changed here may be of the command line, for this run only.
    if (tried->address != m_before.address)
        m_settings.setListenAddress(state.address.isEmpty() ? tried->address : state.address);
    if (tried->port != m_before.port)
        m_settings.setPort(tried->port);
    noteChange(tried->port != m_before.port
                   ? LineText::fill(tr("Port changed to %1"), QString::number(state.port))
                   : isOfThisComputer(tried->address) ? tr("Only this computer can send hits")
                                                      : tr("Other devices can send hits"),
               [this, before = m_before] { listen(before); });
}

void CollectingSection::refresh()
{
    showState();
    const CollectorAccess access = m_settings.access();
    m_proxies->setText(access.proxies.join(QStringLiteral(", ")));
    m_header->setText(access.clientHeader);
    const QSignalBlocker blocker(m_rate);
    m_rate->setValue(access.requestsPerMinute);
    m_asking = m_collector.localAddresses(this, [this](const Result<QList<LocalAddress>> &found) {
        m_addresses = found ? *found : QList<LocalAddress>();
        showAddresses();
        Q_EMIT settledChanged();
    });
}

void CollectingSection::showState()
{
    const Listening now = inUse();
    const QSignalBlocker portBlocker(m_port), switchBlocker(m_localNetwork);
    m_port->setValue(now.port);
    m_address->setText(now.address);
    m_localNetwork->setChecked(!isOfThisComputer(now.address));
    const bool isListening = m_state.phase == CollectorState::Phase::Listening;
    QStringList lines;
    if (!m_whyNot.isEmpty())
        lines.append(m_whyNot);
    else if (!isListening && !m_state.error.isEmpty())
        lines.append(m_state.error);
    if (isListening)
        lines.append(LineText::fill(tr("Listening on %1"), m_state.url));
    const bool isTrouble = lines.size() > 1 || !isListening;
    if (now != kept())
        lines.append(LineText::fill(tr("From the command line for this run; kept: %1"), keptText(now)));
    setMessage(m_listening, lines.join(u'\n'), isTrouble);
    showAddresses();
}

QString CollectingSection::keptText(const Listening &now) const
{
    const Listening wanted = kept();
    const QString port = QString::number(wanted.port); // not 0: a free one is as wanted, whichever it is
    if (wanted.address == now.address)
        return port;
    return wanted.port == now.port ? wanted.address
                                   : LineText::fill(tr("%1, port %2", "address, port"), wanted.address, port);
}

void CollectingSection::showAddresses()
{
    qDeleteAll(m_reachable->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    const QString listens = inUse().address;
    if (isOfThisComputer(listens)) {
        m_phone->hide();
        m_reach->setText(tr("Now only this computer can send hits."));
        return;
    }
    const bool isIpv6 = listens.contains(u':');
    const QString code = m_code->text();
    QStringList urls;
    if (!m_name.isEmpty() && isEverywhere(listens)) {
        urls.append(QStringLiteral("http://%1:%2").arg(m_name, QString::number(m_state.port)));
        addAddress(tr("By name"), urls.constLast());
    }
    for (const LocalAddress &address : std::as_const(m_addresses)) {
        const bool isAnswered = listens == address.address
            || (address.address.contains(u':') ? listens == QLatin1StringView("::") : listens == kEverywhere);
        if (!isAnswered)
            continue;
        const QString url = urlOf(address, m_state.port);
        urls.append(url);
        addAddress(address.isWireless ? LineText::fill(tr("Wi-Fi · %1"), address.network)
                                      : LineText::fill(tr("Network · %1"), address.network),
                   url);
    }
    m_phone->setVisible(!urls.isEmpty());
    if (!urls.isEmpty() && !urls.contains(code))
        m_code->setText(
            urls.value(urls.size() > 1 && !m_name.isEmpty() ? 1 : 0)); // not every phone knows names
    m_reach->setText(urls.isEmpty()
                         ? (isIpv6 ? tr("This computer has no IPv6 address on a network now.")
                                   : tr("This computer is on no network now."))
                         : tr("Everybody who reaches one of these addresses can send hits. A firewall may "
                              "still be in the way. Reading from there needs a token."));
}

void CollectingSection::addAddress(const QString &name, const QString &url)
{
    auto *row = new QWidget(m_reachable);
    auto *label = new PlainLabel(name, row);
    label->setFixedWidth(Metrics::widened(kLabel));
    auto *text = new PlainLabel(url, row);
    text->setFont(Type::strong());
    text->setObjectName(QStringLiteral("settingsReachable"));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const auto button = [&](const QString &icon, const QString &toolTip, const QString &spoken) {
        auto *made = new QToolButton(row);
        made->setIcon(themedIcon(icon, Theme::of(this).muted));
        made->setToolTip(PlainText::toolTip(toolTip));
        made->setAccessibleName(LineText::fill(spoken, url));
        return made;
    };
    QToolButton *copy = button(QStringLiteral("copy"), tr("Copy this address"), tr("Copy %1"));
    QToolButton *code = button(QStringLiteral("qr"), tr("Show the QR code of this address"),
                               tr("Show the QR code of %1"));
    connect(copy, &QToolButton::clicked, this, [url] { QGuiApplication::clipboard()->setText(url); });
    connect(code, &QToolButton::clicked, this, [this, url] { m_code->setText(url); });
    auto *signs = new QWidget(row);
    auto *beside = new QHBoxLayout(signs);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->addWidget(copy);
    beside->addWidget(code);
    auto *line = new FlowLayout(12);
    row->setLayout(line);
    line->setContentsMargins(0, 2, 0, 2);
    line->addWidget(label);
    line->addWidget(text);
    line->addWidget(signs);
    m_reachable->layout()->addWidget(row);
    row->show();
}

void CollectingSection::setAccess(const QString &what, const CollectorAccess &wanted)
{
    const CollectorAccess before = m_settings.access();
    setMessage(m_accessMessage, {}, false);
    if (wanted == before)
        return;
    m_changing = m_collector.setAccess(wanted, this, [this, what, wanted, before](const Result<void> &taken) {
        if (!taken)
            return setMessage(m_accessMessage, taken.error().message, true);
        m_settings.setAccess(wanted);
        noteChange(what, [this, what, before] { setAccess(what, before); });
    });
}
