// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingssearch.h"

#include "ui/look/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include <algorithm>

namespace {

QString textOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return QString(button->text()).remove(u'&');
    if (const auto *choice = qobject_cast<const QComboBox *>(widget); choice && choice->count() < 10) {
        QStringList words;
        for (int i = 0; i < choice->count(); ++i)
            words.append(choice->itemText(i));
        return words.join(u'\n');
    }
    return {};
}

bool canBeEdited(const QWidget *widget)
{
    return widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus
        && !qobject_cast<const QLabel *>(widget);
}

} // namespace

QList<QWidget *> SettingsSearch::matches(const QWidget &section, const QString &text)
{
    const QStringList words = text.simplified().toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    QList<QWidget *> found;
    if (words.isEmpty())
        return found;
    for (QWidget *widget : section.findChildren<QWidget *>()) {
        const QString own = textOf(widget).toCaseFolded();
        if (!own.isEmpty() && !widget->isHidden()
            && std::ranges::all_of(words, [&](const QString &word) { return own.contains(word); }))
            found.append(widget);
    }
    std::ranges::stable_sort(
        found, {}, [&section](const QWidget *widget) { return widget->mapTo(&section, QPoint()).y(); });
    return found;
}

void SettingsSearch::mark(const QWidget &section, const QList<QWidget *> &found)
{
    for (QWidget *widget : section.findChildren<QWidget *>()) {
        const bool isFound = found.contains(widget);
        if (widget->property("found").toBool() != isFound)
            setStyleProperty(widget, "found", isFound);
    }
}

QWidget *SettingsSearch::fieldOf(QWidget *match, const QWidget &section)
{
    if (const auto *label = qobject_cast<const QLabel *>(match); label && label->buddy())
        return label->buddy();
    QWidget *widget = match;
    do {
        if (section.isAncestorOf(widget) && canBeEdited(widget) && !widget->isHidden())
            return widget;
        widget = widget->nextInFocusChain();
    } while (widget != match);
    return nullptr;
}
