// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/asciiurl.h"
#include "tests/fuzz/fuzzcheck.h"

#include <algorithm>

namespace {

bool isHeaderText(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace

/// A destination and the query of a request, parted by a line end.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray input = viewOf(data, size).toByteArray();
    const qsizetype end = std::max<qsizetype>(0, input.indexOf('\n'));
    const QByteArray url = asciiUrl(QString::fromUtf8(input.first(end)));
    require(isHeaderText(url), "a URL in a header is visible ASCII");
    require(asciiUrl(QString::fromLatin1(url)) == url, "what is ASCII stays as it is");
    const QByteArray location = withQuery(url, input.sliced(end));
    require(isHeaderText(location), "so is one with a query");
    require(location.count('#') == url.count('#'), "a query adds no fragment");
    return 0;
}
