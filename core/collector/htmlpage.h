// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/http.h"

#include <QString>

/// What a page may do besides be read.
enum class PageForm : quint8 {
    None,
    Post, ///< has a form. Browsers hold `form-action` against where its answer redirects to, so there is none
};

/// A small page for people: it works without script, loads nothing, is in no frame and in no cache, and is
/// light or dark as they like. `title` is text, `body` is HTML. Pure.
HttpReply htmlPage(int status, const QString &title, const QString &body, PageForm form = PageForm::None);
