// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <utility>

/// Caches the values used most recently: at least `kGeneration` of them, at most twice as many.
///
/// A full generation becomes the older one, and entries of it that are used again move to the younger one:
/// as good as dropping the least recently used entry, without a list to maintain, and memory is freed at
/// once. One thread.
template <typename Key, typename Value, qsizetype kGeneration>
class GenerationCache
{
public:
    /// Null when it is not in the cache. Valid until the next find() or insert().
    Value *find(const Key &key)
    {
        if (const auto found = m_young.find(key); found != m_young.end())
            return &*found;
        const auto old = m_old.find(key);
        if (old == m_old.end())
            return nullptr;
        Value value = std::move(*old);
        m_old.erase(old);
        return &insert(key, std::move(value));
    }

    /// REQUIRES: find() returned null for the key. Returns the cached value, valid as above.
    Value &insert(const Key &key, Value value)
    {
        if (m_young.size() >= kGeneration)
            m_old = std::exchange(m_young, {});
        return *m_young.insert(key, std::move(value));
    }

    void clear()
    {
        m_young.clear();
        m_old.clear();
    }

private:
    QHash<Key, Value> m_young, m_old;
};
