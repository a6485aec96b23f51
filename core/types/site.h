// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>
#include <QStringList>

/// Who may send hits for a site and how they are treated. Immutable value; replaced as a whole.
struct Site
{
    enum class ConsentMode : quint8 { Honour, Ignore };
    /// From which score on a hit is a bot's (semantics 3.1). Numbers are stored.
    enum class BotMode : quint8 {
        Balanced = 0, ///< 70
        Strict = 1, ///< 60
        Off = 2, ///< 70, but bots are counted unless somebody leaves them out
    };

    QString id; ///< 1–64 of A-Za-z0-9_-
    QString name;
    QStringList domains; ///< allowed hosts; empty = any
    QString timezone = QStringLiteral("UTC"); ///< IANA name, never an offset
    ConsentMode consent = ConsentMode::Honour; ///< DNT and Sec-GPC
    BotMode botMode = BotMode::Balanced;
    QStringList botRules = {}; ///< "block agent TEXT", "allow address CIDR"; see BotPolicy::parse()

    /// Bots count like anybody unless somebody leaves them out.
    bool countsBots() const { return botMode == BotMode::Off; }
    QString displayName() const { return name.isEmpty() ? id : name; }
    friend bool operator==(const Site &, const Site &) = default;
};

/// "balanced", "strict", "off", as the command line says it.
QLatin1StringView toString(Site::BotMode mode);

/// True for 1–64 characters of A-Za-z0-9_-.
bool isValidSiteId(QStringView id);

/// A short link: GET /{code} answers 302 to `url`.
struct Link
{
    QString code; ///< 1–64 of A-Za-z0-9_-, matched exactly, no reserved word
    QString url; ///< http or https, no credentials
    QString site; ///< the site its clicks belong to; may be empty
    QString name;

    friend bool operator==(const Link &, const Link &) = default;
};

/// True when `code` is well formed and not one of the reserved root paths (wire-formats 1.1, rule 8).
bool isValidLinkCode(QStringView code);

/// True for words that a root path of the collector already uses, ignoring case.
bool isReservedCode(QStringView code);

Q_DECLARE_METATYPE(Site)
Q_DECLARE_METATYPE(Link)
