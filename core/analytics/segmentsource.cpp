// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentsource.h"

Result<std::unique_ptr<SegmentSource>> SegmentSource::open(const QString &fileName, Database::Mode mode,
                                                           ValueTables &values)
{
    Result<Database> database = Database::open(fileName, mode);
    if (!database)
        return database.error();
    return std::unique_ptr<SegmentSource>(new SegmentSource(std::move(*database), values));
}

SegmentSource::SegmentSource(Database database, ValueTables &values) :
    m_database(std::move(database)),
    m_values(values),
    m_reader(m_database),
    m_days(m_database, values),
    m_site(m_database.prepare("SELECT num FROM site WHERE id = ?1")),
    m_generation(values.generation())
{
}

Result<SegmentSource::Change> SegmentSource::sync()
{
    Change change = Change::None;
    m_lastSeq = m_database.scalar("SELECT MAX(seq) FROM hit", -1);
    const qint64 epoch = m_reader.epoch();
    const qint64 verdicts = m_reader.verdicts();
    if (epoch != m_epoch) {
        change = Change::Segments;
        if (!m_reader.loadValues(m_values)) {
            m_values.clear();
            if (!m_reader.loadValues(m_values))
                return m_database.lastError();
        }
        m_catalog.setStored(m_reader.list());
    }
    if (verdicts != m_verdicts)
        change = Change::Verdicts;
    if (m_generation != m_values.generation())
        change = Change::Everything;
    if (change == Change::Everything)
        m_days.forget();
    m_generation = m_values.generation();
    m_epoch = epoch;
    m_verdicts = verdicts;
    if (Result<void> synced = m_catalog.sync(m_database, m_lastSeq); !synced)
        return synced.error();
    return change;
}

qint64 SegmentSource::siteNumber(const QString &site)
{
    if (site.isEmpty())
        return 0; // hits without a site: clicks of links that belong to none
    m_site.bind(1, QStringView(site));
    const qint64 number = m_site.step() == Statement::Step::Row ? m_site.integer(0) : -1;
    m_site.reset();
    return number;
}
