// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>
#include <vector>

/// Leaves new elements as the memory was.
template <typename T>
struct UnfilledAllocator : std::allocator<T>
{
    template <typename U>
    struct rebind
    {
        using other = UnfilledAllocator<U>;
    };

    template <typename U>
    void construct(U *place)
    {
        ::new (static_cast<void *>(place)) U;
    }
    template <typename U, typename... Args>
    void construct(U *place, Args &&...args)
    {
        ::new (static_cast<void *>(place)) U(std::forward<Args>(args)...);
    }
};

/// Working space that is written right after resize(): zeros first would cost a tenth of a scan.
template <typename T>
using ScratchVector = std::vector<T, UnfilledAllocator<T>>;
