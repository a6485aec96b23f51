// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientbrowser.h"

#include "core/visitor/agent/agentversion.h"
#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/clientproducts.h"
#include "core/visitor/agent/plainbrowsers.h"
#include "core/visitor/agent/wordtable.h"

#include <QHash>

#include <optional>

namespace {

/// uap-core's family → ours; others keep their name.
QString browserName(const QByteArray &family)
{
    static const QHash<QByteArray, QString> names {
        {"Other", {}},
        {"Mobile Safari", QStringLiteral("Safari")},
        {"Chrome Mobile", QStringLiteral("Chrome")},
        {"Chrome Mobile iOS", QStringLiteral("Chrome")},
        {"Chrome", QStringLiteral("Chrome")},
        {"Safari", QStringLiteral("Safari")},
        {"Firefox", QStringLiteral("Firefox")},
        {"Edge", QStringLiteral("Edge")},
        {"Edge Mobile", QStringLiteral("Edge")},
        {"Firefox Mobile", QStringLiteral("Firefox")},
        {"Firefox iOS", QStringLiteral("Firefox")},
        {"Mobile Safari UI/WKWebView", QStringLiteral("In-app (iOS)")},
        {"Chrome Mobile WebView", QStringLiteral("In-app (Android)")},
        {"Android", QStringLiteral("Android Browser")},
        {"Google", QStringLiteral("Google app")},
        {"HeadlessChrome", QStringLiteral("Headless Chrome")},
        {"IE", QStringLiteral("Internet Explorer")},
        {"IE Mobile", QStringLiteral("Internet Explorer")},
        {"Opera Mobile", QStringLiteral("Opera")},
        {"Opera Tablet", QStringLiteral("Opera")},
        {"Opera Touch", QStringLiteral("Opera")},
        {"DuckDuckGo Mobile", QStringLiteral("DuckDuckGo")},
        {"MiuiBrowser", QStringLiteral("Mi Browser")},
        {"QQ Browser Mobile", QStringLiteral("QQ Browser")},
        {"Yandex Browser", QStringLiteral("Yandex Browser")},
        {"Samsung Internet", QStringLiteral("Samsung Internet")},
        {"BlackBerry WebKit", QStringLiteral("BlackBerry")},
        {"baidubrowser", QStringLiteral("Baidu Browser")},
        {"baiduboxapp", QStringLiteral("Baidu")},
        {"Palemoon", QStringLiteral("Pale Moon")},
        {"NokiaBrowser", QStringLiteral("Nokia Browser")},
    };
    const auto known = names.constFind(family);
    return known == names.constEnd() ? QString::fromUtf8(family) : *known;
}

bool has(QByteArrayView agent, QByteArrayView word)
{
    return positionOf(word, agent) >= 0;
}

/// Who shows a page inside an app, or asks for it without a browser; empty when a browser does.
QString appName(QByteArrayView agent, const QString &system)
{
    if (agent.startsWith("Dalvik/"))
        return QStringLiteral("App (Android)");
    if (!agent.startsWith("Mozilla/")) {
        if (!looksPersonal(agent) || agent.startsWith("Opera/"))
            return {};
        return system == QLatin1StringView("Android") ? QStringLiteral("App (Android)")
            : system == QLatin1StringView("iOS") || system == QLatin1StringView("macOS")
                || system == QLatin1StringView("tvOS")
            ? QStringLiteral("App (Apple)")
            : QString();
    }
    if (system == QLatin1StringView("OpenHarmony"))
        return QStringLiteral("In-app (HarmonyOS)");
    if (system == QLatin1StringView("Android"))
        return has(agent, "; wv)") ? QStringLiteral("In-app (Android)") : QString();
    if (system == QLatin1StringView("tvOS"))
        return QStringLiteral("In-app (tvOS)");
    if (has(agent, "Safari/") || appWordsAt(agent) < 0)
        return {};
    return system == QLatin1StringView("macOS") ? QStringLiteral("In-app (macOS)")
        : system == QLatin1StringView("iOS")    ? QStringLiteral("In-app (iOS)")
                                                : QString();
}

struct Named
{
    QString name, version;
};

/// The engine of a browser whose name was not checked by hand.
Named engine(QByteArrayView agent)
{
    if (has(agent, " Firefox/"))
        return {QStringLiteral("Firefox"), versionAfter(agent, " Firefox/")};
    if (has(agent, " Chrome/"))
        return {QStringLiteral("Chrome"), versionAfter(agent, " Chrome/")};
    if (has(agent, " Version/") && has(agent, " Safari/"))
        return {QStringLiteral("Safari"), versionAfter(agent, " Version/")};
    return {};
}

/// What uap-core calls a browser, unless that is a fallback of its rules or no name at all.
Named browserOf(const ParsedAgent &parsed, QByteArrayView agent, const QString &system)
{
    const ParsedAgent::Product &browser = parsed.browser;
    const bool isFallback = browser.family == "Apple Mail"
        || (browser.family == "Android" && !has(agent, "Version/"));
    // uap-core reads "IE" in "MSIE 6.0".
    const bool isPiece = browser.isPiece && !(browser.family == "IE" && has(agent, "MSIE "));
    if (isReviewedBrowser(browser.family) && !isFallback && !isPiece) {
        // The stock browser has no version of its own: what follows its name is that of Android.
        const bool hasVersion = browser.family != "Android";
        return {browserName(browser.family), hasVersion ? versionOf(browser) : QString()};
    }
    const bool isRobot = parsed.device.family == "Spider"
        && (has(agent, "compatible;") || has(agent, "http") || !looksPersonal(agent));
    if (isFallback || (appWordsAt(agent) >= 0 && !isRobot)) {
        const QString app = appName(agent, system);
        return app.isEmpty() ? engine(agent) : Named {app, {}};
    }
    // "(spiderman edition)" is no product of its own, "FooBot/1.0" is.
    const bool isWord = !isRobot && looksPersonal(agent) && has(agent, browser.family)
        && !has(agent, QByteArray(browser.family + '/'));
    if (isPlausibleProduct(browser.family) && !browser.isPiece && !isWord)
        return {browserName(browser.family), versionOf(browser)};
    if (looksPersonal(agent) && !isRobot)
        return engine(agent);
    return {QString::fromUtf8(productOf(agent)), {}};
}

/// "Mozilla/4.08 [en] (Win98; I ;Nav)": the others that say "Mozilla/" call themselves compatible.
bool isNetscape(QByteArrayView agent)
{
    if (!agent.startsWith("Mozilla/") || agent.size() < 12 || agent[8] > '4' || has(agent, "ompatible"))
        return false;
    return has(agent, "; I") || has(agent, "; U") || has(agent, "; N") || has(agent, " [en");
}

} // namespace

void nameBrowser(Client &client, const ParsedAgent &parsed, QByteArrayView agent)
{
    static const WordTable words(clientProducts());
    if (const std::optional<PlainBrowser> plain = plainBrowserOf(agent)) {
        client.browser = QString::fromLatin1(plain->name);
        client.browserVersion = shortVersion(plain->version);
        return;
    }
    if (const Product *product = words.firstIn(agent)) {
        client.browser = QString::fromLatin1(product->name);
        client.browserVersion = versionAfter(agent, product->versionAfter);
        return;
    }
    Named named;
    if (!agent.startsWith("Mozilla/") && parsed.device.family != "Spider")
        named.name = appName(agent, client.os);
    if (named.name.isEmpty())
        named = browserOf(parsed, agent, client.os);
    // What Tizen calls Safari is the browser of its maker, with a version of Tizen.
    if (client.os == QLatin1StringView("Tizen") && named.name == QLatin1StringView("Safari"))
        named = {QStringLiteral("Samsung Internet"), {}};
    if (named.name.isEmpty() && isNetscape(agent))
        named = {QStringLiteral("Netscape"), versionAfter(agent, "Mozilla/")};
    client.browser = named.name;
    if (!client.browser.isEmpty())
        client.browserVersion = named.version;
}
