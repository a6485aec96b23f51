// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/resourcelimits.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <algorithm>
#include <sys/resource.h>
#endif

void raiseFileLimit()
{
#ifdef Q_OS_UNIX
    constexpr rlim_t kEnough = 16'384;
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < kEnough) {
        limit.rlim_cur = std::min<rlim_t>(kEnough, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
#endif
}
