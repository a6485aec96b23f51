// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/hitexport.h"

#include "core/documents/hitcsv.h"
#include "core/storage/hitreader.h"

#include <QSaveFile>

namespace {

constexpr int kRowsPerPage = 4096;

Error writeError(const QIODevice &device)
{
    return {QStringLiteral("export_failed"), QStringLiteral("writing failed: %1").arg(device.errorString())};
}

} // namespace

Result<qint64> exportHits(const Database &database, const HitFilter &filter, ExportFormat format,
                          QIODevice &out, const std::function<void(const ExportProgress &)> &progress,
                          const std::atomic<bool> &cancelled)
{
    HitReader reader(database);
    ExportProgress state;
    state.total = reader.lastSeq();
    const qint64 last = state.total; // what is committed later is not part of this export
    qint64 after = 0;
    QByteArray chunk;
    if (format == ExportFormat::Csv)
        appendCsvHeader(chunk);
    while (true) {
        const ReadSource::Page page = reader.after(filter, after, kRowsPerPage);
        if (page.failed)
            return Error {QStringLiteral("export_failed"), database.lastError().message};
        for (const Hit &hit : page.hits) {
            if (hit.seq > last)
                break;
            format == ExportFormat::Csv ? appendCsvRow(chunk, hit) : appendJsonLine(chunk, hit);
            ++state.rows;
        }
        if (out.write(chunk) != chunk.size())
            return writeError(out);
        chunk.clear();
        state.scanned = page.scannedTo;
        if (progress)
            progress(state);
        if (cancelled)
            return Error {QStringLiteral("cancelled"), QStringLiteral("the export was cancelled")};
        if (page.atEnd || page.scannedTo >= last)
            return state.rows;
        after = page.scannedTo;
    }
}

Result<qint64> exportHitsToFile(const Database &database, const HitFilter &filter, ExportFormat format,
                                const QString &fileName,
                                const std::function<void(const ExportProgress &)> &progress,
                                const std::atomic<bool> &cancelled)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly)) {
        return Error {QStringLiteral("export_failed"),
                      QStringLiteral("cannot write %1: %2").arg(fileName, file.errorString())};
    }
    Result<qint64> rows = exportHits(database, filter, format, file, progress, cancelled);
    if (!rows)
        return rows; // the destructor of QSaveFile leaves nothing behind
    if (!file.commit())
        return writeError(file);
    return rows;
}
