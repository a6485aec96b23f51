// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <pthread.h>
#endif

/// Names the calling thread, for debuggers and profilers. At most 15 characters.
inline void nameThread([[maybe_unused]] const char *name)
{
#ifdef Q_OS_LINUX
    pthread_setname_np(pthread_self(), name);
#endif
}
