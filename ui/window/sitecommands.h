// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "core/types/clock.h"
#include "core/types/site.h"

#include <QObject>

#include <optional>

class QWidget;
class Settings;
class SignalBus;
class SiteDialog;
struct MenusAndKeys;

/// What the menus do with sites: create, change, verify, copy the snippet. They mean the chosen site, or the
/// only one. Main thread; the references must outlive this object.
class SiteCommands final : public QObject
{
    Q_OBJECT

public:
    SiteCommands(SignalBus &bus, const AllQuestions &questions, const Settings &settings, const Clock &clock,
                 QWidget *window);

    /// Carries out those of the actions that are about sites.
    void serve(const MenusAndKeys &actions);
    void create() { createFrom(std::nullopt); }
    /// The dialog of a new site; a draft fills its fields.
    void createFrom(const std::optional<Site> &draft);
    /// The dialog of a site, with one more bot rule unless `rule` is empty.
    void edit(const QString &site, const QString &rule = {});
    void editChosen();
    /// Its snippet, and whether its hits arrive.
    void verify();
    void copySnippet();

Q_SIGNALS:
    void created(const Site &site);
    void botRulesChanged(const QString &site);
    void messagePosted(const QString &text);

private:
    /// Nothing = posted a message that says what to do.
    std::optional<Site> found(const QString &site);
    SiteDialog *open(const Site &site);

    SignalBus &m_bus;
    const AllQuestions m_questions;
    const Settings &m_settings;
    const Clock &m_clock;
    QWidget *m_window;
};
