// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/referrertable.h"
#include "core/types/generationcache.h"
#include "core/types/hit.h"
#include "core/types/site.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

/// Where a hit came from (semantics 2.12 and 5.2): the source it counts under and its channel.
///
/// In this order: a page of the site itself is no referrer; then what the link says of itself (utm_
/// fields, click ids of advertisers); then the table; then any other site; then the app whose built-in
/// browser sends none; then Direct. Collector thread; what a host amounts to is remembered.
class ReferrerClassifier final
{
public:
    struct Origin
    {
        QString source; ///< "instagram.com", or utm_source as sent; empty for Direct and Internal
        QString channel; ///< Direct, Internal, Search, Social, Email, Video, AI assistant, Paid,
                         ///< Referral, Other; Unknown when the referrer is no URL
        bool isSpam = false; ///< the host is on the spam list

        friend bool operator==(const Origin &, const Origin &) = default;
    };

    explicit ReferrerClassifier(const ReferrerTable &table = ReferrerTable::bundled()) : m_table(table) { }

    /// Hosts of referrer spam, as parseSpamHosts() gives them.
    void setSpamList(const QSet<QString> &hosts);

    /// `referrer` and `url` as stored, `app` is inAppSource() of the agent.
    Origin classify(const QString &referrer, const Campaign &campaign, const QString &url, const Site &site,
                    const QString &app);

private:
    bool isInternal(const QString &host, const QString &url, const Site &site);
    const QString &domainOf(const QString &host);
    const Origin &originOfHost(const QString &host, QStringView path);
    bool isSpam(QStringView host) const;

    static constexpr qsizetype kRemembered = 4096;

    const ReferrerTable &m_table;
    QSet<QString> m_spam;
    GenerationCache<QString, Origin, kRemembered>
        m_known; ///< by host and the path that the table may look at
    GenerationCache<QString, QString, kRemembered> m_domains; ///< registrable domain by host
};

/// The site of the app whose built-in browser says this, such as "instagram.com", or empty: these send no
/// referrer.
QString inAppSource(QByteArrayView agent);
