// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/visitor/referrer/referrerclassifier.h"

#include "core/types/clickid.h"
#include "core/types/hosttext.h"
#include "core/types/publicsuffix.h"
#include "core/types/urltext.h"
#include "core/visitor/agent/agentwords.h"

#include <algorithm>
#include <array>

namespace {

using Origin = ReferrerClassifier::Origin;

constexpr qsizetype kRememberedPath = 64;

struct Named
{
    QLatin1StringView key;
    QLatin1StringView value;
};

/// utm_medium in use, lower case.
constexpr std::array kMediums {
    Named {QLatin1StringView("cpc"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("ppc"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("cpm"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("cpv"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("paid"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("ads"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("ad"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("banner"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("display"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("retargeting"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("sponsored"), QLatin1StringView("Paid")},
    Named {QLatin1StringView("email"), QLatin1StringView("Email")},
    Named {QLatin1StringView("e-mail"), QLatin1StringView("Email")},
    Named {QLatin1StringView("mail"), QLatin1StringView("Email")},
    Named {QLatin1StringView("newsletter"), QLatin1StringView("Email")},
    Named {QLatin1StringView("social"), QLatin1StringView("Social")},
    Named {QLatin1StringView("social-network"), QLatin1StringView("Social")},
    Named {QLatin1StringView("social-media"), QLatin1StringView("Social")},
    Named {QLatin1StringView("sm"), QLatin1StringView("Social")},
    Named {QLatin1StringView("video"), QLatin1StringView("Video")},
    Named {QLatin1StringView("organic"), QLatin1StringView("Search")},
    Named {QLatin1StringView("search"), QLatin1StringView("Search")},
    Named {QLatin1StringView("referral"), QLatin1StringView("Referral")},
    Named {QLatin1StringView("affiliate"), QLatin1StringView("Referral")},
    Named {QLatin1StringView("link"), QLatin1StringView("Referral")},
    Named {QLatin1StringView("ai"), QLatin1StringView("AI assistant")},
};

/// Built-in browsers of apps name their app and send no referrer.
constexpr std::array kInAppBrowsers {
    Named {QLatin1StringView("MetaIAB Facebook"), QLatin1StringView("facebook.com")},
    Named {QLatin1StringView("MetaIAB Instagram"), QLatin1StringView("instagram.com")},
    Named {QLatin1StringView("Instagram "), QLatin1StringView("instagram.com")},
    Named {QLatin1StringView("Barcelona "), QLatin1StringView("threads.com")},
    Named {QLatin1StringView("Reddit/"), QLatin1StringView("reddit.com")},
    Named {QLatin1StringView("Telegram-"), QLatin1StringView("telegram.org")},
    Named {QLatin1StringView("FBAN/"), QLatin1StringView("facebook.com")},
    Named {QLatin1StringView("FBAV/"), QLatin1StringView("facebook.com")},
    Named {QLatin1StringView("FB_IAB/"), QLatin1StringView("facebook.com")},
    Named {QLatin1StringView("LinkedInApp"), QLatin1StringView("linkedin.com")},
    Named {QLatin1StringView("musical_ly"), QLatin1StringView("tiktok.com")},
    Named {QLatin1StringView("BytedanceWebview"), QLatin1StringView("tiktok.com")},
    Named {QLatin1StringView("TikTok"), QLatin1StringView("tiktok.com")},
    Named {QLatin1StringView("Twitter for "), QLatin1StringView("x.com")},
    Named {QLatin1StringView("TwitterAndroid"), QLatin1StringView("x.com")},
    Named {QLatin1StringView("Snapchat"), QLatin1StringView("snapchat.com")},
    Named {QLatin1StringView("Pinterest/"), QLatin1StringView("pinterest.com")},
    Named {QLatin1StringView("[Pinterest"), QLatin1StringView("pinterest.com")},
    Named {QLatin1StringView("MicroMessenger/"), QLatin1StringView("weixin.qq.com")},
    Named {QLatin1StringView("Line/"), QLatin1StringView("line.me")},
    Named {QLatin1StringView("KAKAOTALK"), QLatin1StringView("kakao.com")},
};

constexpr QLatin1StringView kAndroidApp {"android-app://"}, kIosApp {"ios-app://"};

bool isApp(const QString &referrer)
{
    return referrer.startsWith(kAndroidApp, Qt::CaseInsensitive)
        || referrer.startsWith(kIosApp, Qt::CaseInsensitive);
}

/// What KnownReferrers::findApp() is asked for "android-app://com.example.news/" and "ios-app://544007664/…";
/// empty when the referrer is no app.
QString appKey(const QString &referrer, const QString &host)
{
    if (referrer.startsWith(kAndroidApp, Qt::CaseInsensitive))
        return host;
    return referrer.startsWith(kIosApp, Qt::CaseInsensitive) ? QStringLiteral("ios-app:") + host : QString();
}

QString channelOfMedium(const QString &medium)
{
    const QString name = medium.trimmed().toLower().replace(u'_', u'-');
    if (name.startsWith(QLatin1StringView("paid")))
        return QStringLiteral("Paid");
    const auto found = std::ranges::find(kMediums, name, &Named::key);
    return found == kMediums.end() ? QString() : QString(found->value);
}

} // namespace

void ReferrerClassifier::setSpamList(const QSet<QString> &hosts)
{
    m_known.clear();
    m_spam = hosts;
}

QString inAppSource(QByteArrayView agent)
{
    const auto app = std::ranges::find_if(kInAppBrowsers, [agent](const Named &entry) {
        const qsizetype at = positionOf(QByteArrayView(entry.key.data(), entry.key.size()), agent);
        // A name begins there: "OnLine/2.0" is not "Line/2.0".
        return at == 0 || (at > 0 && !QChar::isLetterOrNumber(static_cast<uchar>(agent[at - 1])));
    });
    return app == kInAppBrowsers.end() ? QString() : QString(app->value);
}

bool ReferrerClassifier::isOwnPage(const QString &referrer, const QString &url, const Site &site)
{
    const QString host = bareHost(referrer);
    return isOwnHost(host, referrer, url, site);
}

bool ReferrerClassifier::isOwnHost(const QString &host, const QString &referrer, const QString &url,
                                   const Site &site)
{
    return !host.isEmpty() && !isApp(referrer) && isInternal(host, url, site);
}

/// A page of the site: one of its domains, or without any the same registrable domain as the page.
bool ReferrerClassifier::isInternal(const QString &host, const QString &url, const Site &site)
{
    if (site.ownsHost(host))
        return true;
    const QString page = bareHost(url);
    if (page.isEmpty() || page == host)
        return !page.isEmpty();
    const QString domain = domainOf(page); // a copy: the next answer may displace it
    return domain == domainOf(host);
}

const QString &ReferrerClassifier::domainOf(const QString &host)
{
    if (const QString *known = m_domains.find(host))
        return *known;
    return m_domains.insert(host, registrableDomain(host));
}

Origin ReferrerClassifier::classify(const QString &referrer, const Campaign &campaign, const QString &url,
                                    const Site &site, const QString &app)
{
    const QString host = bareHost(referrer);
    if (isOwnHost(host, referrer, url, site))
        return {{}, QStringLiteral("Internal"), false};
    Origin origin;
    if (isAskableHost(host)) {
        origin = originOf(referrer, host);
    } else if (!referrer.isEmpty()) {
        origin.channel = QStringLiteral("Unknown");
    } else {
        origin.channel = QStringLiteral("Direct");
        if (!app.isEmpty())
            origin = {app, QStringLiteral("Social"), false};
    }

    const ClickId *clickId = clickIdOf(url);
    if (campaign.source.isEmpty() && campaign.medium.isEmpty() && !clickId)
        return origin;
    const std::optional<KnownReferrers::Row> named = m_table.named(campaign.source);
    const QString medium = channelOfMedium(campaign.medium);
    if (named)
        origin.source = named->source;
    else if (!campaign.source.isEmpty())
        origin.source = campaign.source;
    else if (clickId)
        origin.source = clickId->source;
    if (clickId && clickId->channel == QLatin1StringView("Paid"))
        origin.channel = clickId->channel;
    else if (!medium.isEmpty())
        origin.channel = medium;
    else if (named)
        origin.channel = named->channel;
    else if (clickId)
        origin.channel = clickId->channel;
    else if (!campaign.source.isEmpty())
        origin.channel = QStringLiteral("Other");
    return origin;
}

const Origin &ReferrerClassifier::originOf(const QString &referrer, const QString &host)
{
    const QString app = appKey(referrer, host);
    const QStringView path = splitUrl(referrer).path;
    // No host begins with "!".
    const QString key = app.isEmpty() ? QString(host + path.first(std::min(kRememberedPath, path.size())))
                                      : QString(u'!' + app);
    if (const Origin *known = m_known.find(key))
        return *known;
    const std::optional<KnownReferrers::Row> row = app.isEmpty() ? m_table.find(host, path)
                                                                 : m_table.findApp(app);
    if (row)
        return m_known.insert(key, {row->source, row->channel, isSpam(host)});
    return m_known.insert(
        key, {app.isEmpty() ? registrableDomain(host) : app, QStringLiteral("Referral"), isSpam(host)});
}

bool ReferrerClassifier::isSpam(QStringView host) const
{
    if (m_spam.isEmpty())
        return false;
    while (true) {
        if (m_spam.contains(host.toString()))
            return true;
        const qsizetype dot = host.indexOf(u'.');
        if (dot < 0)
            return false;
        host = host.sliced(dot + 1);
    }
}
