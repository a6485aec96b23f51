// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/formats/nativeformat.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.path = "/api/v1/hits";
    request.body = viewOf(data, size).toByteArray();
    checkFormat(NativeFormat(), request);
    return 0;
}
