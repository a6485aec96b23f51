// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/groupcommit.h"
#include "core/types/pagepath.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>

#include <memory>

/// A database file of one's own with hits in it, written as the collector writes them, and its clock.
class HitStore final
{
public:
    HitStore(); // aborts the test program when it cannot be made
    ~HitStore();
    Q_DISABLE_COPY_MOVE(HitStore)

    QString fileName() const { return m_folder.filePath(QStringLiteral("clickscope.db")); }
    ManualClock &clock() { return m_clock; }

    /// In one transaction; the clock goes to where the last one was received. REQUIRES: numbered on from what
    /// is stored.
    void commit(const QList<Hit> &hits);
    /// Turns people into bots and back, in the store and in `hits`, where `flips` says so by index.
    void flipBots(QList<Hit> *hits, const QList<qsizetype> &flips);
    /// Of all sites.
    void setPageGrouping(const PageGrouping &pages);
    /// Empties the tables that can be built again.
    void wipeDerived();

private:
    QTemporaryDir m_folder;
    ManualClock m_clock {0};
    std::unique_ptr<Database> m_database;
    std::unique_ptr<GroupCommit> m_writer;
};
