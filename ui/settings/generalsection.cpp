// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/generalsection.h"

#include "core/settings/sessionstart.h"

#include <QCheckBox>
#include <QSignalBlocker>

GeneralSection::GeneralSection(const Place &place, SettingsChanges &changes, QWidget *parent) :
    SettingsSection(place, changes, parent),
    m_startsWithSession(new QCheckBox(tr("Start Clickscope when I log in"), this))
{
    m_startsWithSession->setObjectName(QStringLiteral("settingsStartsWithSession"));
    connect(m_startsWithSession, &QCheckBox::toggled, this, [this](bool on) {
        setStartsWithSession(on);
        noteChange(on ? tr("Clickscope starts when you log in") : tr("Clickscope does not start by itself"),
                   [this, on] { setStartsWithSession(!on); });
    });
    addWidget(m_startsWithSession);
    m_message = addMessage(QStringLiteral("settingsSessionMessage"), 0);
    addNote(
        tr("Hits are collected while Clickscope runs; closing the window ends that. On a machine that has no "
           "windows, \"clickscope serve\" collects without them."));
    addEnd();
}

void GeneralSection::refresh()
{
    const QSignalBlocker blocker(m_startsWithSession);
    m_startsWithSession->setChecked(startsWithSession());
}

void GeneralSection::setStartsWithSession(bool on)
{
    const Result<void> set = ::setStartsWithSession(on);
    setMessage(m_message, set ? QString() : set.error().message, true);
}
