// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientproducts.h"

#include "core/types/ascii.h"

#include <QByteArrayList>
#include <QSet>

#include <algorithm>

namespace {

constexpr Product kProducts[] = {
    {"barcelona ", "Threads", "Barcelona "},
    {"metaiab instagram", "Instagram", ""},
    {"instagram ", "Instagram", "Instagram "},
    {"fban/messenger*", "Messenger", "FBAV/"},
    {"fb_iab/orca*", "Messenger", "FBAV/"},
    {"fb_iab/messenger*", "Messenger", "FBAV/"},
    {"fban/", "Facebook", "FBAV/"},
    {"fb_iab/", "Facebook", "FBAV/"},
    {"fbav/", "Facebook", "FBAV/"},
    {"metaiab facebook", "Facebook", ""},
    {"musical_ly", "TikTok", "musical_ly_"},
    {"bytedancewebview", "TikTok", ""},
    {"tiktok ", "TikTok", "TikTok "},
    {"linkedinapp", "LinkedIn", "LinkedInApp]/"},
    {"snapchat*", "Snapchat", "Snapchat/"},
    {"[pinterest/", "Pinterest", ""},
    {"pinterest for ", "Pinterest", ""},
    {"twitter for ", "X", ""},
    {"twitterandroid", "X", ""},
    {"micromessenger/", "WeChat", "MicroMessenger/"},
    {" line/", "LINE", " Line/"},
    {"whatsapp/", "WhatsApp", "WhatsApp/"},
    {"kakaotalk", "KakaoTalk", "KAKAOTALK "},
    {"naver(inapp", "NAVER", ""},
    {"alipayclient/", "Alipay", "AlipayClient/"},
    {"__weibo__", "Weibo", ""},
    {" qq/", "QQ", " QQ/"},
    {" reddit/", "Reddit", ""},
    {" viber/", "Viber", " Viber/"},
    {" slack/", "Slack", " Slack/"},
    {" slack_ssb/", "Slack", " Slack_SSB/"},
    {" discord/", "Discord", " discord/"},
    {" teams/", "Teams", " Teams/"},
    {" notion/", "Notion", " Notion/"},
    {" skype/", "Skype", " Skype/"},
    {" zoom/", "Zoom", " Zoom/"},
    {" element/", "Element", " Element/"},
    {" mattermost/", "Mattermost", " Mattermost/"},
    {" rocket.chat/", "Rocket.Chat", " Rocket.Chat/"},
    {" wire/", "Wire", " Wire/"},
    {" wechat/", "WeChat", " WeChat/"},
    {" code/", "VS Code", " Code/"},
    {" code - insiders/", "VS Code", " Code - Insiders/"},
    {"valve steam ", "Steam", ""},
    {" brave", "Brave", "Brave/"},
    {" arc/", "Arc", " Arc/"},
    {" dia/", "Dia", " Dia/"},
    {"(ecosia ", "Ecosia", ""},
    {" ddg/", "DuckDuckGo", " Ddg/"},
    {" duckduckgo/", "DuckDuckGo", " DuckDuckGo/"},
    {" oprgx/", "Opera GX", " OPRGX/"},
    {" opt/", "Opera", " OPT/"},
    {" focus/", "Firefox Focus", " Focus/"},
    {" klar/", "Firefox Klar", " Klar/"},
    {" waterfox/", "Waterfox", " Waterfox/"},
    {" librewolf/", "LibreWolf", " LibreWolf/"},
    {" wolvic/", "Wolvic", " Wolvic/"},
    {" orion/", "Orion", " Orion/"},
    {" falkon/", "Falkon", " Falkon/"},
    {" avast/", "Avast Secure Browser", " Avast/"},
    {" avg/", "AVG Secure Browser", " AVG/"},
    {" ccleaner/", "CCleaner Browser", " CCleaner/"},
    {"mobile safari/537.36 vivaldi/", "Vivaldi", " Vivaldi/"},
    {" quark/", "Quark", " Quark/"},
    {"heytapbrowser/", "HeyTap Browser", "HeyTapBrowser/"},
    {"vivobrowser/", "Vivo Browser", "VivoBrowser/"},
    {"huaweibrowser/", "Huawei Browser", "HuaweiBrowser/"},
    {"oculusbrowser/", "Meta Quest Browser", "OculusBrowser/"},
    {" lg browser/", "LG Browser", " LG Browser/"},
    {" tesla/", "Tesla", " Tesla/"},
    {"nintendobrowser/", "Nintendo Browser", "NintendoBrowser/"},
    {"(kobo ", "Kobo", ""},
    {" omniweb/", "OmniWeb", " OmniWeb/v"},
    {" basilisk/", "Basilisk", " Basilisk/"},
    {" ladybird/", "Ladybird", " Ladybird/"},
    {" servo/", "Servo", " Servo/"},
    {" surf/", "surf", " Surf/"},
    // Chrome, Firefox and Edge of iPhones and iPads; what comes before them is built on them.
    {" gsa/", "Google app", " GSA/"},
    {" crios/", "Chrome", " CriOS/"},
    {" fxios/", "Firefox", " FxiOS/"},
    {" edgios/", "Edge", " EdgiOS/"},
    {" arkweb/", "In-app (HarmonyOS)", ""},
    {" electron/", "Electron", " Electron/"}, // of whatever app
    // What plays
    {"libvlc/", "VLC", "LibVLC/"},
    {"lavf*", "FFmpeg", ""},
    {"applecoremedia/", "AppleCoreMedia", ""},
    {"exoplayer*", "ExoPlayer", ""},
    {"stagefright/", "Stagefright", ""},
};

constexpr Product kSystems[] = {
    {"openharmony", "OpenHarmony", "OpenHarmony "},
    {"harmonyos", "HarmonyOS", ""},
    {"playstation 5", "PlayStation", "PlayStation "},
    {"playstation 4", "PlayStation", "PlayStation "},
    {"playstation 3", "PlayStation", "PLAYSTATION "},
    {"playstation vita", "PlayStation Vita", ""},
    {"nintendo switch", "Nintendo Switch", ""},
    {"nintendo 3ds", "Nintendo 3DS", ""},
    {"nintendo wiiu", "Nintendo Wii U", ""},
    {"nintendo wii", "Nintendo Wii", ""},
    {"amigaos*", "AmigaOS", "AmigaOS "},
    {"morphos", "MorphOS", ""},
    {"risc os", "RISC OS", "RISC OS "},
    {"haiku*", "Haiku", ""},
    {"beos", "BeOS", ""},
    {"os/2", "OS/2", ""},
};

constexpr QLatin1StringView kDesktop {"Desktop"}, kMobile {"Mobile"}, kTablet {"Tablet"}, kTv {"TV"},
    kConsole {"Console"}, kWatch {"Watch"}, kHeadset {"Headset"}, kReader {"E-reader"};

constexpr Form kMachines[] = {
    {"playstation*", kConsole}, // some say "SmartTV" behind it
    {"smart-tv", kTv},
    {"smarttv*", kTv},
    {"smart tv", kTv},
    {"appletv*", kTv},
    {"apple tv", kTv},
    {"tvos", kTv},
    {"googletv", kTv},
    {"google tv", kTv},
    {"android tv", kTv},
    {"bravia", kTv},
    {"web0s", kTv},
    {"chromecast", kTv},
    {"roku", kTv},
    {"aquos tv", kTv},
    {"philipstv", kTv},
    {"; mitv*", kTv},
    {"; aft*", kTv}, // Fire TV: AFTB, AFTMM, …
    {"mibox*", kTv},
    {"mi box*", kTv},
    {"xiaomi tv*", kTv},
    {"tv box", kTv},
    {"tvbox*", kTv},
    {"; x96*", kTv},
    {"; h96*", kTv},
    {"; t95*", kTv},
    {"; mxq*", kTv},
    {"; a95x*", kTv},
    {"box r 4k*", kTv},
    {"nexus player", kTv},
    {"freebox player*", kTv},
    {"bouygtel*", kTv},
    {"magentatv*", kTv},
    {"sky glass", kTv},
    {"stb", kTv}, // set-top box: Sky_STB_BSKYB_2018
    {"set-top", kTv},
    {"nintendo", kConsole},
    {"xbox", kConsole},
    {"watchos", kWatch},
    {"watch os", kWatch},
    {"apple watch", kWatch},
    {"sm-r8*", kWatch},
    {"mobile vr", kHeadset},
    {"pc; openharmony", kDesktop},
    {"tablet pc", kDesktop}, // Windows has that word since 2002
    {"windows phone", kMobile}, // also says Android and iPhone
    {"ipad*", kTablet},
    {"playbook", kTablet},
    {"tablet", kTablet},
    {"iphone*", kMobile},
    {"ipod*", kMobile},
    {"bb10", kMobile},
};

constexpr Form kForms[] = {
    {"sky_stb*", kTv},
    {"stb", kTv},
    {"(sky,", kTv},
    {" sky,", kTv},
    {"wpe comcast", kTv},
    {"large screen", kTv},
    {"tv safari/", kTv},
    {"hbbtv", kTv},
    {"smarttv*", kTv},
    {"crkey", kTv},
    {"netcast", kTv},
    {"viera", kTv},
    {"oculusbrowser", kHeadset},
    {"mobile vr", kHeadset},
    {"kobo ", kReader},
    {"kindle/", kReader},
    {"iemobile", kMobile},
    {"blackberry*", kMobile},
    {"symbian*", kMobile},
    {"series60*", kMobile},
    {"series40*", kMobile},
    {"opera mini", kMobile},
    {"opera mobi", kMobile},
    {"kaios", kMobile},
    {"midp*", kMobile},
    {"nokia*", kMobile},
    {"mobile", kMobile},
};

/// Families of uap-core, most of them the name itself.
constexpr const char *kReviewed[] = {
    "AOL",
    "Amazon Silk",
    "Android",
    "Avast Secure Browser",
    "BlackBerry",
    "BlackBerry WebKit",
    "Brave",
    "Chrome",
    "Chrome Mobile",
    "Chrome Mobile WebView",
    "Chrome Mobile iOS",
    "Chromium",
    "Coc Coc",
    "Comodo Dragon",
    "Dillo",
    "Dolphin",
    "DuckDuckGo Mobile",
    "ELinks",
    "Ecosia iOS",
    "Ecosia Android",
    "Edge",
    "Edge Mobile",
    "Electron",
    "Epiphany",
    "Falkon",
    "Firefox",
    "Firefox Focus",
    "Firefox Mobile",
    "Firefox iOS",
    "Google",
    "HbbTV",
    "HeadlessChrome",
    "HuaweiBrowser",
    "IE",
    "IE Mobile",
    "IceCat",
    "Iceweasel",
    "Iron",
    "K-Meleon",
    "Kindle",
    "Konqueror",
    "Links",
    "Lynx",
    "MIUI Browser",
    "Maxthon",
    "Midori",
    "MiuiBrowser",
    "Mobile Safari",
    "Mobile Safari UI/WKWebView",
    "NetFront",
    "NetFront NX",
    "Netscape",
    "NokiaBrowser",
    "Nokia Browser",
    "Nokia Services (WAP) Browser",
    "Opera",
    "Opera Mini",
    "Opera Mobile",
    "Opera Neon",
    "Opera Tablet",
    "Opera Touch",
    "Other",
    "Pale Moon",
    "Palemoon",
    "Puffin",
    "QQ Browser",
    "QQ Browser Mobile",
    "QQ Browser Mini",
    "Roku",
    "Safari",
    "Samsung Internet",
    "SamsungBrowser",
    "SeaMonkey",
    "Seznam.cz",
    "Sleipnir",
    "Snapchat",
    "Sogou Explorer",
    "Spotify",
    "Thunderbird",
    "UC Browser",
    "Vivaldi",
    "Waterfox",
    "Whale",
    "Yandex Browser",
    "Yandex Browser Lite",
    "baidubrowser",
    "baiduboxapp",
    "Baidu Browser",
    "Baidu Explorer",
    "qutebrowser",
    "webOS Browser",
};

/// Words that are not a name.
constexpr const char *kGeneric[] = {
    "agent",   "android",    "applewebkit", "app",    "bot",     "bots",     "browser",    "chrome",
    "client",  "com",        "compatible",  "crawl",  "crawler", "crawlers", "crawling",   "fetch",
    "fetcher", "gecko",      "html",        "http",   "https",   "khtml",    "like",       "linux",
    "mobile",  "mozilla",    "msie",        "net",    "org",     "robot",    "robots",     "safari",
    "scanner", "scraper",    "search",      "spider", "spiders", "trident",  "user-agent", "useragent",
    "version", "webcrawler", "windows",     "www",
};

/// What robots do, or are.
constexpr const char *kRobotParts[] = {"bot", "crawl", "fetch", "index", "scan", "scrap", "spider"};

constexpr qsizetype kLongestProduct = 40;

bool isOfProduct(char c)
{
    return Ascii::isOfWord(c) || QByteArrayView(" -_.+!&'").contains(c);
}

/// The longest piece at the start that may be a name: "GPTBot/1.2; +http" → "GPTBot", "Foo Bot 1.0" → "Foo
/// Bot".
QByteArrayView nameAt(QByteArrayView text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return !isOfProduct(c); });
    QByteArrayView name = text.first(end - text.begin()).trimmed();
    const qsizetype blank = name.lastIndexOf(' ');
    if (blank > 0 && blank + 1 < name.size() && name[blank + 1] >= '0' && name[blank + 1] <= '9')
        name = name.first(blank); // a version
    return name;
}

} // namespace

std::span<const Product> clientProducts()
{
    return kProducts;
}

std::span<const Product> clientSystems()
{
    return kSystems;
}

std::span<const Form> clientMachines()
{
    return kMachines;
}

std::span<const Form> clientForms()
{
    return kForms;
}

bool isReviewedBrowser(const QByteArray &family)
{
    static const QSet<QByteArray> names = [] {
        QSet<QByteArray> all;
        for (const char *name : kReviewed)
            all.insert(name);
        return all;
    }();
    return names.contains(family);
}

bool isPlausibleProduct(QByteArrayView name)
{
    if (name.size() < 2 || name.size() > kLongestProduct || !Ascii::isOfWord(name.front())
        || !std::ranges::all_of(name, isOfProduct))
        return false;
    // Cut out of an address or a sentence: "com feedbot", "by fynd.bot", "deepnoc - https".
    const qsizetype blank = name.indexOf(' ');
    const bool isPiece = blank > 0 && blank <= 3
        && std::ranges::all_of(name.first(blank), [](char c) { return c >= 'a' && c <= 'z'; });
    if (isPiece || name.indexOf("http") > 0 || (!Ascii::isOfWord(name.back()) && name.back() != '!'))
        return false;
    // Of its words at least one is a name: not of "crawler", "com robot", "fr_bot".
    QByteArray word;
    const auto isName = [&word] {
        const bool isGeneric = std::ranges::any_of(kGeneric,
                                                   [&word](const char *row) { return word == row; });
        const bool isNumber = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
        return word.size() > 2 && !isGeneric && !isNumber;
    };
    for (const char c : name.toByteArray().toLower()) {
        if (Ascii::isOfWord(c)) {
            word += c;
        } else {
            if (isName())
                return true;
            word.clear();
        }
    }
    return isName() || (name.size() == word.size() && word.size() == 2);
}

bool isRobotWordAlone(QByteArrayView agent)
{
    const qsizetype slash = agent.indexOf('/');
    const QByteArrayView word = slash < 0 ? agent : agent.first(slash);
    const auto fits = [](char c) { return Ascii::isOfWord(c) || c == '-' || c == '_' || c == '.'; };
    const bool isAlone = std::ranges::all_of(word, fits)
        && (slash < 0 || std::ranges::all_of(agent.sliced(slash + 1), fits));
    if (!isAlone || agent.size() > kLongestProduct)
        return false;
    const QByteArray lower = word.toByteArray().toLower();
    return std::ranges::any_of(kRobotParts, [&lower](const char *part) { return lower.contains(part); });
}

QByteArrayView productOf(QByteArrayView agent)
{
    if (!agent.startsWith("Mozilla/") && !agent.startsWith("Opera/")) {
        const QByteArrayView name = nameAt(agent);
        return isPlausibleProduct(name) ? name : QByteArrayView();
    }
    // "(compatible; NAME/1.0; +https://…)"
    for (qsizetype at = 0; (at = agent.indexOf("compatible;", at)) >= 0;) {
        at += 11;
        const QByteArrayView name = nameAt(agent.sliced(at).trimmed());
        if (isPlausibleProduct(name) && !name.startsWith("MSIE"))
            return name;
    }
    // "NAME/1.0" somewhere behind; what engines say of themselves is generic.
    for (qsizetype slash = agent.size(); slash > 0 && (slash = agent.lastIndexOf('/', slash - 1)) > 0;) {
        qsizetype start = slash;
        while (start > 0 && isOfProduct(agent[start - 1]) && agent[start - 1] != ' ')
            --start;
        const QByteArrayView name = agent.sliced(start, slash - start);
        const bool isUrl = start > 0 && (agent[start - 1] == '/' || agent[start - 1] == ':');
        if (!isUrl && isPlausibleProduct(name) && !name.contains('.'))
            return name;
    }
    return {};
}
