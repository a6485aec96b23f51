// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a stored segment: a frame, a column, details. What decodes is scanned, so that no number in it
// can lead out of an array, and comes out of the codec as it went in.
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

void scan(const std::shared_ptr<const SegmentFrame> &frame, const std::shared_ptr<const CodeColumn> &column)
{
    ValueTables values;
    for (quint32 i = 1; i < kCodes; ++i)
        values.codeOf(Column::Page, QString::number(i));
    StatsQuery query;
    query.range = {frame->dayStart(), frame->dayStart() + kMicrosPerDay};
    query.granularity = Granularity::Hour;
    query.wantsWeekHours = true;
    for (const char *dimension : {"page", "entry_page", "kind"}) {
        BreakdownQuery list;
        list.dimension = QString::fromLatin1(dimension);
        list.metrics = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Hits;
        query.breakdowns.append(list);
    }
    const ScanPlan plan(query, query.range, values);
    ScanTask task;
    task.frame = frame;
    task.columns[indexOf(Column::Page)] = column;
    auto numbers = std::make_shared<std::vector<quint32>>();
    for (quint32 i = 0; i < frame->sharedIds.size(); ++i)
        numbers->push_back(i);
    task.sharedNumbers = numbers;
    task.after =
        std::make_shared<const Crossing>(findCrossing(*frame, column.get(), *frame, column.get(), true, 0));
    task.before = task.after;
    SegmentScan segmentScan(plan);
    segmentScan.scan(task);
    require(segmentScan.takeResult().scannedHits == frame->hits(), "every hit is looked at");
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
        scan(frame, column);
    }
    return 0;
}
