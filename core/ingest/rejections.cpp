// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/rejections.h"

#include <QByteArrayView>

namespace {
constexpr qsizetype kExcerpt = 512;
}

void RejectionLog::add(Rejection rejection)
{
    if (rejection.outcome == Rejection::Outcome::Rejected)
        m_byReason[rejection.reason] += rejection.count;
    (rejection.outcome == Rejection::Outcome::Rejected ? m_rejected : m_refused) += rejection.count;

    if (m_rows.size() >= kMaxRows) {
        rejection.site.clear();
        rejection.excerpt.clear();
    }
    const Key key(rejection.reason, rejection.site, rejection.protocol, rejection.excerpt);
    if (const auto row = m_index.find(key); row != m_index.end()) {
        m_rows[row->second].count += rejection.count;
        return;
    }
    m_index.emplace(key, m_rows.size());
    m_rows.append(std::move(rejection));
}

QList<Rejection> RejectionLog::take()
{
    m_index.clear();
    return std::exchange(m_rows, {});
}

QString excerptOf(QByteArrayView bytes)
{
    QString text = QString::fromUtf8(bytes.first(std::min<qsizetype>(bytes.size(), kExcerpt)));
    for (QChar &c : text) {
        if (!c.isPrint())
            c = QChar(u'\u00b7');
    }
    return text.first(std::min<qsizetype>(text.size(), kExcerpt));
}
