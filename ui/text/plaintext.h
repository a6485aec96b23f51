// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QClipboard>
#include <QLabel>
#include <QString>

// Titles, URLs, referrers and names come from the network. Qt detects HTML in texts: a
// label or a tooltip would then open a local file, show forged content, or hide half of the text.
// These show it as it is.

/// A label that never interprets markup. All labels are of this class: tests/lint/check_texts.py. What is
/// copied from it has no marks of LineText.
class PlainLabel : public QLabel
{
public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copy(QClipboard::Mode mode) const;
};

/// A label of links that we wrote: its text is markup, and callers must escape
/// other texts in it.
class LinkLabel : public QLabel
{
public:
    explicit LinkLabel(QWidget *parent = nullptr);
};

namespace PlainText {

/// `text` for setToolTip(), QToolTip::showText() and Qt::ToolTipRole, which have no switch for plain text:
/// unchanged if Qt would show it as it is, otherwise escaped. Long ones are broken into lines,
/// and cut at a readable length.
QString toolTip(const QString &text);
/// `text` for a menu, a button or a tab, where a single '&' would underline the next letter and bind a key to
/// it: on one line, and not wider than a screen.
QString caption(const QString &text);
/// `text` for the title of a window, where "[*]" would mean "changed".
QString title(const QString &text);

} // namespace PlainText
