// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hitcodes.h"

#include "core/storage/hitrow.h"

namespace {

constexpr int kFirstText = 9;
constexpr int kProps = kFirstText + static_cast<int>(kHitTextCount);

} // namespace

HitCodeReader::HitCodeReader(const Database &database) :
    m_rows(database.prepare(
        "SELECT seq, received, lag, kind, source, visitor, visit, value, bot, page, title, referrer,"
        " channel, campaign, place, client, screen, language, event, link, origin, props"
        " FROM hit WHERE seq BETWEEN ?2 AND ?3 AND site = ?1 ORDER BY seq"))
{
}

void HitCodeReader::start(qint64 siteNumber, qint64 firstSeq, qint64 lastSeq)
{
    m_failed = !m_rows.isValid();
    m_rows.reset();
    m_rows.bind(1, siteNumber);
    m_rows.bind(2, firstSeq);
    m_rows.bind(3, lastSeq);
}

bool HitCodeReader::next(HitCodes *hit)
{
    const Statement::Step step = m_rows.step();
    if (step != Statement::Step::Row) {
        m_failed = m_failed || step == Statement::Step::Failed;
        m_rows.reset();
        return false;
    }
    hit->seq = m_rows.integer(0);
    hit->receivedAt = m_rows.integer(1);
    hit->eventAt = hit->receivedAt - m_rows.integer(2);
    hit->kind = static_cast<HitKind>(m_rows.integer(3));
    const StoredSource source = sourceOf(m_rows.integer(4));
    hit->protocol = source.protocol;
    hit->network = source.network;
    hit->rung = source.rung;
    hit->visitor = static_cast<quint64>(m_rows.integer(5));
    hit->visit = static_cast<quint64>(m_rows.integer(6));
    hit->hasValue = !m_rows.isNull(7);
    hit->value = hit->hasValue ? m_rows.real(7) : 0;
    hit->isBot = !m_rows.isNull(8);
    for (int i = 0; i < static_cast<int>(kHitTextCount); ++i)
        hit->texts[static_cast<std::size_t>(i)] = m_rows.integer(kFirstText + i);
    return true;
}

QString HitCodeReader::props() const
{
    return m_rows.text(kProps);
}
