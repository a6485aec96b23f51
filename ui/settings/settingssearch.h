// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QWidget;

/// Finds settings by their words, as they stand on the page. Functions of the main thread.
namespace SettingsSearch {

/// How well something matches, best first.
enum class Rank : quint8 { TitleStart, Title, LabelStart, Label, Sentence, None };

/// How well the name of a section, or else its best match, matches `text`.
Rank rankOf(const QString &title, const QWidget &section, const QString &text);
/// Labels, fields and sentences of a section whose text contains all words of `text`: labels that begin with
/// them, other labels, sentences; each in the order of the page.
QList<QWidget *> matches(const QWidget &section, const QString &text);
/// Marks these and no others of the section.
void mark(const QWidget &section, const QList<QWidget *> &found);
/// What can be changed where a match is: itself, its field, or the next field after it.
QWidget *fieldOf(QWidget *match, const QWidget &section);

} // namespace SettingsSearch
