// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSaveFile>

/// Renames the file to its final name once all of it is written. QSaveFile alone does not notice that the
/// rest of its buffer did not fit on the disk, and would replace a good file by an empty one.
inline bool commitFile(QSaveFile &file)
{
    return file.flush() && file.commit();
}
