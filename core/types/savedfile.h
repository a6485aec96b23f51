// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSaveFile>

/// Gives the file its name when all of it is written. QSaveFile alone does not notice that the rest of its
/// buffer found no room, and would put an empty file in the place of a good one.
inline bool commitFile(QSaveFile &file)
{
    return file.flush() && file.commit();
}
