// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/botfilter.h"

#include <QByteArray>

#include <iterator>

namespace {

struct Rule
{
    const char *fragment; ///< lower case
    const char *category;
};

constexpr Rule kRules[] = {
    {"slackbot", "preview"},        {"slack-imgproxy", "preview"},
    {"twitterbot", "preview"},      {"facebookexternalhit", "preview"},
    {"facebot", "preview"},         {"whatsapp/", "preview"},
    {"discordbot", "preview"},      {"linkedinbot", "preview"},
    {"telegrambot", "preview"},     {"mastodon/", "preview"},
    {"skypeuripreview", "preview"}, {"iframely", "preview"},
    {"embedly", "preview"},         {"redditbot", "preview"},
    {"pinterestbot", "preview"},    {"viber/", "preview"},
    {"bluesky cardyb", "preview"},  {"google-pagerenderer", "preview"},
};

} // namespace

BotVerdict judgeAgent(QByteArrayView userAgent, bool isPrefetch)
{
    if (isPrefetch)
        return {true, QStringLiteral("prefetch"), QStringLiteral("prefetch header")};
    const QByteArray agent = userAgent.toByteArray().toLower();
    for (const Rule &rule : kRules) {
        if (agent.contains(rule.fragment)) {
            return {true, QString::fromLatin1(rule.category),
                    QStringLiteral("agent contains \"%1\"").arg(QString::fromLatin1(rule.fragment))};
        }
    }
    return {};
}
