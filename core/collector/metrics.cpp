// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/metrics.h"

namespace {

double seconds(Micros time)
{
    return static_cast<double>(time) / static_cast<double>(kMicrosPerSecond);
}

void metric(QByteArray &out, const char *name, const char *type, const char *help)
{
    out.append("# HELP ")
        .append(name)
        .append(' ')
        .append(help)
        .append("\n# TYPE ")
        .append(name)
        .append(' ')
        .append(type)
        .append('\n');
}

void value(QByteArray &out, const char *name, qint64 number)
{
    out.append(name).append(' ').append(QByteArray::number(number)).append('\n');
}

void single(QByteArray &out, const char *name, const char *type, const char *help, qint64 number)
{
    metric(out, name, type, help);
    value(out, name, number);
}

} // namespace

void Metrics::addCommit(Micros duration)
{
    ++m_commits;
    m_total += duration;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
        if (seconds(duration) <= kBounds[i])
            ++m_buckets[i];
    }
}

QByteArray Metrics::text(const Gauges &gauges) const
{
    QByteArray out;
    single(out, "clickscope_hits_received_total", "counter", "Hits taken over since the program started.",
           gauges.received);
    single(out, "clickscope_hits_stored_total", "counter", "Hits stored since the program started.",
           gauges.stored);
    metric(out, "clickscope_hits_rejected_total", "counter",
           "Hits understood but not stored, by reason, since the program started.");
    for (auto reason = gauges.byReason.keyValueBegin(); reason != gauges.byReason.keyValueEnd(); ++reason)
        value(out,
              QByteArray("clickscope_hits_rejected_total{reason=\"")
                  .append(reason->first.toUtf8())
                  .append("\"}")
                  .constData(),
              reason->second);
    single(out, "clickscope_hits_refused_total", "counter",
           "Hits turned away unread or for lack of capacity, since the program started.", gauges.refused);
    single(out, "clickscope_queue_depth", "gauge", "Hits waiting for their commit.", gauges.queueDepth);
    metric(out, "clickscope_commit_seconds", "histogram", "Time from BEGIN to the return of COMMIT.");
    for (std::size_t i = 0; i < kBounds.size(); ++i)
        value(out,
              QByteArray("clickscope_commit_seconds_bucket{le=\"")
                  .append(QByteArray::number(kBounds[i]))
                  .append("\"}")
                  .constData(),
              m_buckets[i]);
    value(out, "clickscope_commit_seconds_bucket{le=\"+Inf\"}", m_commits);
    out.append("clickscope_commit_seconds_sum ").append(QByteArray::number(seconds(m_total))).append('\n');
    value(out, "clickscope_commit_seconds_count", m_commits);
    single(out, "clickscope_open_connections", "gauge", "Client connections.", gauges.connections);
    single(out, "clickscope_live_streams", "gauge", "Server-sent event streams and WebSockets.",
           gauges.streams);
    metric(out, "clickscope_streams_ended_total", "counter",
           "Streams and downloads ended because their readers left too much unread, took nothing or stood in"
           " the way.");
    value(out, "clickscope_streams_ended_total{reason=\"overrun\"}", gauges.streamsOverrun);
    value(out, "clickscope_streams_ended_total{reason=\"stalled\"}", gauges.streamsStalled);
    value(out, "clickscope_streams_ended_total{reason=\"gave_way\"}", gauges.streamsGaveWay);
    single(out, "clickscope_clock_steps_total", "counter",
           "How often the machine's clock was set by more than 2 s, since the program started.",
           gauges.clockSteps);
    metric(out, "clickscope_clock_last_step_seconds", "gauge",
           "By how much it was set the last time: forward > 0, back < 0.");
    out.append("clickscope_clock_last_step_seconds ")
        .append(QByteArray::number(seconds(gauges.lastClockStep), 'f', 3))
        .append('\n');
    const bool isFailing = gauges.store.isFailing();
    single(out, "clickscope_can_store", "gauge", "1 while hits can be stored.", isFailing ? 0 : 1);
    metric(out, "clickscope_concern", "gauge", "1 for each open concern; /healthz describes them.");
    for (const Concern &concern : gauges.store.concerns)
        value(
            out,
            QByteArray("clickscope_concern{code=\"").append(concern.code.toUtf8()).append("\"}").constData(),
            1);
    single(out, "clickscope_database_bytes", "gauge", "Size of the database file and its log.",
           gauges.store.databaseBytes);
    return out;
}
