// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentstore.h"

#include "core/analytics/segmentcodec.h"
#include "core/storage/transaction.h"

#include <QtEndian>

#include <algorithm>

namespace {

constexpr int kPartShift = 6;
/// The last number given. A segment that is being written takes the next one: its parts come before its row.
constexpr const char *kLastNumber = "SELECT seq FROM sqlite_sequence WHERE name = 'segment'";

/// What a part begins with: whose it is, so that no other one is taken for it. That the bytes are whole is
/// what deflated data says itself.
quint64 sealOf(const SegmentInfo &segment, int part)
{
    // FNV-1a, 64 bits
    quint64 seal = 0xcbf29ce484222325ULL;
    for (const qint64 number :
         {segment.num, segment.site, segment.day, segment.through, qint64(segment.hits), qint64(part)}) {
        for (int shift = 0; shift < 64; shift += 8) {
            seal ^= static_cast<quint64>(number) >> shift & 0xff;
            seal *= 0x100000001b3ULL;
        }
    }
    return seal;
}

Error otherWriter()
{
    return {QStringLiteral("values_changed"),
            QStringLiteral("another program keeps segments of this database, too; try again")};
}

} // namespace

SegmentReader::SegmentReader(const Database &database) :
    m_database(database), m_part(database.prepare("SELECT data FROM segment_part WHERE id = ?1"))
{
}

Result<SegmentMarks> SegmentReader::marks() const
{
    Statement row = m_database.prepare("SELECT epoch, verdicts, erased_values FROM segment_epoch, store");
    if (row.step() != Statement::Step::Row)
        return m_database.lastError();
    return SegmentMarks {row.integer(0), row.integer(1), row.integer(2)};
}

Result<std::vector<SegmentInfo>> SegmentReader::list() const
{
    std::vector<SegmentInfo> segments;
    Statement rows = m_database.prepare(
        "SELECT num, site, day, through, hits, first_event, last_event FROM segment"
        " WHERE format = ?1 AND NOT stale AND hits BETWEEN 1 AND ?2");
    rows.bind(1, qint64(kSegmentFormat));
    rows.bind(2, qint64(kMaxSegmentHits));
    Statement::Step step = rows.step();
    for (; step == Statement::Step::Row; step = rows.step())
        segments.push_back({rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3),
                            static_cast<quint32>(rows.integer(4)), rows.integer(5), rows.integer(6)});
    if (step == Statement::Step::Failed)
        return m_database.lastError();
    return segments;
}

QByteArray SegmentReader::part(const SegmentInfo &segment, int part)
{
    m_part.bind(1, (segment.num << kPartShift) + part);
    QByteArray bytes = m_part.step() == Statement::Step::Row ? m_part.blob(0) : QByteArray();
    m_part.reset();
    constexpr qsizetype kSealSize = sizeof(quint64);
    if (bytes.size() < kSealSize || qFromLittleEndian<quint64>(bytes.constData()) != sealOf(segment, part))
        return {};
    bytes.remove(0, kSealSize);
    return bytes;
}

bool SegmentReader::loadValues(ValueTables &values) const
{
    Statement rows = m_database.prepare(
        "SELECT code, text FROM segment_value WHERE dimension = ?1 AND code >= ?2 ORDER BY code");
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        const quint32 first = values.size(column);
        rows.bind(1, static_cast<qint64>(i));
        rows.bind(2, qint64(first));
        QList<QString> texts;
        bool isContinuous = true;
        Statement::Step step = rows.step();
        for (; step == Statement::Step::Row; step = rows.step()) {
            isContinuous = isContinuous && rows.integer(0) == qint64(first) + texts.size();
            texts.append(rows.text(1));
        }
        rows.reset();
        if (step == Statement::Step::Failed || !isContinuous || !values.extend(column, first, texts))
            return false;
    }
    return true;
}

SegmentWriter::SegmentWriter(Database &database) : m_database(database) { }

Result<void> SegmentWriter::save(const Segment &segment, qint64 through, const ValueTables &values,
                                 quint64 generation)
{
    const SegmentFrame &frame = *segment.frame;
    const Result<qint64> last = m_database.number(kLastNumber);
    if (!last)
        return last.error();
    const qint64 num = *last + 1;
    if (Result<void> swept = forgetParts(num); !swept)
        return swept;
    const SegmentInfo info {num, frame.site, frame.day, through, frame.hits(), 0, 0};
    if (Result<void> put = putPart(info, static_cast<int>(SegmentPart::Frame), encodeFrame(frame)); !put)
        return put;
    if (Result<void> put = putPart(info, static_cast<int>(SegmentPart::Details),
                                   encodeDetails(*segment.details));
        !put)
        return put;
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        if (Result<void> put = putPart(info, partOf(static_cast<Column>(i)),
                                       encodeColumn(*segment.columns[i]));
            !put)
            return put;
    }
    Result<void> published = publish(num, segment, through, values, generation);
    if (!published)
        (void)forgetParts(num); // what they were made of may have been erased
    return published;
}

Result<void> SegmentWriter::putPart(const SegmentInfo &segment, int part, const QByteArray &bytes)
{
    const quint64 seal = qToLittleEndian(sealOf(segment, part));
    const QByteArray sealed = QByteArray(reinterpret_cast<const char *>(&seal), sizeof seal) + bytes;
    Statement insert = m_database.prepare("INSERT OR REPLACE INTO segment_part (id, data) VALUES (?1, ?2)");
    insert.bind(1, (segment.num << kPartShift) + part);
    insert.bindBlob(2, sealed);
    if (!insert.run())
        return m_database.lastError();
    return {};
}

Result<void> SegmentWriter::publish(qint64 num, const Segment &segment, qint64 through,
                                    const ValueTables &values, quint64 generation)
{
    const SegmentFrame &frame = *segment.frame;
    const auto [first, last] = std::ranges::minmax(frame.time);
    Transaction transaction(m_database);
    if (!transaction.isOpen())
        return m_database.lastError();
    bool isOutOfStep = false;
    if (!saveValues(values, &isOutOfStep)) {
        if (isOutOfStep)
            return otherWriter();
        return m_database.lastError();
    }
    const Result<qint64> given = m_database.number(kLastNumber);
    const Result<qint64> erasures = m_database.number("SELECT erased_values FROM store");
    if (!given || !erasures)
        return (given ? erasures : given).error();
    // Somebody may have erased hits that it was built of, and the values with them.
    if (*given != num - 1 || values.generation() != generation || *erasures != values.erasures())
        return otherWriter();
    Statement old = m_database.prepare("SELECT num FROM segment WHERE site = ?1 AND day = ?2");
    old.bind(1, frame.site);
    old.bind(2, frame.day);
    if (old.step() == Statement::Step::Row) {
        const qint64 replaced = old.integer(0);
        old.reset();
        if (Result<void> forgotten = forgetParts(replaced); !forgotten)
            return forgotten;
    }
    Statement insert = m_database.prepare(
        "INSERT OR REPLACE INTO segment (num, site, day, format, through, hits, first_event, last_event)"
        " VALUES (?3, ?1, ?2, ?4, ?5, ?6, ?7, ?8)");
    insert.bind(1, frame.site);
    insert.bind(2, frame.day);
    insert.bind(3, num);
    insert.bind(4, qint64(kSegmentFormat));
    insert.bind(5, through);
    insert.bind(6, qint64(frame.hits()));
    insert.bind(7, frame.dayStart() + first * kMicrosPerMilli);
    insert.bind(8, frame.dayStart() + last * kMicrosPerMilli);
    if (!insert.run())
        return m_database.lastError();
    if (Result<void> counted = m_database.execute("UPDATE segment_epoch SET epoch = epoch + 1"); !counted)
        return counted;
    return transaction.commit();
}

bool SegmentWriter::saveValues(const ValueTables &values, bool *isOutOfStep)
{
    Statement stored = m_database.prepare("SELECT COUNT(*) FROM segment_value WHERE dimension = ?1");
    Statement last = m_database.prepare("SELECT text FROM segment_value WHERE dimension = ?1 AND code = ?2");
    Statement insert =
        m_database.prepare("INSERT INTO segment_value (dimension, code, text) VALUES (?1, ?2, ?3)");
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        stored.bind(1, static_cast<qint64>(i));
        const qint64 count = stored.step() == Statement::Step::Row ? stored.integer(0) : -1;
        stored.reset();
        if (count < 0)
            return false;
        // Code 0 has no row, so `count` is the last code stored. It must be ours.
        if (count > 0) {
            last.bind(1, static_cast<qint64>(i));
            last.bind(2, count);
            const bool isKnown = last.step() == Statement::Step::Row && count < qint64(values.size(column))
                && last.text(0) == values.text(column, static_cast<quint32>(count));
            last.reset();
            if (!isKnown) {
                *isOutOfStep = true;
                return false;
            }
        }
        qint64 code = count;
        const QList<QString> texts = values.texts(column, static_cast<quint32>(count + 1));
        for (const QString &text : texts) {
            insert.bind(1, static_cast<qint64>(i));
            insert.bind(2, ++code);
            insert.bind(3, QStringView(text));
            if (!insert.run())
                return false;
        }
    }
    return true;
}

Result<void> SegmentWriter::forgetParts(qint64 num)
{
    Statement forget = m_database.prepare("DELETE FROM segment_part WHERE id BETWEEN ?1 AND ?2");
    forget.bind(1, num << kPartShift);
    forget.bind(2, ((num + 1) << kPartShift) - 1);
    if (!forget.run())
        return m_database.lastError();
    return {};
}
