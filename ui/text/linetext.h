// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Lines of the windows that are made of parts. Names, paths, dates and figures come in every script: what
/// is written from right to left would turn its neighbours round, move a comma to the other side, or hide
/// which of two dates comes first. Each part keeps to itself here (UAX #9, isolates). Pure functions;
/// tests/lint/check_texts.py sees to it that texts are composed with them.
namespace LineText {

/// `text` as a part of a line: on one line, and set apart when it holds anything that could turn others
/// round. Marks of direction that somebody left open in it end with it.
QString part(const QString &text);
/// `pattern`, of tr(), with a part in the place of each %1, %2…
template <typename... Parts>
QString fill(const QString &pattern, const Parts &...parts)
{
    return pattern.arg(part(parts)...);
}
/// "12 s · 3 hits"
QString joined(const QStringList &parts, const QString &separator = QStringLiteral(" · "));
/// A host as it is read in the windows: its labels stand in their order, whatever the script of the first is.
QString host(const QString &host);
/// `text` without line breaks and other control characters.
QString oneLine(const QString &text);
/// At most `longest` characters of `text`, with an ellipsis where it was cut.
QString shortened(const QString &text, qsizetype longest);
/// `text` with places where a label may break it that only breaks between words: behind the separators of
/// URLs, and inside of what is too long for a line.
QString breakable(const QString &text);

} // namespace LineText
