// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QWidget>

class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

/// Where a link sends some devices and countries. Main thread.
class RulesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPanel(QWidget *parent);

    void setRules(const QList<LinkRule> &rules);
    QList<LinkRule> rules() const;
    QWidget *firstField() const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *line;
        QToolButton *devices;
        QMenu *menu;
        QLineEdit *countries;
        QLineEdit *url;
    };

    void add(const LinkRule &rule);
    void remove(const QWidget *line);
    void updateAdd();
    static QStringList devicesOf(const Row &row);
    static void nameDevices(const Row &row);

    QList<Row> m_rows;
    QVBoxLayout *m_column;
    QPushButton *m_add;
};
