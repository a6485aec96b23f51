// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QString>

class QDialog;
class QWidget;

/// Asks for help about a widget. Propagates from a widget to its parents, until a window
/// accepts it.
class HelpRequest final : public QEvent
{
public:
    explicit HelpRequest(const QString &place) : QEvent(type()), m_place(place) { }

    static QEvent::Type type();
    /// "visits.md#midnight"; empty = the place for the window
    QString place() const { return m_place; }

private:
    QString m_place;
};

/// The place of the manual that explains a widget, such as "glossary.md#bounce-rate". Main thread.
namespace HelpTopic {

/// F1 in the widget, or in its children, leads to `place`.
void set(QWidget *widget, const QString &place);
/// The same, and adds "What is this?" to its context menu.
void offer(QWidget *widget, const QString &place);
/// The nearest place, of the widget or its parents, across dialogs; empty when there is none.
QString of(const QWidget *widget);
/// Lets F1 in the dialog ask about the focused widget. Actions of a window do not work in its dialogs.
void listen(QDialog *dialog);

} // namespace HelpTopic
