// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/questions/collectorcontrol.h"
#include "ui/settings/settingssection.h"

#include <optional>

class Clock;
class DoctorPanel;
class QCheckBox;
class QLineEdit;
class QSpinBox;
class QrPicture;
class Settings;
class SignalBus;

/// Where the collector listens, whom it believes and how much it takes. Each change is tried before it is
/// kept: when it fails, what was before holds, and the section says why.
class CollectingSection final : public SettingsSection
{
    Q_OBJECT

public:
    CollectingSection(const Place &place, Settings &settings, CollectorControl &collector, SignalBus &bus,
                      const Clock &clock, SettingsChanges &changes, QWidget *parent);

    void refresh() override;
    bool isSettled() const override;

private:
    struct Listening
    {
        QString address;
        quint16 port = 0;
        friend bool operator==(const Listening &, const Listening &) = default;
    };

    void addListening();
    void addLocalNetwork();
    void addAccess();
    void addDoctor();
    void addAddress(const QString &name, const QString &url);
    void trust(const QString &proxy);
    Listening kept() const; ///< in the settings
    /// Where the collector listens or should now: the command line may say otherwise than the settings.
    Listening inUse() const;
    QString keptText(const Listening &now) const; ///< what the settings have otherwise
    void listen(const Listening &wanted);
    void onCollectorState(const CollectorState &state);
    void showState();
    void showAddresses();
    void setAccess(const QString &what, const CollectorAccess &wanted);

    Settings &m_settings;
    CollectorControl &m_collector;
    CollectorState m_state;
    std::optional<Listening> m_tried; ///< the outcome of it has not come yet
    Listening m_before; ///< in use when it was tried
    QString m_whyNot; ///< the last one that was tried could not be opened
    QList<LocalAddress> m_addresses;
    QString m_name; ///< of this computer in the network; empty = none is known
    QLineEdit *m_address;
    QSpinBox *m_port;
    QLabel *m_listening;
    QCheckBox *m_localNetwork;
    QLabel *m_reach;
    QWidget *m_reachable; ///< rows of addresses
    QWidget *m_phone; ///< the code of one of them, and what it is for
    QrPicture *m_code;
    DoctorPanel *m_doctor;
    QLineEdit *m_proxies;
    QLineEdit *m_header;
    QSpinBox *m_rate;
    QLabel *m_accessMessage;
    Asking m_asking; ///< about the addresses
    Asking m_changing;
};
