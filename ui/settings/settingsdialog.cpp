// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingsdialog.h"

#include "core/settings/settings.h"
#include "ui/look/theme.h"
#include "ui/settings/botsettings.h"
#include "ui/settings/placessettings.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/helptopic.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace {
constexpr QSize kSize(608, 568);
}

SettingsDialog::SettingsDialog(Settings &settings, VisitorDataControl &visitorData, const Clock &clock,
                               const OpenFilesHook &openFiles, QWidget *parent) :
    QDialog(parent),
    m_settings(settings),
    m_pages(new QTabWidget(this)),
    m_places(new PlacesSettings(visitorData, clock, openFiles, this)),
    m_theme(new QComboBox(this)),
    m_reducedMotion(new QCheckBox(tr("Reduce motion: no rolling digits, no fading rows"), this)),
    m_address(new QLineEdit(settings.listenAddress(), this)),
    m_port(new QSpinBox(this)),
    m_durability(new QComboBox(this)),
    m_note(new PlainLabel(this))
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    m_pages->setObjectName(QStringLiteral("settingsPages"));
    // The tab bar is not in the page that it shows.
    connect(m_pages, &QTabWidget::currentChanged, this, [this](int page) {
        HelpTopic::set(this,
                       page == static_cast<int>(Page::Places) ? QStringLiteral("places.md#your-own-database")
                           : page == static_cast<int>(Page::Bots) ? QStringLiteral("bots.md")
                                                                  : QStringLiteral("windows.md#settings"));
    });
    m_pages->addTab(buildGeneral(), tr("General"));
    m_pages->addTab(m_places, tr("Places"));
    m_pages->addTab(new BotSettings(visitorData, clock, openFiles, this), tr("Bots and referrers"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *done = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    done->setObjectName(QStringLiteral("settingsSave"));
    makePrimary(done);
    done->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 2 * Metrics::kGrid, 24, 2 * Metrics::kGrid);
    column->setSpacing(2 * Metrics::kGrid);
    column->addWidget(m_pages, 1);
    column->addWidget(buttons);
    setMinimumSize(kSize);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::save);
    connect(m_places, &PlacesSettings::networksApplied, this, [this] {
        if (m_isSaving)
            accept();
    });
    connect(m_places, &PlacesSettings::networksRefused, this, [this] {
        if (std::exchange(m_isSaving, false))
            showPage(Page::Places);
    });
}

QWidget *SettingsDialog::buildGeneral()
{
    auto *page = new QWidget(this);
    m_theme->setObjectName(QStringLiteral("settingsTheme"));
    m_theme->addItems({tr("Like the system"), tr("Light"), tr("Dark")});
    m_theme->setCurrentIndex(static_cast<int>(m_settings.theme()));
    connect(m_theme, &QComboBox::activated, this,
            [this](int index) { m_settings.setTheme(static_cast<Settings::Theme>(index)); });
    m_reducedMotion->setObjectName(QStringLiteral("settingsReducedMotion"));
    m_reducedMotion->setChecked(m_settings.reducedMotion());
    connect(m_reducedMotion, &QCheckBox::toggled, this, [this](bool on) { m_settings.setReducedMotion(on); });
    m_address->setObjectName(QStringLiteral("settingsAddress"));
    m_port->setObjectName(QStringLiteral("settingsPort"));
    m_port->setButtonSymbols(QSpinBox::NoButtons);
    m_port->setLocale(QLocale::c()); // written as in the address in front of it
    m_port->setRange(0, 65535);
    m_port->setGroupSeparatorShown(false);
    m_port->setSpecialValueText(tr("any free port"));
    m_port->setValue(m_settings.port());
    m_durability->setObjectName(QStringLiteral("settingsDurability"));
    m_durability->addItems(
        {tr("Normal: survives a crash of the program"), tr("Full: survives a power cut, slower")});
    m_durability->setCurrentIndex(m_settings.fullDurability() ? 1 : 0);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    const auto caption = [this](const QString &text) {
        auto *label = new PlainLabel(text, this);
        label->setFont(Type::caption());
        label->setForegroundRole(QPalette::PlaceholderText);
        return label;
    };
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 2 * Metrics::kGrid, 0, 0);
    form->setVerticalSpacing(12);
    form->setHorizontalSpacing(24);
    form->addRow(caption(tr("Looks")));
    form->addRow(tr("Theme"), m_theme);
    form->addRow(QString(), m_reducedMotion);
    form->addRow(caption(tr("Collector")));
    form->addRow(tr("Listen address"), m_address);
    form->addRow(tr("Port"), m_port);
    form->addRow(tr("Durability"), m_durability);
    form->addRow(m_note);
    connect(m_address, &QLineEdit::textChanged, this, &SettingsDialog::updateNote);
    updateNote();
    return page;
}

void SettingsDialog::showPage(Page page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
}

void SettingsDialog::updateNote()
{
    const QString address = m_address->text().trimmed();
    if (!Settings::isListenAddress(address)) {
        m_note->setText(tr("This is no address. Write for instance 127.0.0.1, 0.0.0.0 or ::1."));
        return;
    }
    const bool local = address.startsWith(QLatin1StringView("127.")) || address == QLatin1StringView("::1")
        || address.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0;
    m_note->setText(
        local ? tr("Only this computer can send hits. Address, port and durability apply at the next start.")
              : tr("Everybody who reaches this address can send hits. Address, port and durability apply at "
                   "the next start."));
}

void SettingsDialog::save()
{
    const QString address = m_address->text().trimmed();
    if (!Settings::isListenAddress(address)) { // the note says so
        showPage(Page::General);
        m_address->setFocus();
        m_address->selectAll();
        return;
    }
    m_settings.setListenAddress(address);
    m_settings.setPort(static_cast<quint16>(m_port->value()));
    m_settings.setFullDurability(m_durability->currentIndex() == 1);
    if (!m_places->hasEdits())
        return accept();
    m_isSaving = true;
    m_places->applyNetworks();
}
