// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/botsettings.h"

BotSettings::BotSettings(const Place &place, VisitorDataControl &control, const Clock &clock,
                         const OpenFilesHook &openFiles, SettingsChanges &changes, QWidget *parent) :
    SettingsSection(place, changes, parent)
{
    addCaption(tr("Referrer spam"));
    addWidget(new VisitorDataPanel(VisitorDataKind::SpamHosts, QStringLiteral("settingsSpam"), control, clock,
                                   openFiles, this));
    addNote(
        tr("Hosts that send hits to be seen in reports: a text file with one on each line, subdomains "
           "included. Hits that name one as their referrer count as bots. Yours are added to those that come "
           "with Clickscope; \"!host\" takes one of them out, \"!*\" all."));
    addLine();
    addCaption(tr("Browsers, systems and devices"));
    addWidget(new VisitorDataPanel(VisitorDataKind::AgentRules, QStringLiteral("settingsAgents"), control,
                                   clock, openFiles, this));
    addNote(
        tr("Your own rules are a regexes.yaml of uap-core. They replace the bundled ones; which agents are "
           "bots is decided by other rules."));
    addEnd();
}
