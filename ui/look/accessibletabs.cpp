// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/accessibletabs.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QVariant>

namespace {

constexpr auto kRole = "accessibleTabRole"; ///< property of what makeTab() and makeTabList() were told of

class TabAccessible final : public QAccessibleWidget
{
public:
    explicit TabAccessible(QAbstractButton *button) : QAccessibleWidget(button, QAccessible::PageTab) { }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? button().text() : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.selected = button().isChecked();
        return state;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &action) override
    {
        if (action == pressAction())
            button().click();
        else
            QAccessibleWidget::doAction(action);
    }

private:
    QAbstractButton &button() const { return *static_cast<QAbstractButton *>(widget()); }
};

QAccessibleInterface *accessibleOf(const QString &, QObject *object)
{
    const QVariant role = object ? object->property(kRole) : QVariant();
    if (!role.isValid())
        return nullptr;
    if (role.toInt() == QAccessible::PageTab)
        return new TabAccessible(static_cast<QAbstractButton *>(object));
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::PageTabList);
}

void setRole(QWidget *widget, QAccessible::Role role)
{
    static const bool isInstalled = (QAccessible::installFactory(accessibleOf), true);
    Q_UNUSED(isInstalled)
    widget->setProperty(kRole, static_cast<int>(role));
}

} // namespace

void AccessibleTabs::makeTab(QAbstractButton *button)
{
    setRole(button, QAccessible::PageTab);
    QObject::connect(button, &QAbstractButton::toggled, button, [button](bool on) {
        QAccessible::State changed;
        changed.selected = true;
        QAccessibleStateChangeEvent state(button, changed);
        QAccessible::updateAccessibility(&state);
        QAccessibleEvent selection(button, on ? QAccessible::Selection : QAccessible::SelectionRemove);
        QAccessible::updateAccessibility(&selection);
    });
}

void AccessibleTabs::makeTabList(QWidget *list)
{
    setRole(list, QAccessible::PageTabList);
}
