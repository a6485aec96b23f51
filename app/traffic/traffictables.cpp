// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/traffic/traffictables.h"

#include "core/visitor/referrer/referrerclassifier.h"

#include <array>

namespace {

using Form = SimulatedAgent::Form;

struct AgentRow
{
    Form form;
    quint32 weight;
    const char16_t *agent, *os, *osVersion, *browser, *browserVersion;
};

struct BotRow
{
    quint32 weight;
    const char16_t *agent, *category;
};

struct PlaceRow
{
    const char16_t *country, *region, *city;
    qint16 latitude, longitude; ///< in hundredths of a degree
    quint8 first, second; ///< octets of the network
    const char16_t *language;
    quint32 weight;
};

struct SourceRow
{
    const char16_t *referrer, *source, *medium, *name, *content;
    quint32 weight;
};

struct TextPair
{
    const char16_t *first, *second;
};

// clang-format off
constexpr auto kAgents = std::to_array<AgentRow>({
    {Form::Desktop, 95, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     u"Windows", u"10", u"Chrome", u"131"},
    {Form::Desktop, 60, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
     u"Windows", u"10", u"Chrome", u"130"},
    {Form::Desktop, 22, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
     u"Windows", u"10", u"Chrome", u"129"},
    {Form::Desktop, 10, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
     u"Windows", u"10", u"Chrome", u"128"},
    {Form::Desktop, 6, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
     u"Windows", u"10", u"Chrome", u"126"},
    {Form::Desktop, 5, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
     u"Windows", u"10", u"Chrome", u"120"},
    {Form::Desktop, 60, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     u"macOS", u"10.15.7", u"Chrome", u"131"},
    {Form::Desktop, 35, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
     u"macOS", u"10.15.7", u"Chrome", u"130"},
    {Form::Desktop, 12, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
     u"macOS", u"10.15.7", u"Chrome", u"129"},
    {Form::Desktop, 4, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
     u"macOS", u"10.15.7", u"Chrome", u"124"},
    {Form::Desktop, 12, u"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     u"Linux", u"", u"Chrome", u"131"},
    {Form::Desktop, 8, u"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
     u"Linux", u"", u"Chrome", u"130"},
    {Form::Desktop, 6, u"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     u"Chrome OS", u"14541.0.0", u"Chrome", u"131"},
    {Form::Desktop, 4, u"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
     u"Chrome OS", u"14541.0.0", u"Chrome", u"129"},
    {Form::Desktop, 38, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
     u"Windows", u"10", u"Edge", u"131"},
    {Form::Desktop, 24, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
     u"Windows", u"10", u"Edge", u"130"},
    {Form::Desktop, 4, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
     u"macOS", u"10.15.7", u"Edge", u"131"},
    {Form::Desktop, 12, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
     u"Windows", u"10", u"Opera", u"115"},
    {Form::Desktop, 4, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
     u"macOS", u"10.15.7", u"Opera", u"115"},
    {Form::Desktop, 4, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Vivaldi/7.0.3495.11",
     u"Windows", u"10", u"Vivaldi", u"7.0"},
    {Form::Desktop, 6, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 YaBrowser/24.10.0.0",
     u"Windows", u"10", u"Yandex Browser", u"24.10"},
    {Form::Desktop, 24, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
     u"Windows", u"10", u"Firefox", u"133"},
    {Form::Desktop, 14, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
     u"Windows", u"10", u"Firefox", u"132"},
    {Form::Desktop, 5, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
     u"Windows", u"10", u"Firefox", u"128"},
    {Form::Desktop, 3, u"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0",
     u"Windows", u"10", u"Firefox", u"115"},
    {Form::Desktop, 10, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0",
     u"macOS", u"10.15", u"Firefox", u"133"},
    {Form::Desktop, 5, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0",
     u"macOS", u"10.15", u"Firefox", u"132"},
    {Form::Desktop, 10, u"Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
     u"Linux", u"", u"Firefox", u"133"},
    {Form::Desktop, 4, u"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
     u"Linux", u"", u"Firefox", u"128"},
    {Form::Desktop, 4, u"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
     u"Ubuntu", u"", u"Firefox", u"133"},
    {Form::Desktop, 42, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
     u"macOS", u"10.15.7", u"Safari", u"18.1"},
    {Form::Desktop, 22, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
     u"macOS", u"10.15.7", u"Safari", u"17.6"},
    {Form::Desktop, 8, u"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Safari/605.1.15",
     u"macOS", u"10.15.7", u"Safari", u"16.6"},
    {Form::Mobile, 95, u"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
     u"iOS", u"18.1", u"Safari", u"18.1"},
    {Form::Mobile, 48, u"Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1",
     u"iOS", u"17.7", u"Safari", u"17.7"},
    {Form::Mobile, 26, u"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
     u"iOS", u"17.5", u"Safari", u"17.5"},
    {Form::Mobile, 14, u"Mozilla/5.0 (iPhone; CPU iPhone OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.7 Mobile/15E148 Safari/604.1",
     u"iOS", u"16.7", u"Safari", u"16.7"},
    {Form::Mobile, 5, u"Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.8 Mobile/15E148 Safari/604.1",
     u"iOS", u"15.8", u"Safari", u"15.8"},
    {Form::Mobile, 22, u"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
     u"iOS", u"18.1", u"Chrome", u"131"},
    {Form::Mobile, 10, u"Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0.6778.73 Mobile/15E148 Safari/604.1",
     u"iOS", u"17.7", u"Chrome", u"130"},
    {Form::Mobile, 4, u"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/133.0 Mobile/15E148 Safari/605.1.15",
     u"iOS", u"18.1", u"Firefox", u"133"},
    {Form::Mobile, 90, u"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
     u"Android", u"10", u"Chrome", u"131"},
    {Form::Mobile, 48, u"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
     u"Android", u"10", u"Chrome", u"130"},
    {Form::Mobile, 18, u"Mozilla/5.0 (Linux; Android 14; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Chrome", u"131"},
    {Form::Mobile, 16, u"Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Chrome", u"130"},
    {Form::Mobile, 10, u"Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36",
     u"Android", u"12", u"Chrome", u"128"},
    {Form::Mobile, 14, u"Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
     u"Android", u"15", u"Chrome", u"131"},
    {Form::Mobile, 8, u"Mozilla/5.0 (Linux; Android 14; Pixel 6a) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Chrome", u"130"},
    {Form::Mobile, 12, u"Mozilla/5.0 (Linux; Android 13; 2201117TG) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36",
     u"Android", u"13", u"Chrome", u"129"},
    {Form::Mobile, 9, u"Mozilla/5.0 (Linux; Android 14; CPH2581) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Chrome", u"130"},
    {Form::Mobile, 6, u"Mozilla/5.0 (Linux; Android 13; M2101K6G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
     u"Android", u"13", u"Chrome", u"126"},
    {Form::Mobile, 6, u"Mozilla/5.0 (Linux; Android 14; moto g84 5G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Chrome", u"131"},
    {Form::Mobile, 5, u"Mozilla/5.0 (Linux; Android 13; V2250) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36",
     u"Android", u"13", u"Chrome", u"128"},
    {Form::Mobile, 22, u"Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Samsung Internet", u"27.0"},
    {Form::Mobile, 12, u"Mozilla/5.0 (Linux; Android 14; SM-A346B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
     u"Android", u"14", u"Samsung Internet", u"26.0"},
    {Form::Mobile, 7, u"Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0",
     u"Android", u"14", u"Firefox", u"133"},
    {Form::Mobile, 3, u"Mozilla/5.0 (Android 13; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0",
     u"Android", u"13", u"Firefox", u"132"},
    {Form::Mobile, 4, u"Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 OPR/86.0.0.0",
     u"Android", u"14", u"Opera", u"86"},
    {Form::Mobile, 4, u"Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 EdgA/130.0.0.0",
     u"Android", u"13", u"Edge", u"130"},
    {Form::Mobile, 5, u"Mozilla/5.0 (Linux; U; Android 12; en-US; RMX3085) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.2.1636 Mobile Safari/537.36",
     u"Android", u"12", u"UC Browser", u"13.7"},
    {Form::Tablet, 10, u"Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
     u"iOS", u"18.1", u"Safari", u"18.1"},
    {Form::Tablet, 6, u"Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
     u"iOS", u"17.6", u"Safari", u"17.6"},
    {Form::Tablet, 7, u"Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
     u"Android", u"13", u"Chrome", u"131"},
    {Form::Tablet, 4, u"Mozilla/5.0 (Linux; Android 11; Lenovo TB-X606F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
     u"Android", u"11", u"Chrome", u"128"},
});

constexpr auto kBots = std::to_array<BotRow>({
    {30, u"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", u"crawler"},
    {20, u"Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", u"crawler"},
    {18, u"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", u"crawler"},
    {14, u"Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", u"crawler"},
    {10, u"Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)", u"crawler"},
    {8, u"Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", u"crawler"},
    {8, u"facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", u"preview"},
    {6, u"Twitterbot/1.0", u"preview"},
    {6, u"Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", u"preview"},
    {10, u"Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", u"monitor"},
    {8, u"python-requests/2.32.3", u"library"},
    {6, u"curl/8.10.1", u"library"},
    {6, u"Go-http-client/2.0", u"library"},
});

// Networks are ranges of access providers of the country; nothing is ever sent to them.
constexpr auto kPlaces = std::to_array<PlaceRow>({
    {u"US", u"New York", u"New York City", 4071, -7401, 72, 229, u"en-US", 70},
    {u"US", u"California", u"Los Angeles", 3405, -11824, 76, 168, u"en-US", 55},
    {u"US", u"Illinois", u"Chicago", 4188, -8763, 73, 110, u"en-US", 36},
    {u"US", u"Texas", u"Houston", 2976, -9537, 98, 194, u"en-US", 30},
    {u"US", u"Washington", u"Seattle", 4761, -12233, 73, 140, u"en-US", 28},
    {u"US", u"California", u"San Francisco", 3777, -12242, 73, 92, u"en-US", 40},
    {u"US", u"Massachusetts", u"Boston", 4236, -7106, 73, 38, u"en-US", 22},
    {u"US", u"Florida", u"Miami", 2576, -8019, 73, 1, u"es-US", 16},
    {u"CA", u"Ontario", u"Toronto", 4365, -7938, 99, 224, u"en-CA", 26},
    {u"CA", u"Quebec", u"Montréal", 4550, -7357, 70, 80, u"fr-CA", 14},
    {u"CA", u"British Columbia", u"Vancouver", 4928, -12312, 24, 84, u"en-CA", 10},
    {u"MX", u"Ciudad de México", u"Mexico City", 1943, -9913, 187, 189, u"es-MX", 22},
    {u"BR", u"São Paulo", u"São Paulo", -2355, -4663, 177, 32, u"pt-BR", 44},
    {u"BR", u"Rio de Janeiro", u"Rio de Janeiro", -2291, -4317, 187, 14, u"pt-BR", 18},
    {u"AR", u"Ciudad Autónoma de Buenos Aires", u"Buenos Aires", -3460, -5838, 181, 44, u"es-AR", 16},
    {u"CL", u"Región Metropolitana de Santiago", u"Santiago", -3345, -7067, 190, 160, u"es-CL", 10},
    {u"CO", u"Distrito Capital de Bogotá", u"Bogotá", 471, -7407, 181, 53, u"es-CO", 12},
    {u"PE", u"Lima", u"Lima", -1205, -7704, 190, 232, u"es-PE", 7},
    {u"GB", u"England", u"London", 5151, -13, 86, 128, u"en-GB", 60},
    {u"GB", u"England", u"Manchester", 5348, -224, 82, 2, u"en-GB", 16},
    {u"GB", u"Scotland", u"Edinburgh", 5595, -319, 81, 157, u"en-GB", 8},
    {u"IE", u"Leinster", u"Dublin", 5335, -626, 86, 40, u"en-IE", 10},
    {u"DE", u"Berlin", u"Berlin", 5252, 1340, 84, 190, u"de-DE", 38},
    {u"DE", u"Bayern", u"Munich", 4814, 1158, 93, 104, u"de-DE", 30},
    {u"DE", u"Hamburg", u"Hamburg", 5355, 999, 85, 176, u"de-DE", 18},
    {u"DE", u"Hessen", u"Frankfurt am Main", 5011, 868, 91, 0, u"de-DE", 16},
    {u"AT", u"Wien", u"Vienna", 4821, 1637, 80, 108, u"de-AT", 10},
    {u"CH", u"Zürich", u"Zürich", 4737, 854, 85, 0, u"de-CH", 12},
    {u"FR", u"Île-de-France", u"Paris", 4885, 235, 90, 0, u"fr-FR", 42},
    {u"FR", u"Auvergne-Rhône-Alpes", u"Lyon", 4576, 484, 86, 192, u"fr-FR", 12},
    {u"FR", u"Provence-Alpes-Côte-d’Azur", u"Marseille", 4330, 537, 82, 64, u"fr-FR", 8},
    {u"ES", u"Madrid, Comunidad de", u"Madrid", 4042, -370, 83, 32, u"es-ES", 24},
    {u"ES", u"Catalunya", u"Barcelona", 4139, 217, 88, 0, u"ca-ES", 16},
    {u"PT", u"Lisboa", u"Lisbon", 3872, -914, 85, 240, u"pt-PT", 8},
    {u"IT", u"Lombardia", u"Milan", 4546, 919, 79, 0, u"it-IT", 22},
    {u"IT", u"Lazio", u"Rome", 4189, 1248, 87, 0, u"it-IT", 14},
    {u"NL", u"Noord-Holland", u"Amsterdam", 5237, 490, 84, 80, u"nl-NL", 24},
    {u"BE", u"Brussels Hoofdstedelijk Gewest", u"Brussels", 5085, 435, 81, 240, u"fr-BE", 10},
    {u"PL", u"Mazowieckie", u"Warsaw", 5223, 2101, 83, 0, u"pl-PL", 24},
    {u"PL", u"Małopolskie", u"Kraków", 5006, 1994, 89, 64, u"pl-PL", 10},
    {u"CZ", u"Praha, Hlavní město", u"Prague", 5009, 1442, 89, 176, u"cs-CZ", 9},
    {u"SE", u"Stockholms län", u"Stockholm", 5933, 1807, 78, 64, u"sv-SE", 14},
    {u"NO", u"Oslo", u"Oslo", 5991, 1075, 84, 208, u"nb-NO", 8},
    {u"DK", u"Hovedstaden", u"Copenhagen", 5568, 1257, 80, 160, u"da-DK", 8},
    {u"FI", u"Uusimaa", u"Helsinki", 6017, 2494, 91, 152, u"fi-FI", 8},
    {u"UA", u"Kyiv", u"Kyiv", 5045, 3052, 93, 72, u"uk-UA", 10},
    {u"RO", u"București", u"Bucharest", 4443, 2610, 79, 112, u"ro-RO", 9},
    {u"GR", u"Attikí", u"Athens", 3798, 2373, 79, 128, u"el-GR", 7},
    {u"TR", u"İstanbul", u"Istanbul", 4101, 2898, 88, 224, u"tr-TR", 22},
    {u"IL", u"Tall Abīb", u"Tel Aviv", 3208, 3478, 79, 176, u"he-IL", 8},
    {u"AE", u"Dubayy", u"Dubai", 2520, 5527, 94, 200, u"ar-AE", 10},
    {u"SA", u"Ar Riyāḑ", u"Riyadh", 2471, 4668, 95, 184, u"ar-SA", 8},
    {u"EG", u"Al Qāhirah", u"Cairo", 3004, 3124, 156, 192, u"ar-EG", 10},
    {u"NG", u"Lagos", u"Lagos", 652, 338, 105, 112, u"en-NG", 14},
    {u"KE", u"Nairobi City", u"Nairobi", -129, 3682, 105, 160, u"en-KE", 9},
    {u"ZA", u"Gauteng", u"Johannesburg", -2620, 2805, 105, 224, u"en-ZA", 12},
    {u"MA", u"Casablanca-Settat", u"Casablanca", 3357, -759, 105, 144, u"fr-MA", 6},
    {u"IN", u"Mahārāshtra", u"Mumbai", 1908, 7288, 49, 32, u"en-IN", 62},
    {u"IN", u"Karnātaka", u"Bengaluru", 1297, 7759, 106, 51, u"en-IN", 50},
    {u"IN", u"Delhi", u"Delhi", 2865, 7723, 122, 160, u"hi-IN", 40},
    {u"IN", u"Tamil Nādu", u"Chennai", 1308, 8027, 117, 192, u"ta-IN", 18},
    {u"PK", u"Sindh", u"Karachi", 2486, 6700, 39, 32, u"ur-PK", 9},
    {u"BD", u"Dhaka", u"Dhaka", 2381, 9041, 103, 108, u"bn-BD", 8},
    {u"ID", u"Jakarta Raya", u"Jakarta", -621, 10685, 36, 68, u"id-ID", 26},
    {u"PH", u"National Capital Region", u"Manila", 1460, 12098, 112, 198, u"en-PH", 16},
    {u"VN", u"Hồ Chí Minh", u"Ho Chi Minh City", 1082, 10663, 113, 161, u"vi-VN", 16},
    {u"TH", u"Krung Thep Maha Nakhon", u"Bangkok", 1376, 10050, 49, 228, u"th-TH", 12},
    {u"SG", u"", u"Singapore", 129, 10385, 116, 86, u"en-SG", 14},
    {u"MY", u"Wilayah Persekutuan Kuala Lumpur", u"Kuala Lumpur", 314, 10169, 175, 136, u"ms-MY", 9},
    {u"CN", u"Beijing Shi", u"Beijing", 3990, 11641, 114, 240, u"zh-CN", 16},
    {u"CN", u"Shanghai Shi", u"Shanghai", 3123, 12147, 116, 224, u"zh-CN", 16},
    {u"TW", u"Taipei", u"Taipei", 2503, 12157, 111, 240, u"zh-TW", 12},
    {u"HK", u"", u"Hong Kong", 2232, 11417, 112, 118, u"zh-HK", 8},
    {u"JP", u"Tokyo", u"Tokyo", 3568, 13969, 126, 0, u"ja-JP", 44},
    {u"JP", u"Osaka", u"Osaka", 3469, 13550, 124, 144, u"ja-JP", 18},
    {u"KR", u"Seoul-teukbyeolsi", u"Seoul", 3757, 12698, 121, 128, u"ko-KR", 24},
    {u"AU", u"New South Wales", u"Sydney", -3387, 15121, 1, 128, u"en-AU", 24},
    {u"AU", u"Victoria", u"Melbourne", -3781, 14496, 101, 160, u"en-AU", 18},
    {u"NZ", u"Auckland", u"Auckland", -3685, 17476, 122, 56, u"en-NZ", 8},
});

constexpr auto kDataCenters = std::to_array<PlaceRow>({
    {u"US", u"California", u"Mountain View", 3739, -12208, 66, 249, u"", 10},
    {u"US", u"Virginia", u"Ashburn", 3904, -7749, 52, 70, u"", 10},
    {u"US", u"Washington", u"Redmond", 4767, -12212, 157, 55, u"", 6},
    {u"DE", u"Hessen", u"Frankfurt am Main", 5011, 868, 3, 120, u"", 4},
});

// A network that its owner named, and one that nobody did.
constexpr auto kLocalNetworks = std::to_array<PlaceRow>({
    {u"", u"", u"Hall B", 5252, 1340, 192, 168, u"de-DE", 1},
    {u"", u"", u"", 0, 0, 172, 16, u"en-GB", 1},
});

constexpr auto kSources = std::to_array<SourceRow>({
    {u"", u"", u"", u"", u"", 360},
    {u"https://www.google.com/", u"", u"", u"", u"", 300},
    {u"https://www.bing.com/", u"", u"", u"", u"", 26},
    {u"https://duckduckgo.com/", u"", u"", u"", u"", 22},
    {u"https://search.brave.com/", u"", u"", u"", u"", 5},
    {u"https://yandex.ru/", u"", u"", u"", u"", 6},
    {u"https://www.baidu.com/link", u"", u"", u"", u"", 5},
    {u"https://news.ycombinator.com/", u"", u"", u"", u"", 60},
    {u"https://t.co/Qx7k2mZ", u"", u"", u"", u"", 34},
    {u"https://l.instagram.com/", u"", u"", u"", u"", 30},
    {u"https://www.linkedin.com/feed/", u"", u"", u"", u"", 24},
    {u"https://lm.facebook.com/", u"", u"", u"", u"", 22},
    {u"https://www.reddit.com/r/selfhosted/", u"", u"", u"", u"", 20},
    {u"https://www.youtube.com/", u"", u"", u"", u"", 10},
    {u"https://mastodon.social/", u"", u"", u"", u"", 6},
    {u"https://github.com/", u"", u"", u"", u"", 24},
    {u"https://lobste.rs/", u"", u"", u"", u"", 6},
    {u"https://dev.to/", u"", u"", u"", u"", 6},
    {u"https://blog.example.org/2026/oscilloscopes", u"", u"", u"", u"", 8},
    {u"", u"newsletter", u"email", u"spring-launch", u"", 40},
    {u"https://mail.google.com/", u"newsletter", u"email", u"weekly-digest", u"", 16},
    {u"https://www.google.com/", u"google", u"cpc", u"brand", u"hero", 26},
    {u"https://l.instagram.com/", u"instagram", u"paid_social", u"spring-launch", u"reel", 14},
    {u"", u"partner", u"referral", u"bundle", u"", 6},
});

constexpr auto kPages = std::to_array<TextPair>({
    {u"/", u"Shop: instruments for curious people"},
    {u"/products", u"All products"},
    {u"/products/oscilloscope-x1", u"Oscilloscope X1"},
    {u"/pricing", u"Pricing"},
    {u"/products/logic-analyzer", u"Logic analyzer"},
    {u"/blog", u"Blog"},
    {u"/docs", u"Documentation"},
    {u"/docs/getting-started", u"Getting started"},
    {u"/products/probe-kit", u"Probe kit"},
    {u"/cart", u"Your cart"},
    {u"/signup", u"Create an account"},
    {u"/login", u"Log in"},
    {u"/docs/api", u"API reference"},
    {u"/about", u"About us"},
    {u"/checkout", u"Checkout"},
    {u"/products/signal-generator", u"Signal generator"},
    {u"/products/bench-supply", u"Bench power supply"},
    {u"/support", u"Support"},
    {u"/docs/faq", u"Questions and answers"},
    {u"/contact", u"Contact"},
    {u"/careers", u"Careers"},
    {u"/press", u"Press"},
    {u"/changelog", u"Changelog"},
    {u"/privacy", u"Privacy"},
    {u"/terms", u"Terms"},
});

constexpr auto kSubjects = std::to_array<const char16_t *>({
    u"Triggers", u"Probes", u"Grounding", u"Bandwidth", u"Sampling", u"Jitter", u"Noise floors", u"Eye diagrams", u"Rise times", u"Calibration", u"Decoding I2C", u"Decoding SPI", u"Spectrum views", u"Long captures",
});

constexpr auto kAngles = std::to_array<const char16_t *>({
    u"explained", u"in practice", u"for beginners", u"on a budget", u"done wrong", u"in five minutes", u"at 3 a.m.", u"and what they hide", u"revisited", u"compared", u"in the field", u"by example",
});

constexpr auto kDesktopScreens = std::to_array<const char16_t *>({
    u"1920x1080", u"2560x1440", u"1536x864", u"1440x900", u"1366x768", u"3840x2160", u"1728x1117", u"1680x1050",
});

constexpr auto kMobileScreens = std::to_array<const char16_t *>({
    u"390x844", u"393x873", u"412x915", u"360x800", u"430x932", u"414x896", u"375x812", u"384x854",
});

constexpr auto kTabletScreens = std::to_array<const char16_t *>({
    u"820x1180", u"810x1080", u"800x1280", u"1024x1366",
});

constexpr auto kOutboundTargets = std::to_array<const char16_t *>({
    u"https://github.com/example/firmware", u"https://www.youtube.com/watch?v=scope", u"https://en.wikipedia.org/wiki/Oscilloscope", u"https://status.example.net/", u"https://docs.example.org/manual.pdf",
});

constexpr auto kLinks = std::to_array<TextPair>({
    {u"spring", u"/products?utm_source=newsletter&utm_medium=email&utm_campaign=spring-launch"},
    {u"x1", u"/products/oscilloscope-x1"},
    {u"talk", u"/docs/getting-started?utm_source=conference&utm_medium=slides&utm_campaign=talk"},
    {u"qr", u"/pricing?utm_source=flyer&utm_medium=print&utm_campaign=qr"},
});
// clang-format on

QString text(const char16_t *literal)
{
    return QString::fromUtf16(literal);
}

template <typename Rows>
QList<QString> texts(const Rows &rows)
{
    QList<QString> list;
    for (const char16_t *row : rows)
        list.append(text(row));
    return list;
}

SimulatedPlace placeOf(const PlaceRow &row)
{
    const quint32 network = static_cast<quint32>(row.first) << 24 | static_cast<quint32>(row.second) << 16;
    Place place {text(row.country), text(row.region), text(row.city)};
    if (!place.isEmpty()) {
        place.source = QStringLiteral("simulated");
        place.position = GeoPosition {row.latitude, row.longitude};
    }
    const NetworkClass kind = place.country.isEmpty() ? NetworkClass::Private : NetworkClass::Public;
    return {place, kind, network, text(row.language), row.weight};
}

SimulatedSource sourceOf(const SourceRow &row, ReferrerClassifier &referrers, const QString &origin)
{
    SimulatedSource source;
    source.referrer = text(row.referrer);
    source.campaign = {text(row.source), text(row.medium), text(row.name), {}, text(row.content)};
    source.weight = row.weight;
    if (!source.campaign.isEmpty()) {
        source.query = u"?utm_source=" % source.campaign.source % u"&utm_medium=" % source.campaign.medium
            % u"&utm_campaign=" % source.campaign.name;
        if (!source.campaign.content.isEmpty())
            source.query += u"&utm_content=" % source.campaign.content;
    }
    const ReferrerClassifier::Origin counted = referrers.classify(source.referrer, source.campaign,
                                                                  origin % source.query, {}, {});
    source.name = counted.source;
    source.channel = counted.channel;
    return source;
}

/// "Eye diagrams at 3 a.m." → "eye-diagrams-at-3-a-m"
QString slugOf(const QString &title)
{
    QString slug;
    for (const QChar c : title.toLower()) {
        if (c.isLetterOrNumber())
            slug += c;
        else if (!slug.endsWith(u'-'))
            slug += u'-';
    }
    return slug.endsWith(u'-') ? slug.chopped(1) : slug;
}

/// Zipf's law, moved by three ranks so that the front page does not drown the rest.
quint32 zipfWeight(qsizetype rank)
{
    return static_cast<quint32>(1000000 / (rank + 3));
}

QList<SimulatedPage> pagesOf(const QString &origin)
{
    QList<SimulatedPage> pages;
    for (const TextPair &page : kPages)
        pages.append({origin % text(page.first), text(page.second), zipfWeight(pages.size())});
    for (const char16_t *angle : kAngles) {
        for (const char16_t *subject : kSubjects) {
            const QString title = text(subject) % u' ' % text(angle);
            pages.append({origin % u"/blog/" % slugOf(title), title, zipfWeight(pages.size())});
        }
    }
    return pages;
}

} // namespace

TrafficTables::TrafficTables(const QString &origin) :
    pages(pagesOf(origin)),
    outboundTargets(texts(kOutboundTargets)),
    desktopScreens(texts(kDesktopScreens)),
    mobileScreens(texts(kMobileScreens)),
    tabletScreens(texts(kTabletScreens))
{
    constexpr std::array kFormNames {u"Desktop", u"Mobile", u"Tablet"};
    for (const AgentRow &row : kAgents) {
        const char16_t *device = kFormNames.at(static_cast<std::size_t>(row.form));
        agents.append(
            {row.form,
             row.weight,
             text(row.agent),
             {text(device), text(row.os), text(row.osVersion), text(row.browser), text(row.browserVersion)},
             {}});
    }
    for (const BotRow &row : kBots) {
        bots.append({Form::Desktop,
                     row.weight,
                     text(row.agent),
                     {},
                     {true, text(row.category), QStringLiteral("simulated"), 90}});
    }
    for (const PlaceRow &row : kPlaces)
        places.append(placeOf(row));
    for (const PlaceRow &row : kDataCenters)
        dataCenters.append(placeOf(row));
    for (const PlaceRow &row : kLocalNetworks)
        localNetworks.append(placeOf(row));
    ReferrerClassifier referrers;
    for (const SourceRow &row : kSources)
        sources.append(sourceOf(row, referrers, origin));
    for (const TextPair &row : kLinks)
        links.append({text(row.first), origin % text(row.second)});
}
