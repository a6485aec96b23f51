// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFont;

/// The size of all texts in percent, as the user chose it. Main thread.
namespace TextScale {

int percent(); ///< 100 until it is set
void set(int percent);
/// A length of text in pixels at this size.
int scaled(int pixels);
/// Brings a font that was made at `madeAt` percent to the present size, and `madeAt` with it. Returns whether
/// that changed it.
bool follow(QFont &font, int &madeAt);

} // namespace TextScale
