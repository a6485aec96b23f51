// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/resourcelimits.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <algorithm>
#include <fcntl.h>
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

int connectionsThatFit(int wanted)
{
#ifdef Q_OS_UNIX
    constexpr int kReserve = 12; // segments, copies, exports, commands of others
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= static_cast<rlim_t>(wanted) + 4096)
        return wanted;
    const int allowed = static_cast<int>(limit.rlim_cur);
    int open = 0;
    for (int descriptor = 0; descriptor < allowed; ++descriptor)
        open += fcntl(descriptor, F_GETFD) >= 0 ? 1 : 0;
    return std::min(wanted, allowed - open - kReserve);
#else
    return wanted;
#endif
}
