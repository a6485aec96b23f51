// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/linkfiles/linkfile.h"
#include "core/links/linkcheck.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QSet>

namespace {

constexpr Micros kNow = 1'800'000'000 * kMicrosPerSecond;

/// True when toRfc3339() writes four digits of the year, and 0 is not taken for nothing.
bool isUsual(Micros instant)
{
    return instant >= -62'135'596'800 * kMicrosPerSecond && instant < 253'402'300'800 * kMicrosPerSecond;
}

void requireSound(const LinkFile &file)
{
    QSet<QString> codes;
    QList<Link> links;
    for (const LinkFileRow &row : file.rows) {
        require(row.number >= 1, "rows are numbered");
        require(row.problem.size() <= 301 && row.remark.size() <= 301, "sentences are bounded");
        if (!row.problem.isEmpty())
            continue;
        require(problemsOf(row.link).isEmpty(), "a link can be stored");
        const QString code = row.link.code.toLower();
        require(!codes.contains(code), "no two have a code");
        codes.insert(code);
        if (isUsual(row.link.madeAt) && isUsual(row.link.expiresAt) && isUsual(row.link.archivedAt))
            links.append(row.link);
    }
    const QByteArray csv = linksToCsv(links);
    const Result<LinkFile> again = readLinkFile(csv, LinkFileFormat::Auto, kNow);
    require(again && again->format == LinkFileFormat::Clickscope && again->rows.size() == links.size(),
            "what is written is read");
    for (qsizetype i = 0; i < links.size(); ++i) {
        require(again->rows[i].problem.isEmpty(), "and can be stored");
        require(again->rows[i].link == links[i], "and means the same");
    }
    require(linksToCsv(links) == csv, "and is written the same");
}

} // namespace

// The first byte chooses the format that is asked for.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray input = viewOf(data, size).toByteArray();
    if (input.isEmpty())
        return 0;
    constexpr int kFormats = 6;
    const auto format = static_cast<LinkFileFormat>(static_cast<uchar>(input[0]) % kFormats);
    const Result<LinkFile> file = readLinkFile(input.sliced(1), format, kNow);
    if (file)
        requireSound(*file);
    else
        require(file.error().code == QLatin1StringView("bad_link_file") && !file.error().message.isEmpty(),
                "a refusal says why");
    return 0;
}
