// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/types/http.h"

#include <QByteArray>

// What people see at a short link instead of its destination: small pages that work without script, load
// nothing and name no destination. Pure.

/// 404: no link has this code.
HttpReply linkNotFoundPage();
/// 410: it led somewhere, and does not any more.
HttpReply linkOverPage(LinkState state);

/// What the form of a link with a password passes on to its answer.
struct PasswordForm
{
    QString code;
    QByteArray query; ///< of the click, as it was sent
    QByteArray referrer; ///< of the click
    bool wasWrong = false; ///< the last password was
    int wait = 0; ///< seconds until the next try is looked at; 0 = now
};

/// 200: asks for the password; 401 after a wrong one, 429 while it has to wait.
HttpReply passwordPage(const PasswordForm &form);
