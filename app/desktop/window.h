// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

class Application;
class Settings;

/// Whose traffic a window shows.
enum class Traffic : quint8 { Own, Simulated };

/// Shows the main window over a running application until it is closed.
int showWindow(Application &application, Settings &settings, Traffic traffic = Traffic::Own);
