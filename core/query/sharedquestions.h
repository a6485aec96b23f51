// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

/// Equal questions that wait for one answer. `Query` has an ==. Thread-safe.
template <typename Query, typename T>
class SharedQuestions final
{
public:
    /// `asked` waits for the answer to `query`. True when it is the first: answer() has to follow then.
    bool add(const Query &query, const Asked<T> &asked)
    {
        const std::lock_guard lock(m_mutex);
        const auto same = std::ranges::find(m_waiting, query, &Waiting::first);
        if (same == m_waiting.end()) {
            m_waiting.emplace_back(query, std::vector {asked});
            return true;
        }
        same->second.push_back(asked);
        return false;
    }

    /// Answers all that wait with what `find()` returns, unless they are cancelled. Who asks from here on
    /// wants to know of hits that come in meanwhile, and waits for another answer.
    template <typename Find>
    void answer(const Query &query, Find find)
    {
        std::vector<Asked<T>> all;
        {
            const std::lock_guard lock(m_mutex);
            const auto same = std::ranges::find(m_waiting, query, &Waiting::first);
            all = std::move(same->second);
            m_waiting.erase(same);
        }
        if (std::ranges::all_of(all, [](const Asked<T> &one) { return one.isCancelled().load(); }))
            return;
        const Result<T> found = find();
        for (const Asked<T> &one : all)
            one.answer(found);
    }

private:
    using Waiting = std::pair<Query, std::vector<Asked<T>>>;

    std::mutex m_mutex; // guards what follows
    std::vector<Waiting> m_waiting;
};
