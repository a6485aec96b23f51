// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>

class QCalendarWidget;
class QLabel;
class QLineEdit;

/// Lets the user type days (typedDays()) or choose them in calendars, both inclusive. Emits them when
/// accepted; it stays open while the text is none that can be read, and says so at the field.
class DaysDialog final : public QDialog
{
    Q_OBJECT

public:
    DaysDialog(const QString &title, QDate first, QDate last, QDate today, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(QDate first, QDate last);

private:
    QCalendarWidget *addCalendar(const QString &objectName, QDate day);
    void readTyped(); ///< shows what was typed in the calendars
    void writeTyped(); ///< writes what the calendars have
    void accept() override;

    const QDate m_today;
    QLineEdit *m_typed;
    QLabel *m_trouble;
    bool m_isTyped = false; ///< the text is not what the calendars have

    QCalendarWidget *m_first;
    QCalendarWidget *m_last;
};
