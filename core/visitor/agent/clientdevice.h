// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

// Which kind of device an agent describes, by our own tables. Pure.

/// Desktop, Mobile, Tablet, TV, Console, Watch, Headset, E-reader, or empty. `system`: its
/// name as nameSystem() has it; it decides when no word of the agent does.
QString deviceOf(QByteArrayView agent, const QString &system);

/// Browsers and apps that exist on iPhones and iPads only. When a page for computers was asked for, and on
/// iPads always, they say Macintosh; a Mac never says "Mobile".
bool isMobileAsMac(QByteArrayView agent);
