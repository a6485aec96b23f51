// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <utility>
#include <vector>

/// Leaves new elements uninitialised.
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

/// For buffers that are written right after resize(): filling them with zeros would cost a tenth of a scan.
template <typename T>
using ScratchVector = std::vector<T, UnfilledAllocator<T>>;
