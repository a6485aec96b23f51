// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Composes lines of the windows from parts. Names, paths, dates and numbers come in every script:
/// right-to-left text would reverse its neighbours, move a comma to the other side, or hide which of two
/// dates comes first. Each part is isolated (UAX #9). Pure functions; tests/lint/check_texts.py checks that
/// texts are composed with them.
namespace LineText {

/// `text` as a part of a line: on one line, and isolated when it contains anything that could reorder
/// others. Marks of direction that are left open in it end with it.
QString part(const QString &text);
/// `pattern`, from tr(), with a part in place of each %1, %2…
template <typename... Parts>
QString fill(const QString &pattern, const Parts &...parts)
{
    return pattern.arg(part(parts)...);
}
/// "12 s · 3 hits"
QString joined(const QStringList &parts, const QString &separator = QStringLiteral(" · "));
/// A host for display: its labels stay in their order, whatever the script of the first is.
QString host(const QString &host);
/// `text` without what shows letters in another order than they are in: overrides, embeddings and isolates.
/// For texts of visitors in a cell or a field of its own; part() does for those in a line.
QString unturned(const QString &text);
/// A path or a URL for display: from left to right and its names in their order, whatever their scripts.
/// Only for display: plain() gives back what was stored.
QString path(const QString &path);
/// `text` without the marks that these functions set, for what leaves the window, such as the clipboard.
QString plain(const QString &text);
/// `text` without line breaks and other control characters.
QString oneLine(const QString &text);
/// At most `longest` characters of `text`, with an ellipsis if it was cut.
QString shortened(const QString &text, qsizetype longest);
/// `text` with places where a label may break it that otherwise only breaks between words: after separators
/// of URLs, and inside of what is too long for a line.
QString breakable(const QString &text);

} // namespace LineText
