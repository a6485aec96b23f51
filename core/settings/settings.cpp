// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/settings.h"

#include "core/types/network.h"

#include <QSettings>

#include <algorithm>
#include <array>

namespace {

constexpr quint16 kDefaultPort = 8787;
constexpr int kDefaultWindowMinutes = 5;
constexpr int kTextPercent = 100;
constexpr int kSmallestText = 75;
constexpr int kLargestText = 200;
constexpr std::array kWindows {1, 2, 5, 10, 30, 60};

QString stateKey(const QString &objectName)
{
    return QStringLiteral("ui/state/") + objectName;
}

/// Everything is read for it: QSettings looks at a section when somebody asks for it.
bool isOfThisForm(const QSettings &file)
{
    (void)file.allKeys();
    return file.status() != QSettings::FormatError;
}

} // namespace

Settings::Settings(const QString &fileName, QObject *parent) :
    QObject(parent),
    m_file(fileName.isEmpty() ? nullptr : std::make_unique<QSettings>(fileName, QSettings::IniFormat)),
    m_isWritten(m_file && isOfThisForm(*m_file))
{
    if (m_file && !m_isWritten)
        qWarning().noquote()
            << fileName
            << "is no file of settings and stays as it is; move it away so that settings are kept";
}

Settings::~Settings() = default;

QString Settings::listenAddress() const
{
    const QString text = value("collector/address", QStringLiteral("127.0.0.1")).toString();
    return isListenAddress(text) ? text : QStringLiteral("127.0.0.1");
}

bool Settings::isListenAddress(const QString &text)
{
    return !listenAddressOf(text).isNull();
}

void Settings::setListenAddress(const QString &address)
{
    setValue("collector/address", address);
}

quint16 Settings::port() const
{
    const uint port = value("collector/port", kDefaultPort).toUInt();
    return port <= 65535 ? static_cast<quint16>(port) : kDefaultPort;
}

void Settings::setPort(quint16 port)
{
    setValue("collector/port", port);
}

CollectorAccess Settings::access() const
{
    CollectorAccess access;
    access.proxies = value("collector/trusted_proxies", QStringList()).toStringList();
    access.clientHeader = value("collector/client_ip_header", QString()).toString();
    bool isNumber = false;
    const int perMinute = value("collector/requests_per_minute", QString()).toInt(&isNumber);
    if (isNumber && perMinute >= 0)
        access.requestsPerMinute = perMinute;
    return access;
}

void Settings::setAccess(const CollectorAccess &access)
{
    setValue("collector/trusted_proxies", access.proxies);
    setValue("collector/client_ip_header", access.clientHeader);
    setValue("collector/requests_per_minute", access.requestsPerMinute);
}

Site Settings::newSite() const
{
    Site site;
    site.timezone = value("new_site/timezone", QString()).toString();
    if (value("new_site/ignores_consent", false).toBool())
        site.consent = Site::ConsentMode::Ignore;
    const QString mode = value("new_site/bots", QString()).toString();
    for (const Site::BotMode known : {Site::BotMode::Strict, Site::BotMode::Off}) {
        if (mode == toString(known))
            site.botMode = known;
    }
    if (const Result<QStringList> kept =
            keptQuery(value("new_site/kept_query", QStringLiteral("none")).toString()))
        site.keptQuery = *kept;
    return site;
}

void Settings::setNewSite(const Site &site)
{
    setValue("new_site/timezone", site.timezone);
    setValue("new_site/ignores_consent", site.consent == Site::ConsentMode::Ignore);
    setValue("new_site/bots", QString(toString(site.botMode)));
    setValue("new_site/kept_query", keptQueryText(site.keptQuery));
}

bool Settings::fullDurability() const
{
    return value("storage/full_durability", false).toBool();
}

void Settings::setFullDurability(bool on)
{
    setValue("storage/full_durability", on);
}

bool Settings::countryOnly() const
{
    return value("places/country_only", false).toBool();
}

void Settings::setCountryOnly(bool on)
{
    setValue("places/country_only", on);
}

bool Settings::flush()
{
    if (!m_file)
        return true;
    if (!m_isWritten)
        return false;
    m_file->sync();
    return m_file->status() == QSettings::NoError;
}

Settings::Theme Settings::theme() const
{
    const QString text = value("ui/theme", QString()).toString();
    if (text == QLatin1StringView("light"))
        return Theme::Light;
    return text == QLatin1StringView("dark") ? Theme::Dark : Theme::System;
}

void Settings::setTheme(Theme newTheme)
{
    if (newTheme == theme())
        return;
    setValue("ui/theme",
             newTheme == Theme::Light      ? QStringLiteral("light")
                 : newTheme == Theme::Dark ? QStringLiteral("dark")
                                           : QStringLiteral("system"));
    Q_EMIT themeChanged(newTheme);
}

int Settings::textPercent() const
{
    bool isNumber = false;
    const int percent = value("ui/text_percent", kTextPercent).toInt(&isNumber);
    return isNumber ? std::clamp(percent, kSmallestText, kLargestText) : kTextPercent;
}

void Settings::setTextPercent(int percent)
{
    if (percent == textPercent())
        return;
    setValue("ui/text_percent", percent);
    Q_EMIT textPercentChanged(textPercent());
}

bool Settings::reducedMotion() const
{
    return value("ui/reduced_motion", false).toBool();
}

void Settings::setReducedMotion(bool on)
{
    if (on == reducedMotion())
        return;
    setValue("ui/reduced_motion", on);
    Q_EMIT reducedMotionChanged(on);
}

int Settings::windowMinutes() const
{
    const int minutes = value("ui/window_minutes", kDefaultWindowMinutes).toInt();
    return std::ranges::find(kWindows, minutes) != kWindows.end() ? minutes : kDefaultWindowMinutes;
}

void Settings::setWindowMinutes(int minutes)
{
    if (minutes == windowMinutes() || std::ranges::find(kWindows, minutes) == kWindows.end())
        return;
    setValue("ui/window_minutes", minutes);
    Q_EMIT windowMinutesChanged(minutes);
}

QString Settings::currentSite() const
{
    return value("ui/site", QString()).toString();
}

void Settings::setCurrentSite(const QString &site)
{
    setValue("ui/site", site);
}

QByteArray Settings::uiState(const QString &objectName) const
{
    return value(stateKey(objectName).toLatin1().constData(), QByteArray()).toByteArray();
}

void Settings::setUiState(const QString &objectName, const QByteArray &state)
{
    setValue(stateKey(objectName).toLatin1().constData(), state);
}

QVariant Settings::value(const char *key, const QVariant &fallback) const
{
    const QString name = QString::fromLatin1(key);
    return m_file && !m_memory.contains(name) ? m_file->value(name, fallback)
                                              : m_memory.value(name, fallback);
}

void Settings::setValue(const char *key, const QVariant &newValue)
{
    const QString name = QString::fromLatin1(key);
    if (m_isWritten)
        m_file->setValue(name, newValue);
    else
        m_memory.insert(name, newValue);
}
