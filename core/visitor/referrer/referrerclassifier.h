// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/generationcache.h"
#include "core/types/hit.h"
#include "core/types/site.h"
#include "core/visitor/referrer/knownreferrers.h"

#include <QByteArrayView>
#include <QSet>
#include <QString>

/// Where a hit came from (referrers.md): its source and its channel.
///
/// In this order: a page of the site itself is not a referrer, nor is a page for signing in or paying; then
/// the fields of the link (utm_ fields, click ids of advertisers); then the table; then any other site, or
/// the package of an app; then the app whose built-in browser sends none; then Direct. Collector thread;
/// results for hosts are cached.
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

    explicit ReferrerClassifier(const KnownReferrers &table = KnownReferrers::bundled()) : m_table(table) { }

    /// Hosts of referrer spam: VisitorData::spamHosts.
    void setSpamList(const QSet<QString> &hosts);

    /// `referrer` and `url` as stored, `app` is inAppSource() of the agent.
    Origin classify(const QString &referrer, const Campaign &campaign, const QString &url, const Site &site,
                    const QString &app);

    /// True for a page of the site itself.
    bool isOwnPage(const QString &referrer, const QString &url, const Site &site);

private:
    bool isOwnHost(const QString &host, const QString &referrer, const QString &url, const Site &site);
    bool isInternal(const QString &host, const QString &url, const Site &site);
    const QString &domainOf(const QString &host);
    /// `referrer` is a URL of http or of an app, `host` its host.
    const Origin &originOf(const QString &referrer, const QString &host);
    bool isSpam(QStringView host) const;

    static constexpr qsizetype kRemembered = 4096;

    const KnownReferrers &m_table;
    QSet<QString> m_spam;
    GenerationCache<QString, Origin, kRemembered> m_known; ///< by host and the path that the table may use
    GenerationCache<QString, QString, kRemembered> m_domains; ///< registrable domain by host
};

/// The site of the app with this built-in browser, such as "instagram.com", or empty: these send no
/// referrer.
QString inAppSource(QByteArrayView agent);
