// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/listeningfile.h"
#include "core/documents/csvreader.h"
#include "core/linkfiles/linkfile.h"
#include "core/links/qrcode.h"
#include "core/sites/linkimport.h"
#include "core/sites/linkstore.h"
#include "core/types/clock.h"
#include "core/types/urltext.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>
#include <optional>
#include <utility>

// Files of links, and their QR codes.

namespace {

constexpr int kPixelsPerModule = 10;

/// A file, or standard input for "-", and not much more than readLinkFile() takes.
Result<QByteArray> contentOf(const QString &name)
{
    const bool isInput = name == QLatin1StringView("-");
    QFile file(name);
    const bool isOpen = isInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    const QByteArray content = isOpen ? file.read(kMaxCsvBytes + 1) : QByteArray();
    if (!isOpen || file.error() != QFileDevice::NoError) {
        return Error {QStringLiteral("file_unreadable"),
                      QStringLiteral("%1 cannot be read: %2")
                          .arg(isInput ? QStringLiteral("standard input") : name, file.errorString())};
    }
    return content;
}

/// Puts the file in place when it is complete.
Result<void> writeFile(const QString &name, const QByteArray &content)
{
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return Error {QStringLiteral("file_unwritable"),
                  QStringLiteral("%1 cannot be written: %2").arg(name, file.errorString())};
}

/// What would be imported, or is. A dry run on a folder without a database makes none.
Result<LinkImport> importFile(const CommandLine &line, const LinkFile &file)
{
    const QString site = line.value(QStringLiteral("site"));
    if (line.has(QStringLiteral("dry-run"))) {
        const Result<Database> database = openForReading(line);
        if (!database && database.error().code == QLatin1StringView("no_data"))
            return planLinkImport(file, site, {}, {});
        return database ? planLinkImport(*database, file, site) : Result<LinkImport>(database.error());
    }
    Result<Database> database = openForWriting(line);
    if (!database)
        return database.error();
    Result<LinkImport> import = importLinks(*database, file, site);
    if (import && import->added > 0)
        tellCollector(line);
    return import;
}

/// The address that the collector has, or says that it has, without a slash at its end.
Result<QString> baseUrl(const CommandLine &line)
{
    QString url = line.has(QStringLiteral("url")) ? line.value(QStringLiteral("url"))
                                                  : readListeningFile(dataFolder(line));
    if (url.isEmpty())
        url = QStringLiteral("http://127.0.0.1:8787"); // where it listens unless told otherwise
    if (!isAbsoluteHttpUrl(url)) {
        return Error {QStringLiteral("usage"),
                      QStringLiteral("--url is where links are called, such as https://go.shop.example")};
    }
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

} // namespace

int runLinkImport(const CommandLine &line)
{
    const std::optional<LinkFileFormat> format =
        linkFileFormatOf(line.value(QStringLiteral("format"), QString(toString(LinkFileFormat::Auto))));
    if (!format)
        return fail({QStringLiteral("usage"),
                     QStringLiteral("--format is auto, clickscope, bitly, yourls, shlink or sink")});
    const QString &name = line.positional().constFirst();
    const Result<QByteArray> content = contentOf(name);
    if (!content)
        return fail(content.error());
    const Result<LinkFile> file = readLinkFile(*content, *format, SystemClock::instance().now());
    if (!file)
        return fail({file.error().code, QStringLiteral("%1: %2").arg(name, file.error().message)});
    const Result<LinkImport> import = importFile(line, *file);
    if (!import)
        return fail(import.error());
    for (const LinkImportRow &row : import->rows) {
        if (!row.sentence.isEmpty())
            warn(QStringLiteral("%1 %2: %3")
                     .arg(file->countsLinks ? QStringLiteral("link") : QStringLiteral("line"),
                          QString::number(row.number), row.sentence));
    }
    print(QStringLiteral("%1%2 added, %3 exist, %4 cannot be used")
              .arg(line.has(QStringLiteral("dry-run")) ? QStringLiteral("dry run: ") : QString(),
                   QString::number(import->added), QString::number(import->exist),
                   QString::number(import->unusable)));
    return static_cast<int>(import->unusable == 0 ? ExitCode::Done : ExitCode::Failed);
}

int runLinkExport(const CommandLine &line)
{
    const Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const Result<QList<Link>> links = readLinks(*database);
    if (!links)
        return fail(links.error());
    const QByteArray csv = linksToCsv(*links);
    const QString name = line.value(QStringLiteral("output"), QStringLiteral("-"));
    if (name == QLatin1StringView("-")) {
        standardOutput().write(csv);
        return 0;
    }
    if (const Result<void> written = writeFile(name, csv); !written)
        return fail(written.error());
    print(QStringLiteral("exported %1 links to %2").arg(QString::number(links->size()), name));
    return 0;
}

int runLinkQr(const CommandLine &line)
{
    const QString name = line.value(QStringLiteral("output"));
    const QString ending = QFileInfo(name).suffix().toLower();
    if (ending != QLatin1StringView("svg") && ending != QLatin1StringView("png"))
        return fail(
            {QStringLiteral("usage"), QStringLiteral("--output is a file that ends in .svg or .png")});
    const Result<QString> base = baseUrl(line);
    if (!base)
        return fail(base.error());
    const Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const Result<Link> link = findLink(*database, line.positional().constFirst());
    if (!link)
        return fail(link.error());
    const QString url = *base + u'/' + link->code;
    const std::optional<QrCode> code = qrCodeOf(url);
    if (!code)
        return fail({QStringLiteral("usage"), QStringLiteral("the address is too long for a QR code")});
    const QByteArray picture = ending == QLatin1StringView("svg") ? toSvg(*code, url)
                                                                  : toPng(*code, kPixelsPerModule);
    if (const Result<void> written = writeFile(name, picture); !written)
        return fail(written.error());
    print(QStringLiteral("wrote the code of %1 to %2").arg(url, name));
    return 0;
}
