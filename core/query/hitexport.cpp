// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/hitexport.h"

#include "core/documents/hitcsv.h"
#include "core/storage/hitreader.h"
#include "core/types/savedfile.h"

#include <QFile>
#include <QFileInfo>

namespace {

constexpr int kRowsPerPage = 4096;

Error writeError(const QIODevice &device)
{
    return {QStringLiteral("export_failed"), QStringLiteral("writing failed: %1").arg(device.errorString())};
}

/// A database must not be replaced by a table, and neither must our own files.
Result<void> mayReplace(const Database &database, const QString &fileName)
{
    const QFileInfo target(fileName);
    if (!target.isFile())
        return {};
    QFile file(fileName);
    const bool isDatabase = file.open(QIODevice::ReadOnly)
        && file.read(16) == QByteArray("SQLite format 3", 16);
    const bool isOurs = target.canonicalPath() == QFileInfo(database.fileName()).canonicalPath()
        && (target.fileName().startsWith(QLatin1StringView("clickscope."))
            || target.fileName() == QLatin1StringView("settings.ini"));
    if (!isDatabase && !isOurs)
        return {};
    return Error {
        QStringLiteral("export_failed"),
        QStringLiteral("%1 is %2; choose another name")
            .arg(fileName,
                 isDatabase ? QStringLiteral("a database") : QStringLiteral("a file that Clickscope needs"))};
}

} // namespace

Result<qint64> exportHits(const Database &database, const HitFilter &filter, ExportFormat format,
                          QIODevice &out, const std::function<void(const ExportProgress &)> &progress,
                          const std::atomic<bool> &cancelled)
{
    HitReader reader(database);
    const Result<qint64> stored = reader.lastSeq();
    if (!stored)
        return Error {QStringLiteral("export_failed"), stored.error().message};
    ExportProgress state;
    state.total = *stored;
    const qint64 last = *stored; // what is committed later is not part of this export
    qint64 after = 0;
    QByteArray chunk;
    if (format == ExportFormat::CsvWithBom)
        chunk.append("\xef\xbb\xbf");
    if (format != ExportFormat::JsonLines)
        appendCsvHeader(chunk);
    while (true) {
        const Result<HitReader::Page> page = reader.after(filter, after, kRowsPerPage);
        if (!page)
            return Error {QStringLiteral("export_failed"), page.error().message};
        for (const Hit &hit : page->hits) {
            if (hit.seq > last)
                break;
            format == ExportFormat::JsonLines ? appendJsonLine(chunk, hit) : appendCsvRow(chunk, hit);
            ++state.rows;
        }
        if (out.write(chunk) != chunk.size())
            return writeError(out);
        chunk.clear();
        state.scanned = page->scannedTo;
        if (progress)
            progress(state);
        if (cancelled)
            return Error {QStringLiteral("cancelled"), QStringLiteral("the export was cancelled")};
        if (page->atEnd || page->scannedTo >= last)
            return state.rows;
        after = page->scannedTo;
    }
}

Result<qint64> exportHitsToFile(const Database &database, const HitFilter &filter, ExportFormat format,
                                const QString &fileName,
                                const std::function<void(const ExportProgress &)> &progress,
                                const std::atomic<bool> &cancelled)
{
    if (Result<void> free = mayReplace(database, fileName); !free)
        return free.error();
    const QFileInfo target(fileName);
    if (target.exists() && !target.isFile()) { // a device or a pipe is written to, never replaced
        QFile file(fileName);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
            return Error {QStringLiteral("export_failed"),
                          QStringLiteral("cannot write %1: %2").arg(fileName, file.errorString())};
        }
        return exportHits(database, filter, format, file, progress, cancelled);
    }
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly)) {
        return Error {QStringLiteral("export_failed"),
                      QStringLiteral("cannot write %1: %2").arg(fileName, file.errorString())};
    }
    Result<qint64> rows = exportHits(database, filter, format, file, progress, cancelled);
    if (!rows)
        return rows; // the destructor of QSaveFile leaves nothing behind
    if (!commitFile(file))
        return writeError(file);
    return rows;
}
