// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

// Titles, URLs, referrers and names come from the network. Qt takes a text that looks like HTML for HTML: a
// label or a tooltip would then open a local file, draw what somebody else wrote, or swallow half of it.
// These show it as it is.

/// A label that never reads markup. Every label of the windows is one; tests/lint/check_texts.py sees to it.
class PlainLabel : public QLabel
{
public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);
};

/// A label of links that we wrote: its text is markup, and whoever puts a text of others into it escapes
/// that.
class LinkLabel : public QLabel
{
public:
    explicit LinkLabel(QWidget *parent = nullptr);
};

namespace PlainText {

/// `text` for setToolTip(), QToolTip::showText() and Qt::ToolTipRole, which have no switch for plain text:
/// unchanged when Qt would show it as it is, else written so that it does. Long ones are broken into lines,
/// and cut where nobody reads on.
QString toolTip(const QString &text);
/// `text` for a menu, a button or a tab, where a single '&' would underline the next letter and bind a key to
/// it: on one line, and not wider than a screen.
QString caption(const QString &text);
/// `text` for the title of a window, where "[*]" would stand for "changed".
QString title(const QString &text);

} // namespace PlainText
