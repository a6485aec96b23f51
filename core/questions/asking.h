// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

class QObject;

/// Receives the answer to a question, or the error.
template <typename T>
using Answer = std::function<void(const Result<T> &)>;

enum class Urgency : quint8 {
    Urgent, ///< a person waits in a window: answered before all patient ones
    Patient, ///< a client over HTTP: fails with "query_timeout" when too many wait, or for too long
};

/// Receives the answer to a question: in the thread of an object, as a queued call.
struct AskContext
{
    AskContext(QObject *context, Urgency asUrgent = Urgency::Urgent) : object(context), urgency(asUrgent) { }

    QObject *object;
    Urgency urgency;
};

/// The state of a question that both sides share. Thread-safe.
class AskingState final : public std::enable_shared_from_this<AskingState>
{
    Q_DISABLE_COPY_MOVE(AskingState)

public:
    explicit AskingState(QObject *context) : m_context(context) { }

    bool isOpen() const { return !m_isCancelled && !m_isAnswered; }
    const std::atomic<bool> &isCancelled() const { return m_isCancelled; }
    /// The context is not used any more from here on.
    void cancel();
    /// Runs `call` in the thread of the context, unless the question was cancelled by then.
    void post(std::function<void()> call);
    void setAnswered() { m_isAnswered = true; }

private:
    std::mutex m_mutex; // held while the context is used, so that cancel() waits for that
    QObject *const m_context;
    std::atomic<bool> m_isCancelled = false;
    std::atomic<bool> m_isAnswered = false;
};

/// An open question, held by the caller who asked. The destructor cancels it: then the answer never
/// comes. An object that passes itself as context keeps this as a member, so that no answer outlives it.
/// Changes are carried out even when cancelled.
class [[nodiscard]] Asking final
{
public:
    Asking() = default; ///< no question
    explicit Asking(std::shared_ptr<AskingState> state) : m_state(std::move(state)) { }
    Asking(Asking &&other) noexcept = default;
    Asking &operator=(Asking &&other) noexcept;
    Asking(const Asking &) = delete;
    Asking &operator=(const Asking &) = delete;
    ~Asking() { cancel(); }

    /// True until the answer comes; false already inside the function that receives it.
    bool isOpen() const { return m_state && m_state->isOpen(); }
    /// Call in the thread of the context.
    void cancel();

private:
    std::shared_ptr<AskingState> m_state;
};

/// Any number of open questions. Answered ones are removed.
class Askings final
{
public:
    void add(Asking asking);
    bool isOpen() const { return std::ranges::any_of(m_all, &Asking::isOpen); }
    void cancel() { m_all.clear(); }

private:
    std::vector<Asking> m_all;
};

/// An open question, held by the side that answers; copies are the same question. Thread-safe.
template <typename T>
class Asked final
{
public:
    Asked(const AskContext &who, Answer<T> answer) :
        m_state(std::make_shared<AskingState>(who.object)),
        m_answer(std::make_shared<const Answer<T>>(std::move(answer)))
    {
    }

    /// For the caller who asked; call once.
    Asking asking() const { return Asking(m_state); }
    const std::shared_ptr<AskingState> &state() const { return m_state; }
    const std::atomic<bool> &isCancelled() const { return m_state->isCancelled(); }
    /// Call once.
    void answer(const Result<T> &result) const
    {
        m_state->post([state = m_state, answer = m_answer, result] {
            state->setAnswered();
            (*answer)(result);
        });
    }

private:
    std::shared_ptr<AskingState> m_state;
    std::shared_ptr<const Answer<T>> m_answer;
};
