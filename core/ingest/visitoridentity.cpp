// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visitoridentity.h"

#include "core/types/visitrule.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QtEndian>

namespace {

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
    QByteArray text;
    text.reserve(2 + 4 + site.size() + ip.size() + agent.size() + extra.size());
    text.append("v1");
    for (const QByteArrayView part : {site, ip, agent, extra}) {
        text.append('\0');
        text.append(part);
    }
    return text;
}

/// Overwrites the memory before it is freed.
void erase(DailySalt &salt)
{
    salt.salt.fill('\0');
    salt = {};
}

} // namespace

Micros nextEndOfSalt(Micros now)
{
    const Micros end = utcDay(now) * kMicrosPerDay + kCarryOver;
    return now < end ? end : end + kMicrosPerDay;
}

quint64 visitorHash(QByteArrayView salt, QByteArrayView site, QByteArrayView ip, QByteArrayView agent,
                    QByteArrayView extra)
{
    const QByteArray key = salt.toByteArray();
    return leading64(
        QMessageAuthenticationCode::hash(message(site, ip, agent, extra), key, QCryptographicHash::Sha256));
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

void VisitorIdentity::takeClockStep(const ClockStep &step, Micros elapsed)
{
    const Micros before = step.at - step.by; // what it would show now
    const bool leavesItsDay = step.by > 0 && m_today.day == utcDay(before) && m_today.day != utcDay(step.at);
    if (!leavesItsDay || m_today.salt.isEmpty() || !m_putBy.salt.isEmpty())
        return;
    m_putBy = {m_today.day, QByteArray(m_today.salt.constData(), m_today.salt.size())};
    m_putByUntil = elapsed + (m_today.day + 1) * kMicrosPerDay + kCarryOver - before;
}

void VisitorIdentity::forgetOld(Micros now, Micros elapsed)
{
    const qint64 day = utcDay(now);
    const bool isCarryOver = now - day * kMicrosPerDay < kCarryOver;
    const auto isOver = [&](const DailySalt &salt) {
        return salt.day > day || salt.day < (isCarryOver ? day - 1 : day);
    };
    for (DailySalt *salt : {&m_today, &m_yesterday}) {
        if (!salt->salt.isEmpty() && isOver(*salt)) {
            erase(*salt);
            m_cache.clear();
        }
    }
    if (!m_putBy.salt.isEmpty() && elapsed >= m_putByUntil)
        erase(m_putBy);
}

void VisitorIdentity::rotate(Micros now)
{
    const qint64 day = utcDay(now);
    if (m_today.day == day && !m_today.salt.isEmpty()) {
        if (!m_yesterday.salt.isEmpty() && now - day * kMicrosPerDay >= kCarryOver)
            erase(m_yesterday);
        return;
    }
    DailySalt before = std::exchange(m_today, {});
    if (!m_yesterday.salt.isEmpty() && m_yesterday.day == day)
        m_today = std::exchange(m_yesterday, {}); // set back over midnight
    else if (!m_putBy.salt.isEmpty() && m_putBy.day == day)
        m_today = std::exchange(m_putBy, {});
    else
        m_today = {day, drawSalt()};
    erase(m_yesterday);
    if (before.day == day - 1)
        m_yesterday = std::move(before);
    else
        erase(before);
    m_cache.clear();
    if (m_sink)
        m_sink(m_today);
}
