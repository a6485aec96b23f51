// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/secretparts.h"
#include "core/types/pagepath.h"
#include "tests/fuzz/fuzzcheck.h"

#include <algorithm>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const QString path = canonicalPath(text);
    require(canonicalPath(path) == path, "a path in one form is read as itself");
    require(std::ranges::none_of(path,
                                 [](QChar c) {
                                     return c.category() == QChar::Other_Control || c == u' '
                                         || (c.unicode() >= 0x202A && c.unicode() <= 0x202E)
                                         || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
                                 }),
            "nothing unseen is shown");
    require(path.size() <= text.size() * 9 + 1, "a path is bounded by what it was");
    const QString harmless = withoutSecretParts(text);
    require(withoutSecretParts(harmless) == harmless, "what holds no secrets any more stays");
    require(!withoutSecretParts(QString(text + QStringLiteral(";jsessionid=hush"))).contains(u"hush")
                || text.contains(u"hush"),
            "a session in a path is not kept");
    const QString piece = canonicalPathPiece(text);
    require(canonicalPathPiece(piece) == piece, "a piece in one form is read as itself");
    const QString page = pagePath(text, true);
    require(!page.isEmpty() && page.startsWith(pagePath(text, false)), "a page begins with its path");
    for (const PageGrouping grouping :
         {PageGrouping {true, false}, PageGrouping {false, true}, PageGrouping {true, true}}) {
        const QString group = grouping.of(path);
        require(grouping.of(group) == group, "a grouped page stays in its group");
    }
    return 0;
}
