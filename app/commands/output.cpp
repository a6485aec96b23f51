// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/output.h"

#include <QIODevice>
#include <QStringList>

#include <cerrno>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#endif

namespace {

/// errno of the first write to stdout that failed; 0 = none has.
int s_failure = 0;

bool put(const char *data, qint64 size)
{
    if (s_failure != 0)
        return false;
    errno = 0;
    if (std::fwrite(data, 1, static_cast<std::size_t>(size), stdout) != static_cast<std::size_t>(size))
        s_failure = errno != 0 ? errno : EIO;
    return s_failure == 0;
}

bool flush()
{
    errno = 0;
    if (s_failure == 0 && std::fflush(stdout) != 0)
        s_failure = errno != 0 ? errno : EIO;
    return s_failure == 0;
}

class StandardOutput final : public QIODevice
{
public:
    StandardOutput() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        if (put(data, size))
            return size;
        setErrorString(qt_error_string(s_failure));
        return -1;
    }
};

} // namespace

bool print(const QByteArray &line)
{
    return put(line.constData(), line.size()) && put("\n", 1) && flush();
}

bool print(const QString &line)
{
    return print(line.toUtf8());
}

QIODevice &standardOutput()
{
    static StandardOutput device;
    return device;
}

void warn(const QString &line)
{
    std::fprintf(stderr, "clickscope: %s\n", line.toUtf8().constData());
}

int fail(const Error &error)
{
    std::fprintf(stderr, "clickscope: %s\n", error.message.toUtf8().constData());
    static const QStringList wrongUsage {QStringLiteral("usage"),           QStringLiteral("bad_site"),
                                         QStringLiteral("bad_bot_rule"),    QStringLiteral("bad_link"),
                                         QStringLiteral("bad_token_name"),  QStringLiteral("bad_host"),
                                         QStringLiteral("bad_query_names"), QStringLiteral("bad_dimension"),
                                         QStringLiteral("bad_filter"),      QStringLiteral("bad_date"),
                                         QStringLiteral("bad_range"),       QStringLiteral("bad_timezone"),
                                         QStringLiteral("bad_metric"),      QStringLiteral("bad_limit"),
                                         QStringLiteral("bad_granularity"), QStringLiteral("bad_comparison"),
                                         QStringLiteral("too_many_buckets")};
    return static_cast<int>(wrongUsage.contains(error.code) ? ExitCode::Usage : ExitCode::Failed);
}

int finishOutput(int code)
{
    flush();
    errno = 0;
    if (std::fclose(stdout) != 0 && s_failure == 0) // a network drive may say so only now
        s_failure = errno != 0 ? errno : EIO;
    if (code != static_cast<int>(ExitCode::Done) || s_failure == 0)
        return code;
    return fail({QStringLiteral("output_failed"),
                 QStringLiteral("standard output cannot be written: ") + qt_error_string(s_failure)});
}

void occupyStandardStreams()
{
#ifdef Q_OS_UNIX
    // Open for reading alone: what is printed to it fails, and is noticed.
    for (int stream = 0; stream <= 2; ++stream) {
        if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            (void)::open("/dev/null", O_RDONLY); // takes the lowest number that is free: this one
    }
#endif
}
