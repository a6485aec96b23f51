// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingschanges.h"

#include <chrono>
#include <utility>

namespace {

constexpr std::chrono::seconds kShown {10};

} // namespace

SettingsChanges::SettingsChanges(QObject *parent) : QObject(parent)
{
    m_shown.setSingleShot(true);
    m_shown.setInterval(kShown);
    connect(&m_shown, &QTimer::timeout, this, &SettingsChanges::clear);
}

void SettingsChanges::note(const QString &what, std::function<void()> undo)
{
    m_what = what;
    m_undo = std::move(undo);
    m_shown.start();
    Q_EMIT changed();
}

void SettingsChanges::undo()
{
    const std::function<void()> undo = std::exchange(m_undo, {});
    clear();
    if (undo)
        undo();
}

void SettingsChanges::clear()
{
    m_shown.stop();
    m_what.clear();
    m_undo = {};
    Q_EMIT changed();
}
