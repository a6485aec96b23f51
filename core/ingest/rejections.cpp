// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/rejections.h"

#include "core/ingest/privacy/redaction.h"
#include "core/types/site.h"

#include <QByteArrayView>

#include <limits>

namespace {
constexpr qsizetype kExcerpt = 512;
constexpr qint64 kAnyMinute = -1;

/// What is said of a site that does not exist quotes the key that was sent.
void redactSite(Rejection &rejection)
{
    if (rejection.site.isEmpty())
        return;
    const QByteArray sent = "{\"site\":\"" + rejection.site.toUtf8() + "\"}";
    if (isValidSiteId(rejection.site) && redacted(sent) == sent)
        return;
    rejection.detail.replace(rejection.site, QStringLiteral("…"));
    rejection.detail = excerptOf(rejection.detail.toUtf8());
    rejection.site = isValidSiteId(rejection.site) ? QStringLiteral("…") : excerptOf(rejection.site.toUtf8());
}

} // namespace

void RejectionLog::add(Rejection rejection)
{
    redactSite(rejection);
    if (rejection.outcome == Rejection::Outcome::Rejected)
        m_byReason[rejection.reason] += rejection.count;
    (rejection.outcome == Rejection::Outcome::Rejected ? m_rejected : m_refused) += rejection.count;

    Key key(rejection.reason, rejection.protocol, rejection.outcome, rejection.time / kMicrosPerMinute,
            rejection.site, rejection.excerpt, rejection.detail);
    if (joins(key, rejection.count))
        return;
    if (m_rows.size() >= kExactRows) {
        rejection.detail = QStringLiteral("Too many came at once to keep what each one sent.");
        rejection.source.clear();
        rejection.excerpt.clear();
        if (m_rows.size() >= kSiteRows)
            rejection.site.clear();
        const qint64 minute = m_rows.size() < kMinuteRows ? std::get<qint64>(key) : kAnyMinute;
        key = Key(rejection.reason, rejection.protocol, rejection.outcome, minute, rejection.site, QString(),
                  rejection.detail);
        if (joins(key, rejection.count))
            return;
    }
    m_index.insert_or_assign(key, m_rows.size());
    m_rows.append(std::move(rejection));
}

bool RejectionLog::joins(const Key &key, int count)
{
    const auto row = m_index.find(key);
    if (row == m_index.end() || m_rows[row->second].count > std::numeric_limits<int>::max() - count)
        return false;
    m_rows[row->second].count += count;
    return true;
}

QList<Rejection> RejectionLog::take()
{
    m_index.clear();
    return std::exchange(m_rows, {});
}

QString excerptOf(QByteArrayView bytes)
{
    const QString text = QString::fromUtf8(redacted(bytes));
    QString shown;
    shown.reserve(std::min(text.size(), kExcerpt));
    for (const char32_t c : text.toUcs4()) {
        const bool isPrinted = QChar::isPrint(c);
        if (shown.size() + (isPrinted && QChar::requiresSurrogates(c) ? 2 : 1) > kExcerpt)
            break;
        if (isPrinted)
            shown += QChar::fromUcs4(c);
        else
            shown += QChar(u'\u00b7');
    }
    return shown;
}
