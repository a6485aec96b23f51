// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/daysdialog.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/plaintext.h"

#include <QCalendarWidget>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

DaysDialog::DaysDialog(const QString &title, QDate first, QDate last, QDate today, QWidget *parent) :
    QDialog(parent),
    m_first(addCalendar(QStringLiteral("firstDay"), first, today)),
    m_last(addCalendar(QStringLiteral("lastDay"), last, today))
{
    setObjectName(QStringLiteral("daysDialog"));
    setWindowTitle(title);
    auto *row = new QHBoxLayout;
    row->setSpacing(3 * Metrics::kGrid);
    for (const auto &[text, calendar] : {std::pair(tr("From"), m_first), std::pair(tr("To"), m_last)}) {
        auto *caption = new PlainLabel(text, this);
        caption->setFont(Type::strong());
        caption->setBuddy(calendar);
        auto *column = new QVBoxLayout;
        column->addWidget(caption);
        column->addWidget(calendar);
        row->addLayout(column);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Show these days"));
    makePrimary(buttons->button(QDialogButtonBox::Ok));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(2 * Metrics::kGrid);
    column->addLayout(row);
    column->addWidget(buttons);
    connect(this, &QDialog::accepted, this, [this] {
        const QDate from = m_first->selectedDate();
        const QDate to = m_last->selectedDate();
        Q_EMIT chosen(std::min(from, to), std::max(from, to));
    });
}

QCalendarWidget *DaysDialog::addCalendar(const QString &name, QDate day, QDate today)
{
    auto *calendar = new QCalendarWidget(this);
    calendar->setObjectName(name);
    calendar->setGridVisible(false);
    calendar->setFirstDayOfWeek(Qt::Monday);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setSelectedDate(day.isValid() ? day : today);
    const Theme &theme = Theme::of(this);
    QTextCharFormat plain;
    plain.setForeground(theme.text);
    for (const Qt::DayOfWeek weekend : {Qt::Saturday, Qt::Sunday})
        calendar->setWeekdayTextFormat(weekend, plain);
    QTextCharFormat head;
    head.setForeground(theme.muted);
    head.setBackground(theme.window);
    calendar->setHeaderTextFormat(head);
    QTextCharFormat now;
    now.setForeground(theme.accent);
    calendar->setDateTextFormat(today, now);
    for (const auto &[button, icon] :
         {std::pair("qt_calendar_prevmonth", "undo"), std::pair("qt_calendar_nextmonth", "redo")}) {
        if (auto *arrow = calendar->findChild<QToolButton *>(QLatin1StringView(button).toString()))
            arrow->setIcon(themedIcon(QLatin1StringView(icon).toString(), theme.muted));
    }
    return calendar;
}
