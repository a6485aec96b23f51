// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QObject>
#include <QThread>

#include <exception>
#include <functional>
#include <memory>

/// A thread with an object that is constructed, used and destroyed inside it.
///
/// Some objects cannot be moved between threads (QHttpServer's WebSocket part), so the factory runs
/// in the thread. The destructor destroys the object there and joins.
template <typename Service>
class ServiceThread final
{
public:
    explicit ServiceThread(const QString &name)
    {
        m_thread.setObjectName(name);
        m_thread.start();
        if (m_thread.isRunning())
            m_context.moveToThread(&m_thread);
    }

    ~ServiceThread()
    {
        call([this] { m_service.reset(); });
        call([this] { m_context.moveToThread(nullptr); });
        m_thread.quit();
        m_thread.wait();
    }

    ServiceThread(const ServiceThread &) = delete;
    ServiceThread &operator=(const ServiceThread &) = delete;

    /// False when the system refused to start a thread: then the other functions do nothing.
    bool isRunning() const { return m_thread.isRunning(); }

    /// Runs the factory in the thread and keeps its result.
    void construct(const std::function<std::unique_ptr<Service>()> &factory)
    {
        call([&] { m_service = factory(); });
    }

    /// Runs a function in the thread and waits for it. Its exceptions, for lack of memory or threads, are
    /// thrown here: they must not reach the event loop.
    void call(const std::function<void()> &function)
    {
        if (!m_thread.isRunning())
            return; // no answer would ever come
        std::exception_ptr failure;
        const auto guarded = [&] {
            try {
                function();
            } catch (...) {
                failure = std::current_exception();
            }
        };
        QMetaObject::invokeMethod(&m_context, guarded, Qt::BlockingQueuedConnection);
        if (failure)
            std::rethrow_exception(failure);
    }

    Service *operator->() const { return m_service.get(); }
    Service &operator*() const { return *m_service; }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Service> m_service;
};
