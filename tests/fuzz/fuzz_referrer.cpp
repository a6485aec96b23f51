// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/referrer/campaign.h"
#include "core/visitor/referrer/referrerclassifier.h"
#include "core/visitor/referrer/spamhosts.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QSet>

// First line: the referrer; second: the page; third: an agent; the rest: a spam list.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const QSet<QString> channels {
        QStringLiteral("Direct"), QStringLiteral("Internal"), QStringLiteral("Search"),
        QStringLiteral("Social"), QStringLiteral("Email"),    QStringLiteral("Video"),
        QStringLiteral("Paid"),   QStringLiteral("Referral"), QStringLiteral("AI assistant"),
        QStringLiteral("Other"),  QStringLiteral("Unknown")};
    const QByteArrayList lines = viewOf(data, size).toByteArray().split('\n');
    const QString referrer = QString::fromUtf8(lines.value(0));
    const QString url = QString::fromUtf8(lines.value(1));
    const QString app = inAppSource(lines.value(2));
    const Campaign campaign = campaignFromUrl(url);
    ReferrerClassifier classifier;
    if (const auto spam = parseSpamHosts(lines.mid(3).join('\n')))
        classifier.setSpamList(spam->withBundled());
    const auto origin = classifier.classify(referrer, campaign, url, {}, app);
    require(channels.contains(origin.channel), "a hit has one of the channels of the glossary");
    require(origin == classifier.classify(referrer, campaign, url, {}, app),
            "what is remembered is the same");
    if (origin.channel == QLatin1StringView("Direct") || origin.channel == QLatin1StringView("Internal"))
        require(origin.source.isEmpty(), "nobody sent a direct or internal visitor");
    require(origin.source.size() <= referrer.size() + url.size() + 64,
            "sources are bounded by what was sent");
    return 0;
}
