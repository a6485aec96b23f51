// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/languagetag.h"
#include "tests/fuzz/fuzzcheck.h"

#include <algorithm>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const QString tag = canonicalLanguage(text);
    require(canonicalLanguage(tag) == tag, "a tag in one form is read as itself");
    require(tag.size() <= 35 && !tag.contains(u'_') && !tag.contains(u' '),
            "a tag is bounded and has hyphens");
    require(canonicalLanguage(text.toLower().replace(u'-', u'_')) == canonicalLanguage(text.toUpper())
                || std::ranges::any_of(text, [](QChar c) { return c.unicode() >= 0x80; }),
            "case and separators mean nothing");
    return 0;
}
