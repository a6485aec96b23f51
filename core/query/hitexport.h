// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitquestions.h"
#include "core/storage/database.h"
#include "core/types/result.h"

#include <QString>

#include <atomic>
#include <functional>

class QIODevice;

enum class ExportFormat : quint8 {
    Csv,
    CsvWithBom, ///< begins with U+FEFF, by which spreadsheets recognise UTF-8
    JsonLines
};

/// Exports all hits of a filter, in sequence order, with memory that does not depend on their
/// number. Runs in the caller's thread over a read-only connection of its own. Returns the rows
/// written; stops soon after `cancelled` becomes true with the error "cancelled".
Result<qint64> exportHits(const Database &database, const HitFilter &filter, ExportFormat format,
                          QIODevice &out, const std::function<void(const ExportProgress &)> &progress,
                          const std::atomic<bool> &cancelled);

/// The same to a file: written under a temporary name beside it and renamed when complete, so
/// that a file of that name is always whole.
Result<qint64> exportHitsToFile(const Database &database, const HitFilter &filter, ExportFormat format,
                                const QString &fileName,
                                const std::function<void(const ExportProgress &)> &progress,
                                const std::atomic<bool> &cancelled);
