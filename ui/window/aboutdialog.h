// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QDialog>

/// Name, version, licence, and whose data is used (THIRD_PARTY_NOTICES.md says more).
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(const VisitorDataReport &visitorData, QWidget *parent = nullptr);
};

/// Every shortcut of a window's actions, by menu.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(const QList<QAction *> &actions, QWidget *parent = nullptr);
};
