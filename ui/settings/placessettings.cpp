// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/placessettings.h"

#include "ui/look/theme.h"
#include "ui/text/plaintext.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QVBoxLayout>

namespace {

constexpr int kFewestLines = 3;
const QString kExample = QStringLiteral("192.168.20.0/24 = Hall B\n"
                                        "fd00:20::/64 = Pune office @ 18.52, 73.86");

} // namespace

PlacesSettings::PlacesSettings(VisitorDataControl &control, const Clock &clock,
                               const OpenFilesHook &openFiles, QWidget *parent) :
    QWidget(parent),
    m_control(control),
    m_countryOnly(new QCheckBox(tr("Countries only: store no region, city or position"), this)),
    m_networks(new QPlainTextEdit(this)),
    m_message(new PlainLabel(this)),
    m_apply(new QPushButton(tr("Apply"), this))
{
    m_countryOnly->setObjectName(QStringLiteral("settingsCountryOnly"));
    m_networks->setObjectName(QStringLiteral("settingsNetworks"));
    m_networks->setAccessibleName(tr("Named networks"));
    m_networks->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_networks->setPlaceholderText(kExample);
    m_networks->setTabChangesFocus(true);
    m_networks->setLineWrapMode(QPlainTextEdit::NoWrap);
    // What is left over goes to it, and a long message takes from it.
    m_networks->setMinimumHeight(kFewestLines * QFontMetrics(m_networks->font()).lineSpacing()
                                 + 3 * Metrics::kGrid);
    m_message->setObjectName(QStringLiteral("settingsNetworksMessage"));
    m_message->setFont(Type::small());
    m_message->setWordWrap(true);
    m_apply->setObjectName(QStringLiteral("settingsNetworksApply"));
    m_apply->setAutoDefault(false);

    const auto text = [this](const QString &words, const QFont &font) {
        auto *label = new PlainLabel(words, this);
        label->setFont(font);
        label->setWordWrap(true);
        setTone(label, Tone::Muted);
        return label;
    };
    auto *foot = new QHBoxLayout;
    foot->setSpacing(2 * Metrics::kGrid);
    foot->addWidget(m_message, 1);
    foot->addWidget(m_apply, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * Metrics::kGrid, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addWidget(text(tr("Database"), Type::caption()));
    column->addWidget(new VisitorDataPanel(VisitorDataKind::Places, QStringLiteral("settingsPlaces"), control,
                                           clock, openFiles, this));
    column->addSpacing(Metrics::kGrid);
    column->addWidget(m_countryOnly);
    column->addWidget(
        text(tr("A city is an estimate, often 100 km off. The country is right for about 98 of 100 "
                "addresses."),
             Type::small()));
    column->addSpacing(2 * Metrics::kGrid);
    column->addWidget(text(tr("Named networks"), Type::caption()));
    column->addWidget(
        text(tr("One on each line, before every database. Degrees north and east behind an @ put it "
                "on the map."),
             Type::small()));
    column->addWidget(m_networks, 1);
    column->addLayout(foot);

    connect(m_countryOnly, &QCheckBox::toggled, this, [this](bool on) { m_control.setCountryOnly(on); });
    connect(m_apply, &QPushButton::clicked, this, &PlacesSettings::applyNetworks);
    connect(m_networks, &QPlainTextEdit::textChanged, this, [this] {
        setMessage({}, false);
        showState();
    });
    connect(&control, &VisitorDataControl::reportChanged, this, &PlacesSettings::showReport);
    connect(&control, &VisitorDataControl::busyChanged, this, &PlacesSettings::showState);
    connect(&control, &VisitorDataControl::succeeded, this, [this](VisitorDataKind kind) {
        if (kind != VisitorDataKind::Subnets)
            return;
        Q_EMIT networksApplied();
    });
    connect(&control, &VisitorDataControl::failed, this, [this](VisitorDataKind kind, const Error &error) {
        if (kind == VisitorDataKind::Places)
            showReport(); // the switch shows what holds
        if (kind != VisitorDataKind::Subnets)
            return;
        m_networks->document()->setModified(true);
        setMessage(error.message, true);
        showState();
        Q_EMIT networksRefused();
    });
    showReport();
}

bool PlacesSettings::hasEdits() const
{
    return m_networks->document()->isModified();
}

void PlacesSettings::applyNetworks()
{
    setMessage(tr("Checking…"), false);
    m_networks->document()->setModified(false);
    m_control.importText(VisitorDataKind::Subnets, m_networks->toPlainText());
}

void PlacesSettings::showReport()
{
    const VisitorDataReport &report = m_control.report();
    const VisitorDataStatus &networks = report.of(VisitorDataKind::Subnets);
    const QSignalBlocker blocker(m_countryOnly);
    m_countryOnly->setChecked(report.countryOnly);
    // What is being written stays, whatever another window or a command changed.
    if (!hasEdits() && m_networks->toPlainText() != report.subnetText) {
        m_networks->setPlainText(report.subnetText);
        m_networks->document()->setModified(false);
    }
    if (!hasEdits()) {
        const auto count = static_cast<int>(networks.entries);
        if (!networks.problems.isEmpty())
            setMessage(networks.problems.constFirst().message, true);
        else if (count > 0)
            setMessage(count == 1 ? tr("1 network has a name.")
                                  : tr("%Ln networks have names.", nullptr, count),
                       false);
        else
            setMessage({}, false);
    }
    showState();
}

void PlacesSettings::showState()
{
    m_countryOnly->setEnabled(!m_control.isBusy());
    m_apply->setEnabled(!m_control.isBusy() && hasEdits());
}

void PlacesSettings::setMessage(const QString &text, bool isError)
{
    setTone(m_message, isError ? Tone::Bad : Tone::Muted);
    m_message->setText(text);
}
