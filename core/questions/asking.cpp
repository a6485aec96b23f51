// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/asking.h"

#include <QObject>

void AskingState::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_isCancelled = true;
}

void AskingState::post(std::function<void()> call)
{
    const std::lock_guard lock(m_mutex);
    if (m_isCancelled)
        return;
    QMetaObject::invokeMethod(
        m_context,
        [self = shared_from_this(), call = std::move(call)] {
            if (!self->m_isCancelled)
                call();
        },
        Qt::QueuedConnection);
}

Asking &Asking::operator=(Asking &&other) noexcept
{
    if (this != &other) {
        cancel();
        m_state = std::move(other.m_state);
    }
    return *this;
}

void Asking::cancel()
{
    if (const std::shared_ptr<AskingState> state = std::exchange(m_state, nullptr))
        state->cancel();
}

void Askings::add(Asking asking)
{
    std::erase_if(m_all, [](const Asking &one) { return !one.isOpen(); });
    m_all.push_back(std::move(asking));
}
