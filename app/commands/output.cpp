// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/output.h"

#include <QStringList>

#include <cstdio>

void print(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void print(const QString &line)
{
    print(line.toUtf8());
}

int fail(const Error &error)
{
    std::fprintf(stderr, "clickscope: %s\n", error.message.toUtf8().constData());
    static const QStringList wrongUsage {
        QStringLiteral("usage"),          QStringLiteral("bad_site"),
        QStringLiteral("bad_dimension"),  QStringLiteral("bad_filter"),
        QStringLiteral("bad_date"),       QStringLiteral("bad_range"),
        QStringLiteral("bad_timezone"),   QStringLiteral("bad_metric"),
        QStringLiteral("bad_limit"),      QStringLiteral("bad_granularity"),
        QStringLiteral("bad_comparison"), QStringLiteral("too_many_buckets")};
    return static_cast<int>(wrongUsage.contains(error.code) ? ExitCode::Usage : ExitCode::Failed);
}
