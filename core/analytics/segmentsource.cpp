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
    m_pages(m_database.prepare("SELECT page_grouping FROM site WHERE id = ?1")),
    m_generation(values.generation())
{
}

Result<SegmentSource::Change> SegmentSource::sync()
{
    Change change = Change::None;
    const Result<qint64> lastSeq = m_database.number("SELECT MAX(seq) FROM hit", -1);
    const Result<SegmentMarks> marks = m_reader.marks();
    if (!lastSeq || !marks)
        return lastSeq ? marks.error() : lastSeq.error();
    m_lastSeq = *lastSeq;
    m_values.takeUp(marks->erasures);
    if (marks->epoch != m_marks.epoch) {
        change = Change::Segments;
        if (!m_reader.loadValues(m_values)) {
            m_values.clear();
            if (!m_reader.loadValues(m_values))
                return m_database.lastError();
        }
        const Result<std::vector<SegmentInfo>> segments = m_reader.list();
        if (!segments)
            return segments.error();
        m_catalog.setStored(*segments);
    }
    if (marks->verdicts != m_marks.verdicts)
        change = Change::Verdicts;
    if (m_generation != m_values.generation())
        change = Change::Everything;
    if (change == Change::Everything)
        m_days.forget();
    m_generation = m_values.generation();
    m_marks = *marks;
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

PageGrouping SegmentSource::pageGrouping(const QString &site)
{
    m_pages.bind(1, QStringView(site));
    const qint64 stored = m_pages.step() == Statement::Step::Row ? m_pages.integer(0) : 0;
    m_pages.reset();
    return pageGroupingOf(stored);
}
