// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/linkpages.h"
#include "core/collector/ratelimiter.h"
#include "core/http/exchange.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

/// A password that somebody sent for a link (POST /api/url/verify-password).
struct PasswordTry
{
    PasswordForm form;
    QString password;
    bool isForm = false; ///< sent by the page, which wants a page back
};

/// Reads {"shortCode":"…","password":"…"} or the same as a form. Nothing = neither, or without one of them,
/// or with a password of more than 200 characters. Pure.
std::optional<PasswordTry> passwordTryOf(const QByteArray &contentType, const QByteArray &body);

/// Compares passwords in a thread of its own, because that takes a quarter of a second by design, and lets
/// nobody guess: after kTries wrong ones in 15 minutes an address waits before it may try that link again.
///
/// Lives in the collector thread.
class PasswordGate final
{
public:
    static constexpr int kTries = 5; ///< of an address (of IPv6 a /64) and a link, in 15 minutes
    static constexpr int kMostWaiting = 32; ///< comparisons; more are answered 503

    /// What came of a try.
    struct Verdict
    {
        bool isRight = false;
        int wait = 0; ///< seconds; the password was not looked at
        bool isBusy = false; ///< too many wait to be compared; it was not looked at
    };
    using Then = std::function<void(Exchange &&, const Verdict &)>;

    PasswordGate();
    ~PasswordGate();

    /// Calls `then` in this thread, later or at once. `hash` is that of the link with this code.
    void compare(Exchange &&exchange, const PasswordTry &attempt, const QString &code, const QString &hash,
                 Then then);

private:
    QObject m_here; ///< receives the results; those that come after its end are lost
    QThreadPool m_pool;
    RateLimiter m_wrong;
    int m_waiting = 0;
};
