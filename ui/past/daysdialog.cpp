// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/daysdialog.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/datetext.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/typeddays.h"

#include <QCalendarWidget>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace {

/// In the way of the locale.
QString example()
{
    return LineText::fill(DaysDialog::tr("%1, 2026-11-12 or last 10 days"),
                          DateText::days(QDate(2026, 11, 12), QDate(2026, 11, 20)));
}

} // namespace

DaysDialog::DaysDialog(const QString &title, QDate first, QDate last, QDate today, QWidget *parent) :
    QDialog(parent),
    m_today(today),
    m_typed(new QLineEdit(this)),
    m_trouble(new PlainLabel(this)),
    m_first(addCalendar(QStringLiteral("firstDay"), first)),
    m_last(addCalendar(QStringLiteral("lastDay"), last))
{
    setObjectName(QStringLiteral("daysDialog"));
    setWindowTitle(title);
    m_typed->setObjectName(QStringLiteral("typedDays"));
    m_typed->setAccessibleName(tr("Days"));
    m_typed->setPlaceholderText(example());
    setTone(m_trouble, Tone::Bad);
    m_trouble->setObjectName(QStringLiteral("typedDaysTrouble"));
    m_trouble->setText(LineText::fill(tr("No days can be read from this. Write them like %1."), example()));
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    connect(m_typed, &QLineEdit::textEdited, this, &DaysDialog::readTyped);
    for (QCalendarWidget *calendar : {m_first, m_last})
        connect(calendar, &QCalendarWidget::selectionChanged, this, &DaysDialog::writeTyped);
    writeTyped();
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
    column->addWidget(m_typed);
    column->addWidget(m_trouble);
    column->addLayout(row);
    column->addWidget(buttons);
    m_typed->setFocus();
    m_typed->selectAll();
}

void DaysDialog::readTyped()
{
    m_isTyped = true;
    const std::optional<DaySpan> span = typedDays(m_typed->text(), m_today);
    if (!span)
        return;
    m_trouble->hide();
    const QSignalBlocker quietFirst(m_first);
    const QSignalBlocker quietLast(m_last);
    m_first->setSelectedDate(span->first);
    m_last->setSelectedDate(span->last);
}

void DaysDialog::writeTyped()
{
    m_isTyped = false;
    m_trouble->hide();
    const QDate from = m_first->selectedDate();
    const QDate to = m_last->selectedDate();
    m_typed->setText(DateText::days(std::min(from, to), std::max(from, to)));
}

void DaysDialog::accept()
{
    if (m_isTyped && !typedDays(m_typed->text(), m_today)) { // while typing it would be too early to say
        m_trouble->show();
        m_typed->setFocus();
        return;
    }
    const QDate from = m_first->selectedDate();
    const QDate to = m_last->selectedDate();
    QDialog::accept();
    Q_EMIT chosen(std::min(from, to), std::max(from, to));
}

QCalendarWidget *DaysDialog::addCalendar(const QString &name, QDate day)
{
    auto *calendar = new QCalendarWidget(this);
    calendar->setObjectName(name);
    calendar->setGridVisible(false);
    calendar->setFirstDayOfWeek(Qt::Monday);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setSelectedDate(day.isValid() ? day : m_today);
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
    calendar->setDateTextFormat(m_today, now);
    for (const auto &[button, icon] :
         {std::pair("qt_calendar_prevmonth", "undo"), std::pair("qt_calendar_nextmonth", "redo")}) {
        if (auto *arrow = calendar->findChild<QToolButton *>(QLatin1StringView(button).toString()))
            arrow->setIcon(themedIcon(QLatin1StringView(icon).toString(), theme.muted));
    }
    return calendar;
}
