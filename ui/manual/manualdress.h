// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTextBlock;
class QTextDocument;
struct Theme;

/// Styles a page that was just read: type, colours, tables and blocks of code, and sets anchors of headings:
/// Qt has none in Markdown, and draws tables as a word processor does.
void dressManual(QTextDocument &document, const Theme &theme);

/// A block of code. It gets room around it for a background, which the view
/// paints: Qt's own ends where the letters begin.
bool isManualCode(const QTextBlock &block);
constexpr int kManualCodePadding = 12;
