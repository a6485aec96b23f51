// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/botsettings.h"

#include "ui/look/theme.h"
#include "ui/text/plaintext.h"

#include <QLabel>
#include <QVBoxLayout>

BotSettings::BotSettings(VisitorDataControl &control, const Clock &clock, const OpenFilesHook &openFiles,
                         QWidget *parent) :
    QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * Metrics::kGrid, 0, 0);
    column->setSpacing(Metrics::kGrid);
    const auto section = [&](VisitorDataKind kind, const QString &name, const QString &title,
                             const QString &sentence) {
        auto *caption = new PlainLabel(title, this);
        caption->setFont(Type::caption());
        setTone(caption, Tone::Muted);
        auto *words = new PlainLabel(sentence, this);
        words->setFont(Type::small());
        words->setWordWrap(true);
        setTone(words, Tone::Muted);
        column->addWidget(caption);
        column->addWidget(new VisitorDataPanel(kind, name, control, clock, openFiles, this));
        column->addWidget(words);
        column->addSpacing(2 * Metrics::kGrid);
    };
    section(
        VisitorDataKind::SpamHosts, QStringLiteral("settingsSpam"), tr("Referrer spam"),
        tr("Hosts that send hits to be seen in reports: a text file with one on each line, subdomains "
           "included. Hits that name one as their referrer count as bots. Yours are added to those that come "
           "with Clickscope; \"!host\" takes one of them out, \"!*\" all."));
    section(
        VisitorDataKind::AgentRules, QStringLiteral("settingsAgents"), tr("Browsers, systems and devices"),
        tr("Your own rules are a regexes.yaml of uap-core. They replace the bundled ones; which agents are "
           "bots is decided by other rules."));
    column->addStretch(1);
}
