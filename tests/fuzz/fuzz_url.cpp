// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/shownpage.h"
#include "core/types/urltext.h"
#include "tests/fuzz/fuzzcheck.h"

#include <algorithm>

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
    require(std::ranges::none_of(host, [](QChar c) { return c >= u'A' && c <= u'Z'; }),
            "a host is in lower case");
    require(host.endsWith(bareHost(url)), "the bare host ends the host");
    require(!isAbsoluteHttpUrl(url) || !host.isEmpty(), "an absolute URL has a host");
    require(url.contains(urlQuery(url)) && !urlQuery(url).contains(u'#'), "the query is between ? and #");
    const QString browsed = browsedUrl(url);
    require(browsedUrl(browsed) == browsed, "a URL as browsers read it is read as itself");
    require(browsed.isEmpty() || (browsed.front() > u' ' && browsed.back() > u' '),
            "nothing stands around it");
    const QString shown = shownUrl(url);
    if (shown != url)
        require(isAbsoluteHttpUrl(shown), "a page that is shown has an address");
    require(shownHost(QString()).isEmpty() && shownHost(urlHost(url)).isEmpty() == urlHost(url).isEmpty(),
            "a host stays a host");
    return 0;
}
