// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clienthints.h"

#include "core/visitor/agent/agentversion.h"

#include <QList>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

struct Brand
{
    QByteArray name;
    QByteArray version;
};

constexpr qsizetype kMaxBrands = 10;

struct BrandName
{
    const char *brand;
    const char *name;
};

/// Brands of products; Chromium and the made-up ones ("Not A;Brand") are none.
constexpr BrandName kBrands[] = {
    {"Google Chrome", "Chrome"},
    {"Microsoft Edge", "Edge"},
    {"Brave", "Brave"},
    {"Opera", "Opera"},
    {"Opera GX", "Opera GX"},
    {"Opera Mobile", "Opera"},
    {"Opera Mini", "Opera Mini"},
    {"Vivaldi", "Vivaldi"},
    {"YaBrowser", "Yandex Browser"},
    {"Samsung Internet", "Samsung Internet"},
    {"DuckDuckGo", "DuckDuckGo"},
    {"Whale", "Whale"},
    {"Arc", "Arc"},
    {"Dia", "Dia"},
    {"HeadlessChrome", "Headless Chrome"},
};

/// A text of RFC 8941: printable ASCII in quotes, with \\ and \" escaped. Advances past it.
std::optional<QByteArray> takeQuoted(QByteArrayView &text)
{
    if (!text.startsWith('"'))
        return std::nullopt;
    QByteArray value("");
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text = text.sliced(i + 1);
            return value;
        }
        if (text[i] == '\\' && ++i == text.size())
            return std::nullopt;
        if (text[i] < ' ' || text[i] > '~')
            return std::nullopt;
        value.append(text[i]);
    }
    return std::nullopt;
}

/// The only thing in a header: a quoted text.
QByteArray quotedText(QByteArrayView header)
{
    QByteArrayView rest = header.trimmed();
    const std::optional<QByteArray> value = takeQuoted(rest);
    return value && rest.isEmpty() ? value->trimmed() : QByteArray();
}

/// "A";v="1", "B";v="2"; nothing unless all of it is of that form.
QList<Brand> brandList(QByteArrayView header)
{
    QList<Brand> brands;
    QByteArrayView rest = header.trimmed();
    while (!rest.isEmpty() && brands.size() < kMaxBrands) {
        const std::optional<QByteArray> name = takeQuoted(rest);
        if (!name || !rest.startsWith(";v="))
            return {};
        rest = rest.sliced(3);
        const std::optional<QByteArray> version = takeQuoted(rest);
        if (!version)
            return {};
        brands.append({*name, *version});
        rest = rest.trimmed();
        if (rest.isEmpty())
            break;
        if (!rest.startsWith(','))
            return {};
        rest = rest.sliced(1).trimmed();
    }
    return brands;
}

bool isVersion(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 24
        && std::ranges::all_of(text, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

/// The product among the brands, by our name; Chrome counts least, because others bring it along.
std::optional<std::pair<QString, QByteArray>> product(const QList<Brand> &brands)
{
    std::optional<std::pair<QString, QByteArray>> found;
    for (const Brand &brand : brands) {
        const auto known = std::ranges::find_if(
            kBrands, [&](const BrandName &row) { return brand.name == QByteArrayView(row.brand); });
        if (known == std::end(kBrands) || !isVersion(brand.version))
            continue;
        if (!found || found->first == QLatin1StringView("Chrome"))
            found = std::pair(QString::fromLatin1(known->name), brand.version);
    }
    return found;
}

void refineBrowser(Client &client, const ClientHints &hints)
{
    const auto brand = product(brandList(hints.brands));
    const auto full = product(brandList(hints.fullVersions));
    const auto &named = full ? full : brand;
    if (!named)
        return;
    // An app or a product that the agent names is more than the engine that the brands name.
    const bool isEngine = client.browser.isEmpty() || client.browser == QLatin1StringView("Chrome");
    const bool isProduct = named->first != QLatin1StringView("Chrome");
    if (isEngine && named->first != client.browser) {
        client.browser = named->first;
        client.browserVersion = shortVersion(named->second);
    } else if (full && full->first == client.browser) {
        client.browserVersion = shortVersion(full->second);
    } else if (isEngine && isProduct) {
        client.browserVersion = shortVersion(named->second);
    }
}

/// Platform-Version of Windows counts its API contracts, not Windows.
QString windowsVersion(QByteArrayView version)
{
    const int major = version.first(std::max<qsizetype>(version.indexOf('.'), 0)).toInt();
    if (major >= 13)
        return QStringLiteral("11");
    if (major >= 1)
        return QStringLiteral("10");
    if (version.startsWith("0.3"))
        return QStringLiteral("8.1");
    if (version.startsWith("0.2"))
        return QStringLiteral("8");
    return version.startsWith("0.1") ? QStringLiteral("7") : QString();
}

QString systemName(const QByteArray &platform)
{
    if (platform == "Windows" || platform == "macOS" || platform == "Android" || platform == "Linux"
        || platform == "iOS")
        return QString::fromLatin1(platform);
    return platform == "Chrome OS" || platform == "Chromium OS" ? QStringLiteral("Chrome OS") : QString();
}

void refineSystem(Client &client, const ClientHints &hints)
{
    const QString system = systemName(quotedText(hints.platform));
    if (system.isEmpty())
        return;
    if (system != client.os)
        client.osVersion.clear();
    client.os = system;
    const QByteArray version = quotedText(hints.platformVersion);
    if (!isVersion(version) || system == QLatin1StringView("Linux"))
        return;
    const QString known = system == QLatin1StringView("Windows") ? windowsVersion(version)
                                                                 : shortVersion(version);
    if (!known.isEmpty())
        client.osVersion = known;
}

} // namespace

ClientHints ClientHints::bounded() const
{
    const auto cut = [](QByteArrayView text, qsizetype bytes) {
        return text.first(std::min(text.size(), bytes));
    };
    return {cut(brands, 256), cut(fullVersions, 384), cut(mobile, 8), cut(platform, 32),
            cut(platformVersion, 32)};
}

Client refinedByHints(Client client, const ClientHints &hints)
{
    refineBrowser(client, hints);
    const QString before = client.os;
    refineSystem(client, hints);
    if (client.os != before && client.os == QLatin1StringView("Android"))
        client.device.clear(); // "Desktop site" was asked for: what the agent says of the device is made up
    const bool isHandheld = client.device == QLatin1StringView("Mobile")
        || client.device == QLatin1StringView("Tablet") || client.device.isEmpty();
    if (isHandheld && client.os == QLatin1StringView("Android")) {
        if (hints.mobile == "?1")
            client.device = QStringLiteral("Mobile");
        else if (hints.mobile == "?0")
            client.device = QStringLiteral("Tablet");
    } else if (hints.mobile == "?1" && client.device.isEmpty()) {
        client.device = QStringLiteral("Mobile");
    }
    return client;
}

bool nameHeadless(const ClientHints &hints)
{
    const auto isHeadless = [](const Brand &brand) { return brand.name == "HeadlessChrome"; };
    return std::ranges::any_of(brandList(hints.brands), isHeadless)
        || std::ranges::any_of(brandList(hints.fullVersions), isHeadless);
}
