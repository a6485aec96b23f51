// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/sitequestions.h"
#include "ui/settings/settingssection.h"

class Clock;
class QLineEdit;
class Settings;
class SignalBus;

/// A section about what new sites begin with.
class NewSiteSection : public SettingsSection
{
    Q_OBJECT

public:
    void refresh() override;

protected:
    NewSiteSection(const Place &place, Settings &settings, SettingsChanges &changes, QWidget *parent);

    void addConsent();
    const Settings &settings() const { return m_settings; }
    /// Replaces what new sites begin with by `wanted`.
    void applyNewSite(const QString &what, const Site &wanted);

private:
    Settings &m_settings;
    QComboBox *m_consent = nullptr;
};

/// What is kept of visitors, and until when.
class PrivacySection final : public NewSiteSection
{
    Q_OBJECT

public:
    PrivacySection(const Place &place, Settings &settings, SiteQuestions &sites, SignalBus &bus,
                   const Clock &clock, SettingsChanges &changes, QWidget *parent);

    void refresh() override;

private:
    void showSites();
    void showKey();

    SiteQuestions &m_sites;
    const Clock &m_clock;
    QLineEdit *m_keptQuery;
    QLabel *m_keptMessage;
    QLabel *m_siteRows;
    QLabel *m_key;
};

/// Time zone, bots and consent of new sites.
class SiteDefaultsSection final : public NewSiteSection
{
    Q_OBJECT

public:
    SiteDefaultsSection(const Place &place, Settings &settings, SettingsChanges &changes, QWidget *parent);

    void refresh() override;

private:
    QComboBox *m_zone;
    QComboBox *m_bots;
};
