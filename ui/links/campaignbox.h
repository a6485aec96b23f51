// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

/// The campaign of links: one that there is, or a new one that is typed; empty = none. Main thread.
class CampaignBox final : public QComboBox
{
    Q_OBJECT

public:
    CampaignBox(const QStringList &campaigns, const QString &chosen, QWidget *parent);

    /// Without blanks around it.
    QString name() const;
};
