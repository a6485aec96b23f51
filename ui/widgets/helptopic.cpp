// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/helptopic.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QMenu>
#include <QShortcut>

namespace {

constexpr char kProperty[] = "helpTopic";

void ask(QWidget *widget, const QString &place)
{
    HelpRequest request(place);
    request.ignore();
    for (QWidget *receiver = widget; receiver && !request.isAccepted(); receiver = receiver->parentWidget())
        QApplication::sendEvent(receiver, &request);
}

/// Answers the context menu of the widget that owns it.
class TopicMenu final : public QObject
{
public:
    explicit TopicMenu(QWidget *widget) : QObject(widget), m_widget(widget)
    {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_widget || event->type() != QEvent::ContextMenu)
            return false;
        auto *menu = new QMenu(m_widget);
        menu->setObjectName(QStringLiteral("helpMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        QAction *action = menu->addAction(QCoreApplication::translate("HelpTopic", "&What is this?"));
        action->setObjectName(QStringLiteral("whatIsThis"));
        connect(action, &QAction::triggered, m_widget,
                [widget = m_widget] { ask(widget, HelpTopic::of(widget)); });
        menu->popup(static_cast<QContextMenuEvent *>(event)->globalPos());
        return true;
    }

private:
    QWidget *m_widget;
};

} // namespace

QEvent::Type HelpRequest::type()
{
    static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return type;
}

void HelpTopic::set(QWidget *widget, const QString &place)
{
    widget->setProperty(kProperty, place);
}

void HelpTopic::offer(QWidget *widget, const QString &place)
{
    set(widget, place);
    new TopicMenu(widget);
}

QString HelpTopic::of(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        const QString place = widget->property(kProperty).toString();
        if (!place.isEmpty())
            return place;
    }
    return {};
}

void HelpTopic::listen(QDialog *dialog)
{
    auto *keys = new QShortcut(QKeySequence::HelpContents, dialog);
    QObject::connect(keys, &QShortcut::activated, dialog, [dialog] {
        const QWidget *focus = dialog->focusWidget();
        ask(dialog, HelpTopic::of(focus ? focus : dialog));
    });
}
