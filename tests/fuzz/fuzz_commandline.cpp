// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commandline.h"
#include "app/commands/datafolder.h"
#include "tests/fuzz/fuzzcheck.h"

// One argument a line.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    QStringList arguments {QStringLiteral("clickscope")};
    if (size > 0)
        arguments += QString::fromUtf8(viewOf(data, size)).split(u'\n');
    const Result<CommandLine> line = CommandLine::parse(arguments);
    if (!line) {
        require(line.error().code == QLatin1StringView("usage"), "one code for all of them");
        require(line.error().message.contains(QLatin1StringView("clickscope")),
                "a refusal says what is expected");
        return 0;
    }
    require(line->positional().size() < arguments.size(), "no argument is made up");
    require(!dataFolder(*line).isEmpty(), "there is a folder");
    if (const Result<qint64> port = line->number(QStringLiteral("port"), 8787, 0, 65535))
        require(*port >= 0 && *port <= 65535, "a number is within its bounds");
    require(!line->has(QStringLiteral("json")) || !line->needsGui(), "windows have no JSON");
    return 0;
}
