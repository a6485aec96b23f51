// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QString>

class QDialog;
class QWidget;

/// Somebody wants to read about what is on screen. Goes up from a widget to what holds it, until a window
/// accepts it.
class HelpRequest final : public QEvent
{
public:
    explicit HelpRequest(const QString &place) : QEvent(type()), m_place(place) { }

    static QEvent::Type type();
    /// "visits.md#midnight"; empty = whatever fits the window.
    QString place() const { return m_place; }

private:
    QString m_place;
};

/// Which place of the manual explains a widget, such as "glossary.md#bounce-rate". Main thread.
namespace HelpTopic {

/// F1 in the widget, or in what it holds, leads to `place`.
void set(QWidget *widget, const QString &place);
/// The same, and its context menu says "What is this?".
void offer(QWidget *widget, const QString &place);
/// The nearest place, of the widget or of what holds it, dialogs' parents included; empty when there is none.
QString of(const QWidget *widget);
/// F1 in the dialog asks for what has the focus there. The actions of a window do not reach into its dialogs.
void listen(QDialog *dialog);

} // namespace HelpTopic
