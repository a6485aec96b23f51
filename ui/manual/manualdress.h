// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTextBlock;
class QTextDocument;
struct Theme;

/// Type, colours, tables and blocks of code of a page that was just read, and the anchors of its headings:
/// Qt knows none in Markdown, and draws tables as a word processor does.
void dressManual(QTextDocument &document, const Theme &theme);

/// A line of code that stands by itself. It is dressed with room around it for a background, which the view
/// paints: Qt's own ends where the letters begin.
bool isManualCode(const QTextBlock &block);
constexpr int kManualCodePadding = 12;
