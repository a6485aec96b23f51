// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentwords.h"

#include "core/types/ascii.h"
#include "core/visitor/agent/patternwords.h"
#include "core/visitor/agent/plainbrowsers.h"

#include <string_view>
#include <vector>

namespace {

constexpr QLatin1StringView kCrawler {"crawler"}, kPreview {"preview"}, kLibrary {"library"},
    kHeadless {"headless"}, kPlayer {"player"}, kMonitor {"monitor"};

/// Alternatives, each of which is a word of its own.
struct Row
{
    const char *patterns;
    QLatin1StringView category;
};

constexpr Row kPrograms[] = {
    // Also with "Mozilla/" in front. Office asks for a link before it opens the browser.
    {R"(\bms-office\b|\bMSOffice \d)", kPreview},
    {R"(\bMicrosoft (?:Office|Outlook|Word|Excel|PowerPoint|OneNote|Access|Publisher|Visio)[ /]\d)",
     kPreview},
    {R"(SkypeUriPreview|SkypePreview|skype-url-preview)", kPreview},
    {R"(\bTeamsPreview|\bTeamsLinkPreview|\bTeamsUrlPreview)", kPreview},
    {R"(\bMicrosoftTeams-Preview|\bline-poker/|\bkakaotalk-scrap/|[a-z][-_]preview(?:$|[/ ;)]))", kPreview},
    {R"(link-?unfurl|url-?unfurl|link[- ]?preview|url[- ]?preview|link[- ]?expan(?:d|sion))", kPreview},
    {R"(\b(?:Windows)?PowerShell/)", kLibrary},
    {R"(Microsoft\.Data\.Mashup|\bWinHttp\b)", kLibrary},
    {R"(\bPower ?Query\b|\bPower ?BI\b)", kLibrary},
    // As they are.
    {R"(^Microsoft (?:Office|Outlook|Word|Excel|PowerPoint|OneNote|Access|Publisher|Visio)\b)", kPreview},
    {R"(^(?:MSOffice|Office|Excel|Word|PowerPoint|OneNote|Outlook(?:-iOS|-Android)?)[ /]\d)", kPreview},
    {R"(^MacOutlook/|^Microsoft-MacOutlook|^Microsoft Teams\b)", kPreview},
    {R"(^Evernote\b|^NotionEmbedder|^The Bat!)", kPreview},
    {R"(Microsoft-WebDAV-MiniRedir)", kPreview},
    {R"(Microsoft Data Access Internet Publishing)", kPreview},
    // What plays, and what fetches for a playlist
    {R"(^VLC\b|\bLibVLC/)", kPlayer},
    {R"(^mpv\b)", kPlayer},
    {R"(^Lavf|^FFmpeg|^ffplay)", kPlayer},
    {R"(^AppleCoreMedia|^QuickTime|^iTunes/)", kPlayer},
    {R"(\bstagefright/|\bExoPlayer|\bAndroidXMedia3/)", kPlayer},
    {R"(^NSPlayer|^WMFSDK|^Windows[ -]Media[ -]Player|^WMPlayer)", kPlayer},
    {R"(^Kodi\b|^XBMC\b)", kPlayer},
    {R"(^GStreamer|^MPlayer|^Music Player Daemon|^mpg123|^BASS/|^Winamp|^foobar2000|^AIMP|^Clementine)",
     kPlayer},
    {R"(^Strawberry|^Rhythmbox|^Audacious|\bSonos/|^SMPlayer|^PotPlayer|^MPC-HC)", kPlayer},
    {R"(^[\w .%-]*(?:podcast|podcatcher|pocket ?casts)|^Overcast\b|^Castro\b|^AntennaPod|^CastBox)", kPlayer},
    {R"(^Player ?FM|^Downcast|^Podbean|^gPodder|^iCatcher|^BeyondPod|^Podkicker|^RSSRadio|^Podverse|^Podimo)",
     kPlayer},
    {R"(^Snipd|^TuneIn|^Stitcher|^doggcatcher|^Breaker/|^Himalaya/|^Luminary/|^Procast|^Pods/)", kPlayer},
    // Shells and languages
    {R"(^Dart/|\(dart:io\))", kLibrary},
    {R"(^Java/|^Java-http-client|^JavaFX/)", kLibrary},
    {R"(^Python/|^Python-|\bpycurl\b|^urllib|^requests/|^httplib2|^treq/)", kLibrary},
    {R"(^Ruby\b|^rest-client/|^Faraday\b|^Typhoeus|^HTTParty|^http\.rb/|^Excon/|^Net::HTTP)", kLibrary},
    {R"(^PHP\b|\bGuzzleHttp|^Symfony HttpClient|^Requests-PHP|^WinterCMS|^Laravel/)", kLibrary},
    {R"(\blibwww-perl\b|^LWP::|^lwp-|^perl\b|^HTTP-Tiny|^Mojolicious)", kLibrary},
    {R"(^node(?:\.js)?(?:$|/\d)|\bundici\b|\bnode-fetch\b|^node-superagent|^superagent)", kLibrary},
    {R"(\baxios(?:$|[/ ]\d)|^got(?:$|/| \()|^needle/|^ky/|^bent/|^phin\b|^make-fetch-happen)", kLibrary},
    {R"(^Deno/|^Bun/)", kLibrary},
    {R"(^reqwest\b|^hyper(?:/|-)|^ureq/|^isahc/|^attohttpc|^curl-rust)", kLibrary},
    {R"(^Go-http-client|^Go \d|^go-resty|^fasthttp|^Go/)", kLibrary},
    {R"(^RestSharp|^Flurl|^Refit|^\.NET\b|^dotnet\b|^System\.Net|^NetworkingExtensions|^Microsoft ADO)",
     kLibrary},
    {R"(^Microsoft URL Control|^MSXML|^Microsoft BITS)", kLibrary},
    {R"(^Apache-Http|^Jakarta Commons|^Jersey/|^AsyncHttpClient|^AHC/|^unirest|^ReactorNetty|^Vert\.x)",
     kLibrary},
    {R"(^okhttp|^Ktor\b|^ktor-client|^akka-http|^pekko-http|^scalaj-http|^sttp|^http-kit|^clj-http)",
     kLibrary},
    {R"(^hackney|^mint/|^Req/|^Tesla/|^Finch|^Erlang|^ibrowse|^gun/)", kLibrary},
    {R"(^Haskell|^http-conduit|^libsoup|^LuaSocket|^lua-resty|^R \(|^libcurl|^Swift/|^cpp-httplib|^cpr/)",
     kLibrary},
    // Tools that send requests
    {R"(^PostmanRuntime|^Insomnia/|^HTTPie/|^Bruno|^bruno-runtime|^Thunder Client|^RapidAPI|^Paw/)",
     kLibrary},
    {R"(^vscode-restclient|^Hoppscotch|^IntelliJ HTTP Client|^xh/|^curlie/|^aria2/|^Axel )", kLibrary},
    {R"(^k6/|\bk6/\d|^Artillery|^ApacheBench|^hey/|^wrk/|^oha/|^vegeta|^Gatling|^JMeter|^Locust|^siege)",
     kLibrary},
    // The bare names of all of them
    {R"(^(?:p?y?curl|wget2?|python[\w-]*|requests?|httpx|aiohttp|urllib\d*|java|jvm|(?:go|node|rust|perl|php|ruby|)"
     R"(lua|swift|dart|elixir|java|net|python)?[-_ :\\.]*https?[-_ :\\.]*(?:client|package|tiny)?)(?:$|[ /;]))",
     kLibrary},
    {R"(^(?:nodejs|golang|go|rust|resty|guzzle|zend[_\\]http[_\\]client|lwp|libwww[\w-]*|www-mechanize|)"
     R"(mechanize|elixir|httpoison|lua|luasocket|r|httr|qt\w*|dart|dio|retrofit|volley|cronet|needle|ureq|hyper|)"
     R"(rust-reqwest|alamofire|afnetworking|nsurlconnection|urlsession|invoke-(?:webrequest|restmethod)|postman|)"
     R"(insomnia|httpie|java-?http|libreoffice|openoffice(?:\.org)?)(?:$|[ /;]))",
     kLibrary},
    // Fetches the preview of a link that a person is about to send.
    {R"(^WhatsApp/)", kPreview},
};

/// That may stand in what begins like a browser: the first rows.
constexpr std::size_t kProgramsInBrowsers = 9;

/// Words that agents use about themselves; without regard to case. "bot" is the last.
constexpr Row kRobots[] = {
    {"headless(?:[^a-z ]|$| ?(?:chrom|shell|edg|firefox|webkit|browser))", kHeadless},
    {"phantomjs|slimerjs|casperjs", kHeadless},
    {"jsdom/|happydom/|htmlunit|zombie\\.js|testcafe|nightwatch/|nightmare/|lightpanda|ghost\\.py",
     kHeadless},
    {"cypress/|playwright|puppeteer|selenium|web-?driver|chromedriver|geckodriver|browserstack", kHeadless},
    {"capybara/|watir/|katalon|appium|browserless|triflejs|wkhtmlto|weasyprint|envjs|env-js/", kHeadless},
    // An editor's assistant that drives Chrome; the editor itself is made with Electron and begins with its
    // name.
    {"[\\d.] cursor/\\d", kHeadless},
    {"datadog|new-?relic|nagios|appdynamics|upptime|dynatrace|uptrends|monitis|freshping|statuscake|pingdom|uptime-?(?:kuma|robot)",
     kMonitor},
    {"python-requests", kLibrary},
    {"(?:^|[^a-z])curl/", kLibrary},
    {"(?:^|[^a-z])wget2?/", kLibrary},
    {"go-http-client", kLibrary},
    {"libwww-perl", kLibrary},
    {"urllib", kLibrary},
    {"httpclient", kLibrary},
    // "spiderman edition" is a phone.
    {"crawlers?(?:[^a-z]|$)", kCrawler},
    {"spiders?(?:[^a-z]|$)", kCrawler},
    {"(?:^|[^u]|(?:^|[^c])u)bots?(?:\\b|_)", kCrawler}, // Cubot makes phones
};

std::vector<AgentWord> wordsOf(std::span<const Row> rows)
{
    std::vector<AgentWord> words;
    for (const Row &row : rows) {
        for (const QByteArray &pattern : alternativesOf(row.patterns))
            words.push_back({pattern, row.category, wordOf(pattern)});
    }
    return words;
}

/// What apps say in brackets of the system: "App/1.0 (iPhone; iOS 17.5; Scale/3.00)".
constexpr const char *kSystemsOfApps[] = {
    "iPhone", "iPad",    "iPadOS",   "iOS",    "Android",          "Apple TV",   "Apple Watch",
    "tvOS ",  "watchOS", "visionOS", "macOS ", "Mac OS X Version", "Windows NT",
};

bool has(QByteArrayView agent, QByteArrayView word)
{
    return positionOf(word, agent) >= 0;
}

/// The same, but not inside a longer word.
bool hasWord(QByteArrayView agent, QByteArrayView word)
{
    const qsizetype at = positionOf(word, agent);
    return at == 0 || (at > 0 && !Ascii::isOfWord(agent[at - 1]));
}

/// Behind the token of which `at` is the start: "Mobile/15E148 App/1" → at " App/1".
qsizetype afterToken(QByteArrayView agent, qsizetype at)
{
    const qsizetype end = agent.indexOf(' ', at);
    return end < 0 ? agent.size() : end;
}

} // namespace

#define ROBOT_SIGNS                                                                                            \
    R"(https?:|www\.|@[a-z]|compatible;|headless(?:[^a-z ]|$| ?(?:chrom|shell))|phantomjs|lighthouse)"         \
    R"(|(?:bing|web|page)preview|web preview|jsdom/|happydom/|htmlunit|zombie\.js|slimerjs|casperjs|testcafe)" \
    R"(|cypress/[\d.]+ chrome/|playwright|puppeteer|selenium|web-?driver|chromedriver|lightpanda)"

// "robot" and "Cubot" may be names of products.
const char *const kRobotConfession =
    R"((?:^|[^ou]|(?:^|[^r])o|(?:^|[^c])u)bots?(?:\b|_)|spiders?(?:\b|_)|crawl(?:er|ers|ing)?(?:\b|_)|)" ROBOT_SIGNS;
const char *const kRobotSigns = ROBOT_SIGNS;

const char *const kContact = R"(https?://|@[a-z][\w-]+\.)";

qsizetype positionOf(QByteArrayView word, QByteArrayView agent, qsizetype from)
{
    const auto text = [](QByteArrayView bytes) {
        return std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()));
    };
    const std::size_t at = text(agent).find(text(word), static_cast<std::size_t>(from));
    return at == std::string_view::npos ? -1 : static_cast<qsizetype>(at);
}

std::span<const AgentWord> programWords()
{
    static const std::vector<AgentWord> words = wordsOf(kPrograms);
    return words;
}

std::span<const AgentWord> programWordsInBrowsers()
{
    static const std::size_t count = wordsOf(std::span(kPrograms).first(kProgramsInBrowsers)).size();
    return programWords().first(count);
}

std::span<const AgentWord> robotWords()
{
    static const std::vector<AgentWord> words = wordsOf(kRobots);
    return words;
}

const AgentWord *officeInApp(QByteArrayView agent)
{
    static const std::vector<AgentWord> programs = [] {
        std::vector<AgentWord> words;
        for (const char *name : {"Word", "Excel", "PowerPoint", "OneNote", "Outlook", "Office"})
            words.push_back({{}, kPreview, name});
        return words;
    }();
    QByteArrayView own = appWords(agent).trimmed();
    for (const QByteArrayView maker : {"Microsoft ", "Microsoft%20"})
        own = own.startsWith(maker) ? own.sliced(maker.size()) : own;
    for (const AgentWord &program : programs) {
        const qsizetype end = program.word.size();
        if (own.startsWith(program.word) && own.size() > end + 1 && (own[end] == '/' || own[end] == ' ')
            && Ascii::isDigit(own[end + 1]))
            return &program;
    }
    return nullptr;
}

bool isOffice(QByteArrayView agent)
{
    return has(agent, "ms-office") || has(agent, "MSOffice ") || has(agent, "Microsoft Outlook")
        || has(agent, "MacOutlook/") || has(agent, "(KHTML, like Gecko) Outlook/")
        || agent.startsWith("Microsoft Office/") || agent.startsWith("Outlook")
        || agent.startsWith("The Bat!") || has(agent, "CFNetwork/"); // which mail programs load pictures with
}

const char *appStackWord(QByteArrayView agent)
{
    if (agent.startsWith("Mozilla/") || agent.startsWith("HbbTV/") || plainBrowserOf(agent))
        return nullptr;
    for (const char *engine :
         {"AppleWebKit/", "Gecko/", "Presto/", "Trident/", "Opera/", "UCWEB", "Firefox/"}) {
        if (has(agent, engine))
            return nullptr;
    }
    if (agent.startsWith("Dalvik/"))
        return "Dalvik/";
    for (const char *library : {"CFNetwork/", "Alamofire/"}) {
        if (hasWord(agent, library))
            return library;
    }
    const qsizetype bracket = agent.indexOf('(');
    for (const char *system : kSystemsOfApps) {
        if (bracket >= 0 && hasWord(agent.sliced(bracket), system))
            return system;
    }
    return nullptr;
}

bool looksPersonal(QByteArrayView agent)
{
    if (agent.startsWith("Mozilla/5.0 ("))
        return has(agent, "AppleWebKit/") || has(agent, " Gecko/") || has(agent, "Trident/");
    if (agent.startsWith("Mozilla/4.0 (compatible; MSIE ") || agent.startsWith("Dalvik/"))
        return true;
    if (agent.startsWith("Opera/"))
        return has(agent, "Presto/");
    // "App/1.0 CFNetwork/1494 Darwin/23.4", "App/1.0 (iPhone; iOS 17.5; Scale/3.00)",
    // "App/1.0 (com.example.app; build:1; iOS 17.5.1) Alamofire/5.9", "App/1.0 (Linux; Android 14; Pixel 8)"
    if (has(agent, " CFNetwork/") && has(agent, " Darwin/"))
        return true;
    const qsizetype bracket = agent.indexOf('(');
    if (bracket < 0)
        return false;
    const QByteArrayView device = agent.sliced(bracket);
    return has(device, "iOS ") || has(device, "iPadOS ") || has(device, "iPhone") || has(device, "iPad")
        || has(device, "Android ") || has(device, "Apple TV") || has(device, "tvOS ");
}

qsizetype appWordsAt(QByteArrayView agent)
{
    const qsizetype engine = positionOf("AppleWebKit/", agent);
    if (!agent.startsWith("Mozilla/5.0 (") || engine < 0)
        return -1;
    const bool isMac = has(agent, "(Macintosh");
    if (isMac || has(agent, "(iPhone") || has(agent, "(iPad") || has(agent, "(iPod")) {
        if (const qsizetype mobile = positionOf(" Mobile/", agent, engine); mobile >= 0)
            return afterToken(agent, mobile + 1);
        const qsizetype bracket = agent.indexOf(')', engine);
        return isMac && bracket >= 0 && !has(agent, "Safari/") ? bracket + 1 : -1;
    }
    if (has(agent, "; wv)")) {
        const qsizetype safari = positionOf(" Safari/", agent, engine);
        return safari < 0 ? -1 : afterToken(agent, safari + 1);
    }
    if (const qsizetype ark = positionOf(" ArkWeb/", agent, engine); ark >= 0)
        return afterToken(agent, ark + 1);
    return -1;
}

QByteArrayView appWords(QByteArrayView agent)
{
    if (const qsizetype behind = appWordsAt(agent); behind >= 0)
        return agent.sliced(behind);
    constexpr QByteArrayView kEngine("(KHTML, like Gecko)");
    const qsizetype engine = has(agent, " Electron/") && looksPersonal(agent) ? positionOf(kEngine, agent)
                                                                              : -1;
    if (engine < 0)
        return {};
    const qsizetype start = engine + kEngine.size();
    const qsizetype chrome = positionOf(" Chrome/", agent, start);
    return agent.sliced(start, (chrome < 0 ? agent.size() : chrome) - start);
}

QByteArrayView machineWords(QByteArrayView agent)
{
    if (const qsizetype app = appWordsAt(agent); app >= 0)
        return agent.first(app);
    if (agent.startsWith("Mozilla/") || agent.startsWith("Opera/"))
        return agent;
    if (const qsizetype library = positionOf(" CFNetwork/", agent); library >= 0)
        return agent.sliced(library);
    const qsizetype bracket = looksPersonal(agent) ? agent.indexOf('(') : -1;
    return bracket < 0 ? agent : agent.sliced(bracket);
}

QByteArrayView machineComment(QByteArrayView agent)
{
    const qsizetype start = agent.startsWith("Mozilla/") ? agent.indexOf('(') : -1;
    if (start < 0)
        return machineWords(agent);
    int depth = 0; // "moto g(7)"
    for (qsizetype at = start; at < agent.size(); ++at) {
        depth += agent[at] == '(' ? 1 : agent[at] == ')' ? -1 : 0;
        if (depth == 0)
            return agent.sliced(start, at + 1 - start);
    }
    return agent.sliced(start);
}
