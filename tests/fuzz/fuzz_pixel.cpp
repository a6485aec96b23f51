// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/formats/nativepixelformat.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    HttpRequest request;
    request.path = "/pixel.gif";
    request.query = viewOf(data, size).toByteArray();
    request.referer = request.query; // the address when the query has none
    checkFormat(NativePixelFormat(), request);
    return 0;
}
