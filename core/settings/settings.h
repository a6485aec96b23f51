// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/collectoraccess.h"
#include "core/types/site.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QVariant>

#include <memory>

class QSettings;

/// The user's settings, kept in `settings.ini` of the data folder. Each object belongs to one thread; objects
/// of one file, also of other processes, see what was flushed before they were created.
///
/// Values are checked when read: a file edited by hand can be wrong, and then the default holds. One that is
/// not of this form at all is read as far as it goes and never written: what is set is kept in memory.
class Settings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Settings)

public:
    enum class Theme : quint8 { System, Light, Dark };

    /// An empty file name keeps everything in memory (tests, screenshots).
    explicit Settings(const QString &fileName, QObject *parent = nullptr);
    ~Settings() override;

    QString listenAddress() const; ///< default 127.0.0.1
    void setListenAddress(const QString &address);
    static bool isListenAddress(const QString &text); ///< as listenAddressOf() takes it
    quint16 port() const; ///< default 8787
    void setPort(quint16 port);
    CollectorAccess access() const; ///< checked by who applies it
    void setAccess(const CollectorAccess &access);
    bool fullDurability() const; ///< default false
    void setFullDurability(bool on);
    bool countryOnly() const; ///< no region, city or position of visitors; default false
    void setCountryOnly(bool on);

    /// What a new site begins with: time zone (empty = that of this computer), consent, bots, kept query.
    Site newSite() const;
    void setNewSite(const Site &site);

    Theme theme() const; ///< default System
    void setTheme(Theme theme);
    int textPercent() const; ///< size of texts, 75 to 200; default 100
    void setTextPercent(int percent);
    bool reducedMotion() const; ///< default false
    void setReducedMotion(bool on);
    int windowMinutes() const; ///< 1, 2, 5, 10, 30 or 60; default 5
    void setWindowMinutes(int minutes);
    QString currentSite() const; ///< empty = all sites
    void setCurrentSite(const QString &site);

    /// Writes now what would be written soon. False when the file cannot be written, or is not ours to write.
    bool flush();

    /// Opaque state of a window or header, by the object's name (geometry, column widths, page).
    QByteArray uiState(const QString &objectName) const;
    void setUiState(const QString &objectName, const QByteArray &state);

Q_SIGNALS:
    void themeChanged(Settings::Theme theme);
    void textPercentChanged(int percent);
    void reducedMotionChanged(bool on);
    void windowMinutesChanged(int minutes);

private:
    QVariant value(const char *key, const QVariant &fallback) const;
    void setValue(const char *key, const QVariant &value);

    std::unique_ptr<QSettings> m_file; ///< null when in memory
    bool m_isWritten = false; ///< into the file
    QVariantMap m_memory; ///< what was set and is not written
};
