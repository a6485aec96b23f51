// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traffic/requestring.h"

#include "app/traffic/trafficmodel.h"

namespace {

constexpr quint64 kSeed = 11;

QByteArray head(const QByteArray &start, const QByteArray &host, const SimulatedHit &from,
                Addresses addresses)
{
    QByteArray text(start);
    text.append(" HTTP/1.1\r\nHost: ").append(host);
    text.append("\r\nUser-Agent: ").append(from.hit.agent.toUtf8());
    text.append("\r\nAccept: */*\r\nAccept-Language: ").append(from.acceptLanguage());
    if (addresses == Addresses::Forwarded)
        text.append("\r\nX-Forwarded-For: ").append(from.addressText());
    return text.append("\r\n");
}

} // namespace

QList<QByteArray> hitRequests(const QByteArray &host, const QString &site, int batch, int count,
                              const QString &origin, Addresses addresses)
{
    const qint64 hits = qint64(batch) * count;
    TrafficOptions options;
    if (!origin.isEmpty())
        options.origin = origin;
    options.site = site;
    options.visitors = std::max<qint64>(100, hits / 4);
    options.flat = true;
    TrafficModel model(kSeed, options);
    model.begin(0, kMicrosPerDay, hits);
    QList<QByteArray> requests;
    requests.reserve(count);
    SimulatedHit hit;
    for (int i = 0; i < count; ++i) {
        QByteArray body;
        QByteArray start;
        for (int n = 0; n < batch && model.next(&hit); ++n) {
            if (n == 0)
                start = head("POST /api/v1/hits", host, hit, addresses);
            body.append(n == 0 ? "" : ",").append(hit.toJson());
            if (batch > 1) // comes from a server that speaks for many visitors, so it names them
                body.insert(body.size() - 1, ",\"identity\":\"" + hit.hit.visitorText().toLatin1() + '"');
        }
        if (batch > 1)
            body.prepend('[').append(']');
        start.append("Content-Type: application/json\r\nContent-Length: ")
            .append(QByteArray::number(body.size()));
        requests.append(start.append("\r\n\r\n").append(body));
    }
    return requests;
}
