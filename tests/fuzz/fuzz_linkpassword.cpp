// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/passwordgate.h"
#include "tests/fuzz/fuzzcheck.h"

// A password that somebody sends for a link, and the page that answers.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray body = viewOf(data, size).toByteArray();
    const qsizetype marks = passwordPage({{}, {}, {}, true, 0}).body.count('<');
    for (const char *type : {"application/json", "application/x-www-form-urlencoded"}) {
        const std::optional<PasswordTry> read = passwordTryOf(type, body);
        if (!read)
            continue;
        require(!read->form.code.isEmpty() && read->password.size() <= 200, "a try is bounded");
        PasswordForm form = read->form;
        form.wasWrong = true;
        require(passwordPage(form).body.count('<') == marks, "what was sent is no markup");
    }
    return 0;
}
