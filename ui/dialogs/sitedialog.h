// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/livesource.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class SignalBus;

/// Asks for a new site and creates it; stays open with the reason when that fails.
class SiteDialog final : public QDialog
{
    Q_OBJECT

public:
    SiteDialog(SignalBus &bus, LiveSource &source, QWidget *parent = nullptr);

Q_SIGNALS:
    void created(const QString &site);

private:
    void check();
    void create();

    LiveSource &m_source;
    QueryId m_request = 0;
    QLineEdit *m_id;
    QLineEdit *m_name;
    QLineEdit *m_domains;
    QComboBox *m_zone;
    QLabel *m_problem;
    QPushButton *m_create;
};
