// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingssearch.h"

#include "ui/look/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include <algorithm>
#include <utility>

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

using SettingsSearch::Rank;

/// A label, button or choice names something; a sentence explains.
bool isSentence(const QWidget *widget)
{
    const auto *label = qobject_cast<const QLabel *>(widget);
    return label && label->wordWrap() && !label->buddy();
}

/// Simplified, in any case of its letters.
QString folded(const QString &text)
{
    return text.simplified().toCaseFolded();
}

bool containsAll(const QString &text, const QStringList &words)
{
    return !words.isEmpty()
        && std::ranges::all_of(words, [&](const QString &word) { return text.contains(word); });
}

/// Of a widget that matches.
Rank rankOf(const QWidget *widget, const QString &wanted)
{
    if (isSentence(widget))
        return Rank::Sentence;
    return folded(textOf(widget)).startsWith(wanted) ? Rank::LabelStart : Rank::Label;
}

bool canBeEdited(const QWidget *widget)
{
    return widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus
        && !qobject_cast<const QLabel *>(widget);
}

} // namespace

QList<QWidget *> SettingsSearch::matches(const QWidget &section, const QString &text)
{
    const QString wanted = folded(text);
    const QStringList words = wanted.split(u' ', Qt::SkipEmptyParts);
    QList<QWidget *> found;
    if (words.isEmpty())
        return found;
    for (QWidget *widget : section.findChildren<QWidget *>()) {
        if (!widget->isHidden() && containsAll(folded(textOf(widget)), words))
            found.append(widget);
    }
    std::ranges::stable_sort(found, {}, [&](const QWidget *widget) {
        return std::pair(::rankOf(widget, wanted), widget->mapTo(&section, QPoint()).y());
    });
    return found;
}

Rank SettingsSearch::rankOf(const QString &title, const QWidget &section, const QString &text)
{
    const QString wanted = folded(text);
    const QString name = folded(title);
    if (containsAll(name, wanted.split(u' ', Qt::SkipEmptyParts)))
        return name.startsWith(wanted) ? Rank::TitleStart : Rank::Title;
    const QList<QWidget *> found = matches(section, text);
    return found.isEmpty() ? Rank::None : ::rankOf(found.constFirst(), wanted);
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
