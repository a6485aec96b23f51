// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class Application;
class Settings;

/// Shows the main window over a running application until it is closed.
int showWindow(Application &application, Settings &settings);
