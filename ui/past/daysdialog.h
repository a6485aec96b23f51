// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>

class QCalendarWidget;

/// Lets the user choose two days, both inclusive. Emits them when accepted.
class DaysDialog final : public QDialog
{
    Q_OBJECT

public:
    DaysDialog(const QString &title, QDate first, QDate last, QDate today, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(QDate first, QDate last);

private:
    QCalendarWidget *addCalendar(const QString &objectName, QDate day, QDate today);

    QCalendarWidget *m_first;
    QCalendarWidget *m_last;
};
