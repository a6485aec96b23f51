// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/pagepath.h"
#include "core/types/result.h"

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>
#include <QStringList>

/// Who may send hits for a site and how they are treated. Immutable value; replaced as a whole.
struct Site
{
    enum class ConsentMode : quint8 { Honour, Ignore };
    /// Minimum score of a bot (bots.md#how-strict-a-site-is). Numbers are stored.
    enum class BotMode : quint8 {
        Balanced = 0, ///< 70
        Strict = 1, ///< 60
        Off = 2, ///< 70, but bots are counted unless a question excludes them
    };

    QString id; ///< 1–64 of A-Za-z0-9_-
    QString name;
    QStringList domains; ///< allowed hosts, as allowedHosts() gives them; empty = any
    QString timezone = QStringLiteral("UTC"); ///< IANA name, never an offset
    ConsentMode consent = ConsentMode::Honour; ///< DNT and Sec-GPC
    BotMode botMode = BotMode::Balanced;
    QStringList botRules = {}; ///< "block agent TEXT", "allow address CIDR"; see BotPolicy::parse()
    QStringList keptQuery = {}; ///< parameters of page URLs that are kept besides campaigns; see keptQuery()
    PageGrouping pages = {}; ///< which paths are shown as one page
    bool isBadgePublic = false; ///< anybody may see how many visitors and pageviews it has

    /// True for a canonical host when the list contains it or a domain above it, or is empty.
    bool allowsHost(QStringView host) const;
    /// True for hosts of the list, also those above a wildcard; never when the list is empty.
    bool ownsHost(QStringView host) const;
    /// Bots are counted unless a question excludes them.
    bool countsBots() const { return botMode == BotMode::Off; }
    QString displayName() const { return name.isEmpty() ? id : name; }
    friend bool operator==(const Site &, const Site &) = default;
};

/// "balanced", "strict", "off", as the command line says it.
QLatin1StringView toString(Site::BotMode mode);

/// What `--keep-query` and the window accept for Site::keptQuery: "none" gives an empty list, "all" the list
/// of "*", anything else names of parameters, separated by commas or white space. Errors: "bad_query_names".
Result<QStringList> keptQuery(const QString &text);
/// Inverse of the above.
QString keptQueryText(const QStringList &names);

/// True for 1–64 characters of A-Za-z0-9_-.
bool isValidSiteId(QStringView id);

Q_DECLARE_METATYPE(Site)
