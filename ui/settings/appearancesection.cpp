// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancesection.h"

#include "core/settings/settings.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalBlocker>

#include <algorithm>

namespace {

constexpr int kTextSizes[] = {75, 90, 100, 110, 125, 150, 175, 200};

QString percent(int value)
{
    return LineText::fill(AppearanceSection::tr("%1 %"), Format::number(value));
}

} // namespace

AppearanceSection::AppearanceSection(const Place &place, Settings &settings, SettingsChanges &changes,
                                     QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_settings(settings),
    m_reducedMotion(new QCheckBox(tr("Reduce motion: no rolling digits, no fading rows"), this))
{
    const QStringList themes {tr("Like the system"), tr("Light"), tr("Dark")};
    m_theme = makeChoice(QStringLiteral("settingsTheme"), themes, [this, themes](int chosen) {
        const Settings::Theme before = m_settings.theme();
        apply(
            LineText::fill(tr("Theme changed to %1"), themes[chosen]),
            [=, this] { m_settings.setTheme(static_cast<Settings::Theme>(chosen)); },
            [=, this] { m_settings.setTheme(before); });
    });
    addRow(tr("Theme"), m_theme);
    QStringList sizes;
    for (const int size : kTextSizes)
        sizes.append(percent(size));
    m_textSize = makeChoice(QStringLiteral("settingsTextSize"), sizes, [this](int chosen) {
        const int before = m_settings.textPercent();
        apply(
            LineText::fill(tr("Text size changed to %1"), percent(kTextSizes[chosen])),
            [=, this] { m_settings.setTextPercent(kTextSizes[chosen]); },
            [=, this] { m_settings.setTextPercent(before); });
    });
    addRow(tr("Text size"), m_textSize, tr("of all pages"));
    m_reducedMotion->setObjectName(QStringLiteral("settingsReducedMotion"));
    connect(m_reducedMotion, &QCheckBox::toggled, this, [this](bool on) {
        apply(
            on ? tr("Motion reduced") : tr("Motion no longer reduced"),
            [=, this] { m_settings.setReducedMotion(on); }, [=, this] { m_settings.setReducedMotion(!on); });
    });
    addRow(tr("Motion"), m_reducedMotion);
    addEnd();
}

void AppearanceSection::refresh()
{
    m_theme->setCurrentIndex(static_cast<int>(m_settings.theme()));
    const auto size = std::ranges::find(kTextSizes, m_settings.textPercent());
    m_textSize->setCurrentIndex(static_cast<int>(size - std::begin(kTextSizes)));
    const QSignalBlocker blocker(m_reducedMotion);
    m_reducedMotion->setChecked(m_settings.reducedMotion());
}
