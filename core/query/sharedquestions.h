// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

/// Equal questions that share one answer. `Query` has an ==. Thread-safe.
template <typename Query, typename T>
class SharedQuestions final
{
public:
    /// `asked` waits for the answer to `query`. True when it is the first: then call answer().
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

    /// Answers all waiting questions with the result of `find()`, unless they are cancelled. Questions from
    /// here on may concern hits that arrive meanwhile, so they wait for another answer.
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

    std::mutex m_mutex; // guards the members below
    std::vector<Waiting> m_waiting;
};
