// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QDialog>

class CampaignBox;
class FieldRow;
class QLineEdit;

/// Asks for the tags that several links get and lose. Main thread.
class TagsDialog final : public QDialog
{
    Q_OBJECT

public:
    TagsDialog(const QList<Link> &links, QWidget *parent);

Q_SIGNALS:
    void chosen(const QStringList &add, const QStringList &takeAway);

private:
    void save();

    QList<Link> m_links;
    QLineEdit *m_add;
    QLineEdit *m_takeAway;
    FieldRow *m_addRow;
};

/// Asks for the campaign of several links. Main thread.
class CampaignDialog final : public QDialog
{
    Q_OBJECT

public:
    CampaignDialog(const QList<Link> &links, const QStringList &campaigns, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &campaign);

private:
    void save();

    CampaignBox *m_name;
    FieldRow *m_row;
};
