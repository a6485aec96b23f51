// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/hitreader.h"
#include "core/types/result.h"

#include <QObject>

#include <memory>
#include <optional>

/// A read-only connection and its reader, made in the thread of this object when first needed.
class QueryWorker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueryWorker)

public:
    explicit QueryWorker(const QString &fileName) : m_fileName(fileName) { }

    /// Null when the database cannot be opened; error() says why.
    HitReader *reader();
    /// The next reader() opens the file again.
    void forget();
    const Database &database() const { return *m_database; }
    const Error &error() const { return m_error; }

private:
    QString m_fileName;
    std::optional<Database> m_database;
    std::unique_ptr<HitReader> m_reader;
    Error m_error;
};

/// The highest number of distinct human visitors within 5 minutes, over hits received in (from, to],
/// and when it was reached; what came before the clock was set back is not mixed with what came after. `site`
/// empty = all. Looks at the newest kPeakRows hits at most.
struct Peak
{
    static constexpr qint64 kPeakRows = 2'000'000;

    qint64 visitors = 0;
    Micros at = 0;
};
Peak findPeak(const Database &database, const QString &site, Micros from, Micros to, int minutes,
              bool countsBots);
