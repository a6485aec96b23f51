// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/urltext.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString url = QString::fromUtf8(viewOf(data, size));
    const UrlParts parts = splitUrl(url);
    require(parts.origin.toString() + parts.path.toString() + parts.suffix.toString() == url,
            "the parts make the URL");
    require(parts.suffix.isEmpty() || parts.suffix[0] == u'?' || parts.suffix[0] == u'#',
            "the suffix starts at ? or #");
    require(!urlPath(url).isEmpty(), "a path is never empty");

    const QString host = urlHost(url);
    require(!host.contains(u'/') && !host.contains(u'?') && !host.contains(u'#') && !host.contains(u'@'),
            "a host is nothing but a host");
    require(host == host.toLower(), "a host is in lower case");
    require(host.endsWith(bareHost(url)), "the bare host ends the host");
    require(!isAbsoluteHttpUrl(url) || !host.isEmpty(), "an absolute URL has a host");
    require(url.contains(urlQuery(url)) && !urlQuery(url).contains(u'#'), "the query is between ? and #");
    return 0;
}
