// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QDialog>

/// Name, version, licence, and sources of data (details in THIRD_PARTY_NOTICES.md).
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(const VisitorDataReport &visitorData, QWidget *parent = nullptr);
};
