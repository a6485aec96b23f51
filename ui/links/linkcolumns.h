// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

/// Shares the width of the list of links: the destination gets the rest. Where there is no room for all, what
/// matters least leaves first: tags, campaign, name, total, trend, today. By LinkModel::Column, 0 = hidden.
/// Pure; follows the size of texts.
QList<int> linkColumnWidths(int width);
