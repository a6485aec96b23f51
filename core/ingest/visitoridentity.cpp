// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visitoridentity.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QtEndian>

namespace {

constexpr Micros kCarryOver = 30 * kMicrosPerMinute;
constexpr int kSaltBytes = 32;

QByteArray drawSalt()
{
    QByteArray salt(kSaltBytes, Qt::Uninitialized);
    auto *words = reinterpret_cast<quint32 *>(salt.data());
    QRandomGenerator::system()->fillRange(words, kSaltBytes / 4);
    return salt;
}

quint64 leading64(const QByteArray &digest)
{
    return qFromBigEndian<quint64>(digest.constData());
}

QByteArray sha256(std::initializer_list<QByteArrayView> parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArrayView part : parts)
        hash.addData(part);
    return hash.result();
}

QByteArray message(QByteArrayView site, QByteArrayView ip, QByteArrayView agent, QByteArrayView extra)
{
    QByteArray text("v1");
    for (const QByteArrayView part : {site, ip, agent, extra}) {
        text.append('\0');
        text.append(part);
    }
    return text;
}

} // namespace

quint64 visitorHash(QByteArrayView salt, QByteArrayView site, QByteArrayView ip, QByteArrayView agent,
                    QByteArrayView extra)
{
    const QByteArray key = salt.toByteArray();
    return leading64(
        QMessageAuthenticationCode::hash(message(site, ip, agent, extra), key, QCryptographicHash::Sha256));
}

QByteArray sparklyticsVisitor(qint64 day, QByteArrayView ip, QByteArrayView agent)
{
    return sha256({QByteArray::number(day), ip, agent}).toHex().first(16);
}

QByteArray tsAnalyticsVisitor(QByteArrayView ip, QByteArrayView agent, QByteArrayView site,
                              QByteArrayView salt, int length)
{
    return sha256({ip, "|", agent, "|", site, "|", salt}).toHex().first(length);
}

quint64 visitHash(QByteArrayView visitor, QByteArrayView site, QByteArrayView entryUrl, qint64 firstSeenMs)
{
    return leading64(sha256({visitor, site, entryUrl, QByteArray::number(firstSeenMs)}));
}

quint64 identityHash(QByteArrayView identity)
{
    return std::max<quint64>(1, leading64(sha256({identity})));
}

VisitorIdentity::VisitorIdentity(const QList<DailySalt> &known, SaltSink sink) : m_sink(std::move(sink))
{
    for (const DailySalt &salt : known) {
        if (salt.day >= m_today.day) {
            m_yesterday = m_today;
            m_today = salt;
        } else if (salt.day > m_yesterday.day) {
            m_yesterday = salt;
        }
    }
}

quint64 VisitorIdentity::today(Micros now, QByteArrayView site, QByteArrayView ip, QByteArrayView agent)
{
    rotate(now);
    const QByteArray text = message(site, ip, agent, {});
    if (const quint64 *known = m_cache.find(text))
        return *known;
    const QByteArray digest = QMessageAuthenticationCode::hash(text, m_today.salt,
                                                               QCryptographicHash::Sha256);
    const quint64 id = std::max<quint64>(1, leading64(digest));
    return m_cache.insert(text, id);
}

quint64 VisitorIdentity::yesterday(Micros now, QByteArrayView site, QByteArrayView ip,
                                   QByteArrayView agent) const
{
    const qint64 day = utcDay(now);
    if (m_yesterday.day != day - 1 || m_yesterday.salt.isEmpty() || now - day * kMicrosPerDay >= kCarryOver)
        return 0;
    return visitorHash(m_yesterday.salt, site, ip, agent, {});
}

void VisitorIdentity::rotate(Micros now)
{
    const qint64 day = utcDay(now);
    if (m_today.day == day && !m_today.salt.isEmpty()) {
        if (!m_yesterday.salt.isEmpty() && now - day * kMicrosPerDay >= kCarryOver)
            m_yesterday.salt.fill('\0').clear();
        return;
    }
    m_yesterday = m_today.day == day - 1 ? m_today : DailySalt {};
    m_today = {day, drawSalt()};
    m_cache.clear();
    if (m_sink)
        m_sink(m_today);
}
