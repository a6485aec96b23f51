// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/placessettings.h"

#include "ui/look/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTextDocument>

#include <chrono>
#include <utility>

namespace {

constexpr std::chrono::milliseconds kRest {1500};
constexpr int kFewestLines = 5;
const QString kExample = QStringLiteral("192.168.20.0/24 = Hall B\n"
                                        "fd00:20::/64 = Pune office @ 18.52, 73.86");

} // namespace

PlacesSettings::PlacesSettings(const Place &place, VisitorDataControl &control, const Clock &clock,
                               const OpenFilesHook &openFiles, SettingsChanges &changes, QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_control(control),
    m_countryOnly(new QCheckBox(tr("Store countries only"), this)),
    m_networks(new QPlainTextEdit(this))
{
    m_countryOnly->setObjectName(QStringLiteral("settingsCountryOnly"));
    m_networks->setObjectName(QStringLiteral("settingsNetworks"));
    m_networks->setAccessibleName(tr("Named networks"));
    m_networks->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_networks->setPlaceholderText(kExample);
    m_networks->setTabChangesFocus(true);
    m_networks->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_networks->setMinimumHeight(kFewestLines * QFontMetrics(m_networks->font()).lineSpacing()
                                 + 3 * Metrics::kGrid);
    m_networks->installEventFilter(this);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);

    addCaption(tr("Database"));
    addWidget(new VisitorDataPanel(VisitorDataKind::Places, QStringLiteral("settingsPlaces"), control, clock,
                                   openFiles, this));
    addLine();
    addWidget(m_countryOnly);
    addNote(tr(
        "No region, city or position is stored then. A city is an estimate, often 100 km off. The country is right for about 98 of 100 addresses."));
    addLine();
    addCaption(tr("Named networks"));
    addNote(
        tr("One on each line, before every database. Degrees north and east behind an @ put it on the map."));
    addWidget(m_networks);
    m_message = addMessage(QStringLiteral("settingsNetworksMessage"), 0);
    addEnd();

    connect(m_countryOnly, &QCheckBox::toggled, this, [this](bool on) {
        setCountryOnly(on);
        noteChange(on ? tr("Only countries are stored") : tr("Cities are stored"),
                   [this, on] { setCountryOnly(!on); });
    });
    connect(&m_rest, &QTimer::timeout, this, &PlacesSettings::applyNetworks);
    connect(m_networks, &QPlainTextEdit::textChanged, this, [this] {
        setMessage(m_message, {}, false);
        m_rest.start();
    });
    connect(&control, &VisitorDataControl::reportChanged, this, &PlacesSettings::showReport);
    connect(&control, &VisitorDataControl::busyChanged, this, &PlacesSettings::showState);
    connect(&control, &VisitorDataControl::succeeded, this, [this](VisitorDataKind kind) {
        if (kind == VisitorDataKind::Subnets && std::exchange(m_isApplying, false))
            onApplied();
    });
    connect(&control, &VisitorDataControl::failed, this, [this](VisitorDataKind kind, const Error &error) {
        if (kind == VisitorDataKind::Places)
            showReport(); // the switch shows what holds
        if (kind != VisitorDataKind::Subnets)
            return;
        m_isApplying = false;
        m_networks->document()->setModified(true);
        setMessage(m_message, error.message, true);
    });
    showReport();
}

bool PlacesSettings::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_networks && event->type() == QEvent::FocusOut)
        applyNetworks();
    return SettingsSection::eventFilter(watched, event);
}

void PlacesSettings::setCountryOnly(bool on)
{
    m_control.setCountryOnly(on);
}

bool PlacesSettings::hasEdits() const
{
    return m_networks->document()->isModified();
}

void PlacesSettings::applyNetworks()
{
    m_rest.stop();
    if (!hasEdits() || m_isApplying)
        return;
    m_isApplying = true;
    m_before = m_control.report().subnetText;
    m_networks->document()->setModified(false);
    setMessage(m_message, tr("Checking…"), false);
    m_control.importText(VisitorDataKind::Subnets, m_networks->toPlainText());
}

void PlacesSettings::onApplied()
{
    if (m_before == m_control.report().subnetText)
        return;
    noteChange(tr("Named networks changed"), [this, before = m_before] {
        m_networks->setPlainText(before);
        m_networks->document()->setModified(true);
        applyNetworks();
    });
    if (hasEdits()) // written while the others were applied
        m_rest.start();
}

void PlacesSettings::showReport()
{
    const VisitorDataReport &report = m_control.report();
    const VisitorDataStatus &networks = report.of(VisitorDataKind::Subnets);
    const QSignalBlocker blocker(m_countryOnly);
    if (!m_control.isBusy()) // else the switch shows what is on its way
        m_countryOnly->setChecked(report.countryOnly);
    // What is being written stays, whatever another window or a command changed.
    if (!hasEdits() && !m_isApplying && m_networks->toPlainText() != report.subnetText) {
        const QSignalBlocker silent(m_networks);
        m_networks->setPlainText(report.subnetText);
        m_networks->document()->setModified(false);
    }
    if (!hasEdits()) {
        const auto count = static_cast<int>(networks.entries);
        if (!networks.problems.isEmpty())
            setMessage(m_message, networks.problems.constFirst().message, true);
        else
            setMessage(m_message,
                       count == 0       ? QString()
                           : count == 1 ? tr("1 network has a name.")
                                        : tr("%Ln networks have names.", nullptr, count),
                       false);
    }
    showState();
}

void PlacesSettings::showState()
{
    m_countryOnly->setEnabled(!m_control.isBusy());
    if (!m_control.isBusy()) {
        const QSignalBlocker blocker(m_countryOnly);
        m_countryOnly->setChecked(m_control.report().countryOnly);
    }
}
