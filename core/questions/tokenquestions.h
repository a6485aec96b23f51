// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/types/token.h"

#include <QList>

/// Questions about tokens, and changes to them, which hold for the next request. Errors: "database_failed",
/// those of core/sites/tokens.h.
class TokenQuestions
{
public:
    virtual ~TokenQuestions() = default;

    /// By name.
    [[nodiscard]] virtual Asking tokens(const AskContext &who, Answer<QList<Token>> answer) = 0;
    /// Makes a token; the answer is the token itself, which cannot be had again.
    [[nodiscard]] virtual Asking addToken(const Token &token, const AskContext &who,
                                          Answer<QByteArray> answer) = 0;
    /// Adds one that was removed, as tokens() gave it.
    [[nodiscard]] virtual Asking putBackToken(const Token &token, const AskContext &who,
                                              Answer<void> answer) = 0;
    [[nodiscard]] virtual Asking removeToken(const QString &name, const AskContext &who,
                                             Answer<void> answer) = 0;
};
