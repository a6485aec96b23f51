// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a stored segment: a frame, a column, details. What decodes is joined with a neighbour and
// scanned, so that no number in it can lead out of an array; every visit has one source; and what went into
// the codec comes out of it.
#include "core/analytics/segmentcodec.h"
#include "core/analytics/segmentscan.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QtEndian>

namespace {

constexpr quint32 kCodes = 300; ///< what the value tables of a program may hold

/// As it is, and as something that inflates.
QList<QByteArray> formsOf(QByteArrayView bytes)
{
    return {bytes.toByteArray(), qCompress(bytes.toByteArray(), 1)};
}

const ValueTables &values()
{
    static ValueTables tables;
    for (quint32 i = tables.size(Column::Touch); i < kCodes; ++i) {
        const QString text = QString::number(i);
        (void)tables.codeOf(Column::Page, text);
        (void)tables.codeOfTouch({text, kDirectChannel, text, {}});
    }
    return tables;
}

/// The day before, or the day after, of which nothing else is known.
std::shared_ptr<SegmentFrame> moved(const SegmentFrame &frame, int days)
{
    auto other = std::make_shared<SegmentFrame>(frame);
    other->day += days;
    return other;
}

void scan(const std::shared_ptr<const SegmentFrame> &frame, const std::shared_ptr<const CodeColumn> &column,
          bool includesBots)
{
    StatsQuery query;
    query.includesBots = includesBots;
    query.range = {frame->dayStart(), frame->dayStart() + kMicrosPerDay};
    query.granularity = Granularity::Hour;
    query.wantsWeekHours = true;
    for (const char *dimension : {"page", "entry_page", "kind", "source"}) {
        BreakdownQuery list;
        list.dimension = QString::fromLatin1(dimension);
        list.metrics = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Hits;
        query.breakdowns.append(list);
    }
    const ScanPlan plan(query, query.range, values());
    ScanTask task;
    task.frame = frame;
    task.columns[indexOf(Column::Page)] = column;
    task.columns[indexOf(Column::Touch)] = column;
    auto numbers = std::make_shared<std::vector<quint32>>();
    for (quint32 i = 0; i < frame->sharedIds.size(); ++i)
        numbers->push_back(i);
    task.sharedNumbers = numbers;
    const std::shared_ptr<SegmentFrame> dayBefore = moved(*frame, -1);
    const std::shared_ptr<SegmentFrame> dayAfter = moved(*frame, 1);
    const CrossingSide before {*dayBefore, column.get(), column.get()};
    const CrossingSide side {*frame, column.get(), column.get()};
    const CrossingSide after {*dayAfter, column.get(), column.get()};
    task.before = std::make_shared<const Crossing>(findCrossing(before, side, includesBots, 0));
    const auto met = static_cast<quint32>(task.before->visits.size());
    task.after = std::make_shared<const Crossing>(findCrossing(side, after, includesBots, met));
    // As no two days are: all visits of one visitor and the other's of the same time.
    (void)findCrossing(side, side, includesBots, 0);
    SegmentScan segmentScan(plan);
    segmentScan.scan(task);
    ScanResult result = segmentScan.takeResult();
    require(result.scannedHits == frame->hits(), "every hit is looked at");
    const auto crossing = [&](quint32 number) -> const VisitRecord & {
        return task.before->holds(number) ? task.before->visit(number) : task.after->visit(number);
    };
    qint64 visits = 0;
    for (const StatsCounts &counts : result.lists.back().counts(crossing))
        visits += counts.visits;
    require(visits == result.totals.counts(crossing).front().visits, "every visit has one source");
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    // Four bytes: how many hits the row tells of, how long the frame is; then frame and column.
    if (size < 4)
        return 0;
    const quint32 hits = qFromLittleEndian<quint16>(data);
    const auto cut = std::min<qsizetype>(qFromLittleEndian<quint16>(data + 2),
                                         static_cast<qsizetype>(size) - 4);
    const QByteArrayView rest = viewOf(data, size).sliced(4);
    for (const QByteArray &bytes : formsOf(rest.first(cut))) {
        const auto frame = decodeFrame(bytes, 1, 20'000, hits);
        if (!frame)
            continue;
        const auto again = decodeFrame(encodeFrame(*frame), 1, 20'000, hits);
        require(again && again->time == frame->time && again->starts == frame->starts,
                "a frame comes out as it is");
        std::shared_ptr<const CodeColumn> column = std::make_shared<CodeColumn>();
        for (const QByteArray &form : formsOf(rest.sliced(cut))) {
            if (const auto decoded = decodeColumn(form, *frame); decoded && decoded->largest() < kCodes)
                column = decoded;
            (void)decodeDetails(form, *frame);
        }
        for (const bool includesBots : {false, true})
            scan(frame, column, includesBots);
    }
    return 0;
}
