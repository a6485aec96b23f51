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

QString percent(int value)
{
    return LineText::fill(AppearanceSection::tr("%1 %"), Format::number(value));
}

} // namespace

int AppearanceSection::textSizeBeside(int percent, int step)
{
    const auto larger = std::ranges::upper_bound(kTextSizes, percent);
    const auto notSmaller = std::ranges::lower_bound(kTextSizes, percent);
    if (step > 0)
        return larger == kTextSizes.end() ? percent : *larger;
    return notSmaller == kTextSizes.begin() ? percent : *std::prev(notSmaller);
}

AppearanceSection::AppearanceSection(const Place &place, Settings &settings, SettingsChanges &changes,
                                     QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_settings(settings),
    m_reducedMotion(new QCheckBox(tr("Reduce motion"), this))
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
        const int wanted = kTextSizes.at(static_cast<std::size_t>(chosen));
        apply(
            LineText::fill(tr("Text size changed to %1"), percent(wanted)),
            [=, this] { m_settings.setTextPercent(wanted); },
            [=, this] { m_settings.setTextPercent(before); });
    });
    addRow(tr("Text size"), m_textSize, tr("of all pages"));
    m_reducedMotion->setObjectName(QStringLiteral("settingsReducedMotion"));
    connect(m_reducedMotion, &QCheckBox::toggled, this, [this](bool on) {
        apply(
            on ? tr("Motion reduced") : tr("Motion no longer reduced"),
            [=, this] { m_settings.setReducedMotion(on); }, [=, this] { m_settings.setReducedMotion(!on); });
    });
    addRow(tr("Motion"), m_reducedMotion, tr("no rolling digits, no fading rows"));
    addEnd();
}

void AppearanceSection::refresh()
{
    m_theme->setCurrentIndex(static_cast<int>(m_settings.theme()));
    const auto size = std::ranges::find(kTextSizes, m_settings.textPercent());
    m_textSize->setCurrentIndex(size == kTextSizes.end() ? -1 : static_cast<int>(size - kTextSizes.begin()));
    const QSignalBlocker blocker(m_reducedMotion);
    m_reducedMotion->setChecked(m_settings.reducedMotion());
}
