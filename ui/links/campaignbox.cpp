// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/links/campaignbox.h"

#include <QLineEdit>

CampaignBox::CampaignBox(const QStringList &campaigns, const QString &chosen, QWidget *parent) :
    QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addItem(QString());
    addItems(campaigns);
    lineEdit()->setPlaceholderText(tr("none"));
    setCurrentText(chosen);
    setToolTip(tr("The group that it belongs to; type a name to make a new one."));
}

QString CampaignBox::name() const
{
    return currentText().simplified();
}
